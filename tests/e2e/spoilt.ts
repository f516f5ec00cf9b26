import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Builds as they must never be published: complete, every file as its list says, and broken. */
const spoil = {
  /** The first script throws. */
  throws: [/^index-.*\.js$/, () => "throw new Error('broken on purpose')\n"],
  /** The first script is there and does nothing. */
  blank: [/^index-.*\.js$/, () => ''],
  /** The first script never ends: nothing in the page can say so. */
  hangs: [/^index-.*\.js$/, () => 'for (;;) {}\n'],
} as const satisfies Readonly<Record<string, readonly [RegExp, () => string]>>

export type Spoilt = keyof typeof spoil

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** A copy of a built app, spoilt in this way, with its list made anew. Delete it afterwards. */
export function spoiltBuild(built: string, how: Spoilt): string {
  const dir = mkdtempSync(join(tmpdir(), 'shodo-spoilt-'))
  cpSync(built, dir, { recursive: true })
  const [name, change] = spoil[how]
  const found = readdirSync(join(dir, 'assets')).filter((file) => name.test(file))
  if (found.length !== 1) throw new Error(`${found.length} files are called ${name}`)
  const path = join(dir, 'assets', found[0]!)
  const [before, worker] = [readFileSync(path, 'utf8'), readFileSync(join(dir, 'sw.js'), 'utf8')]
  const after: string = change()
  rmSync(path)
  const page = join(dir, 'index.html')
  const html = readFileSync(page, 'utf8')
  // Another content has another name, as in every build: the browser may still hold the former.
  const named = `index-${sha256(how).slice(0, 8)}.js`
  const turned = html.replace(found[0]!, named)
  writeFileSync(page, turned)
  writeFileSync(join(dir, 'assets', named), after)

  const entry = new RegExp(
    `\\{["']?url["']?:["'\`]assets/${found[0]}["'\`],[^}]*${sha256(before)}[^}]*\\},?`,
  )
  const list = entry.exec(worker)?.[0]
  // Build ids are the version and a hash of the list.
  const id = /["'`](\d+\.\d+\.\d+\+[^"'`]+)\.[0-9a-f]{8}["'`]/.exec(worker)
  if (!list || !id) throw new Error('sw.js names no such file, or no build')
  const other = list.replace(sha256(before), sha256(after)).replace(found[0]!, named)
  const changed = worker
    .replace(list, other)
    .replace(sha256(html), sha256(turned))
    .replaceAll(id[0], JSON.stringify(`${id[1]}-spoilt.${sha256(how).slice(0, 8)}`))
  writeFileSync(join(dir, 'sw.js'), changed)
  return dir
}
