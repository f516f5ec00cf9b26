import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chronologyLines } from '../domain/chronology-lines.ts'
import { canonicalText, type Json, utf8 } from '../domain/json.ts'
import type { Language, Library } from '../domain/ports.ts'
import type { ContactBook, Runbook } from '../domain/runbook.ts'
import { jsonl } from '../export/jsonl.ts'
import { compileRunbook } from '../runbook/compile.ts'
import { compileContacts } from '../runbook/contacts.ts'
import { createSession } from '../session/session.ts'
import { recordWords } from '../ui/text/record.ts'
import { readReplay } from './replay-file.ts'
import { play } from './replay-play.ts'
import { replayWorld } from './replay-world.ts'

const usage = `npm run replay -- FILE [--out FILE] [--lang ja|en]
Plays a replay through the same code as a live night. Without --out the chronology is printed, one
line an entry; --out FILE.jsonl writes the log's exact bytes, any other name the chronology.`

const projectFile = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** What `npm run replay` does. Exit code 0: played; 1: the replay does not fit; 2: usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const flag = (name: string): string | undefined => {
    const at = argv.indexOf(name)
    return at < 0 ? undefined : argv[at + 1]
  }
  const file = argv.find((word, i) => !word.startsWith('--') && !argv[i - 1]?.startsWith('--'))
  const language = flag('--lang') ?? 'ja'
  if (!file || (language !== 'ja' && language !== 'en')) {
    console.error(usage)
    return 2
  }
  const yaml = await readFile(file, 'utf8').catch(() => null)
  if (yaml === null) {
    console.error(`${file}: cannot be read`)
    return 2
  }
  const read = readReplay(yaml)
  if (!read.ok) {
    for (const problem of read.problems) console.error(`${file}: ${problem}`)
    return 1
  }
  const played = await playFile(yaml, language)
  const out = flag('--out')
  const text = `${played.lines.join('\n')}\n`
  if (!out) process.stdout.write(text)
  else await writeFile(out, out.endsWith('.jsonl') ? played.jsonl : text)
  return 0
}

/** Plays a replay's YAML; throws where it does not fit the runbook (the message names the act). */
export async function playFile(
  yaml: string,
  language: Language,
): Promise<{ readonly lines: readonly string[]; readonly jsonl: Uint8Array }> {
  const read = readReplay(yaml)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const { replay } = read
  const library = await shippedLibrary()
  const world = replayWorld(replay.seed, replay.start, library)
  const session = createSession(world)
  const book = JSON.parse(new TextDecoder().decode(await library.contacts())) as ContactBook
  const open = await play(replay, session, world, book.contacts, language)
  const stored = await session.storedLog()
  return {
    lines: chronologyLines(open.state, recordWords[language], 'occurred'),
    jsonl: jsonl(stored.events, stored.runbook),
  }
}

/** The shipped runbooks and contacts, compiled as the build does. */
async function shippedLibrary(): Promise<Library> {
  const compiled = new Map<string, { bytes: Uint8Array; runbook: Runbook }>()
  for (const id of ['hospital', 'clinic']) {
    const path = `runbooks/${id}.yaml`
    const result = compileRunbook(await readFile(projectFile(path), 'utf8'), { file: path })
    if (!result.ok) throw new Error(`${path} does not compile: npm run runbook -- check ${path}`)
    const bytes = utf8(canonicalText(result.runbook as unknown as Json))
    compiled.set(id, { bytes, runbook: result.runbook })
  }
  const contacts = compileContacts(await readFile(projectFile('runbooks/contacts.yaml'), 'utf8'), {
    file: 'runbooks/contacts.yaml',
  })
  if (!contacts.ok) throw new Error('runbooks/contacts.yaml does not compile')
  return {
    runbooks: [...compiled].map(([id, { bytes, runbook }]) => ({
      id,
      version: runbook.version,
      title: runbook.title,
      summary: runbook.summary,
      hash: createHash('sha256').update(bytes).digest('hex'),
    })),
    load: async (id) => compiled.get(id)?.bytes ?? new Uint8Array(),
    contacts: async () => utf8(canonicalText(contacts.book as unknown as Json)),
  }
}
