import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checks } from './checks.mjs'
import { needChromium } from './chromium.mjs'
import { needDependencies, needNode, runTool, TOOLS } from './install.mjs'
import { PROJECTS, testFiles } from './test-projects.mjs'

/** A test in an endless loop must fail, not hang the run. */
const TOO_LONG_MS = 60 * 60_000

const tally = { passed: 0, failed: 0, skipped: 0 }
/** @type {string[]} */
const failures = []

/**
 * @param {string} name
 * @param {() => boolean} run
 */
function gate(name, run) {
  console.log(`\n— ${name}`)
  let good = false
  try {
    good = run()
  } catch (error) {
    console.error(error)
  }
  tally[good ? 'passed' : 'failed'] += 1
  if (!good) failures.push(name)
}

/**
 * @param {(typeof PROJECTS)[number]} project
 * @param {string} zone
 * @param {string} reports folder
 * @param {string} chromium
 */
function vitest({ name, files }, zone, reports, chromium) {
  const label = `${name} (${zone})`
  console.log(`\n— ${label}`)
  if (!testFiles().some((path) => files.test(path))) {
    console.log('no test files')
    return
  }
  const report = join(reports, `${name}-${zone.replace('/', '-')}.json`)
  const { status } = runTool(
    TOOLS.vitest,
    [
      'run',
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: { ...process.env, TZ: zone, CHROMIUM_PATH: chromium }, timeout: TOO_LONG_MS },
  )
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  const passed = result?.numPassedTests ?? 0
  const failed = result?.numFailedTests ?? 0
  tally.passed += passed
  tally.failed += failed
  tally.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0)
  // A file that does not load, an unhandled error, or nothing run at all: no test says it failed.
  const silent = failed === 0 && (status !== 0 || passed === 0)
  if (silent) tally.failed += 1
  if (silent || failed > 0) failures.push(label)
}

function main() {
  needNode()
  needDependencies()
  const chromium = needChromium()
  for (const { name, run } of checks) gate(name, run)
  gate('build', () => runTool(TOOLS.vite, ['build', '--logLevel', 'warn']).status === 0)
  gate('size of the first script', () => runTool('src/cli/size.mjs', []).status === 0)
  const reports = mkdtempSync(join(tmpdir(), 'shodo-test-'))
  for (const project of PROJECTS) {
    for (const zone of project.zones) vitest(project, zone, reports, chromium)
  }
  rmSync(reports, { recursive: true, force: true })
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  tally.failed += 1
}
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`)
const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
console.log(`${tally.passed} passed, ${tally.failed} failed${skipped}`)
process.exitCode = tally.failed === 0 ? 0 : 1
