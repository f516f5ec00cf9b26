import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import { needDependencies, needNode, ROOT, runTool, TOOLS } from './install.mjs'

/** What a phone must load before a button responds; later chunks come from the precache. */
const LIMIT = 70_000

needNode()
needDependencies()
const dist = join(ROOT, 'dist')
if (!existsSync(join(dist, 'index.html'))) runTool(TOOLS.vite, ['build', '--logLevel', 'warn'])

const html = readFileSync(join(dist, 'index.html'), 'utf8')
const queue = [
  ...html.matchAll(/<script[^>]+src="([^"]+)"/g),
  ...html.matchAll(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g),
].map(([, path = '']) => normalize(path))

/** @type {Map<string, { raw: number, gzip: number }>} */
const sizes = new Map()
for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
  if (sizes.has(path)) continue
  const code = readFileSync(join(dist, path))
  sizes.set(path, { raw: code.length, gzip: gzipSync(code, { level: 9 }).length })
  // Static imports as the bundler writes them; `import(` is a later load.
  for (const [, target = ''] of code
    .toString()
    .matchAll(/(?:^|[;}\n])(?:import|export)(?:[^"'`;()]*?from)?\s*["'](\.[^"']+)["']/g)) {
    queue.push(join(dirname(path), target))
  }
}

const rows = [...sizes].sort(([, a], [, b]) => b.gzip - a.gzip)
const total = rows.reduce((sum, [, { gzip }]) => sum + gzip, 0)
const kb = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10)
for (const [path, { raw, gzip }] of rows) console.log(`${kb(raw)} ${kb(gzip)} gz  ${path}`)
console.log(
  `${' '.repeat(10)} ${kb(total)} gz  initial JavaScript; the limit is ${LIMIT / 1000} kB`,
)
if (rows.length === 0) console.error('dist/index.html names no script.')
process.exitCode = rows.length > 0 && total <= LIMIT ? 0 : 1
