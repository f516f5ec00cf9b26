import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import { needDependencies, needNode, ROOT, runTool, TOOLS } from './install.mjs'

/** What a phone must load before a button responds; what follows comes from the precache. */
const LIMIT = 45_000

needNode()
needDependencies()
const dist = join(ROOT, 'dist')
if (!existsSync(join(dist, 'index.html'))) runTool(TOOLS.vite, ['build', '--logLevel', 'warn'])

/** @typedef {Map<string, { raw: number, gzip: number }>} Sizes by path */

/**
 * These files and all they import before they run, without those that `known` has.
 *
 * @param {readonly string[]} paths @param {Sizes} [known]
 * @returns {Sizes}
 */
function sizesOf(paths, known = new Map()) {
  const sizes = new Map()
  const queue = [...paths]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (sizes.has(path) || known.has(path)) continue
    const code = readFileSync(join(dist, path))
    sizes.set(path, { raw: code.length, gzip: gzipSync(code, { level: 9 }).length })
    // Static imports as the bundler writes them; `import(` is a later load.
    for (const [, target = ''] of code
      .toString()
      .matchAll(/(?:^|[;}\n])(?:import|export)(?:[^"'`;()]*?from)?\s*["'](\.[^"']+)["']/g)) {
      queue.push(join(dirname(path), target))
    }
  }
  return sizes
}

const kb = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10)

/** @param {Sizes} sizes @param {string} what */
function print(sizes, what) {
  const rows = [...sizes].sort(([, a], [, b]) => b.gzip - a.gzip)
  const total = rows.reduce((sum, [, { gzip }]) => sum + gzip, 0)
  for (const [path, { raw, gzip }] of rows) console.log(`${kb(raw)} ${kb(gzip)} gz  ${path}`)
  console.log(`${' '.repeat(10)} ${kb(total)} gz  ${what}`)
  return total
}

const html = readFileSync(join(dist, 'index.html'), 'utf8')
const initial = sizesOf(
  [
    ...html.matchAll(/<script[^>]+src="([^"]+)"/g),
    ...html.matchAll(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g),
  ].map(([, path = '']) => normalize(path)),
)
const total = print(initial, `initial JavaScript; the limit is ${LIMIT / 1000} kB`)
const core = readdirSync(join(dist, 'assets')).filter((name) => /^core-.*\.js$/.test(name))
print(
  sizesOf(
    core.map((name) => join('assets', name)),
    initial,
  ),
  'what records, read beside the first paint',
)
if (initial.size === 0) console.error('dist/index.html names no script.')
process.exitCode = initial.size > 0 && total <= LIMIT ? 0 : 1
