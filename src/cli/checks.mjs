import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runTool, TOOLS } from './install.mjs'
import { PROJECTS, testFiles } from './test-projects.mjs'

/** @typedef {{ name: string, run: () => boolean }} Check */

/** @param {string} folder */
function holdsCode(folder) {
  return readdirSync(folder).some((name) => /\.tsx?$/.test(name))
}

/** Every room has its own tsconfig, because every room sees another world (no DOM in domain). */
function types() {
  const configs = ['tsconfig.json', 'src/tsconfig.json', 'tests/tsconfig.json']
  let good = true
  for (const entry of readdirSync(join(ROOT, 'src'), { withFileTypes: true })) {
    const room = `src/${entry.name}`
    if (!entry.isDirectory() || !holdsCode(join(ROOT, room))) continue
    configs.push(`${room}/tsconfig.json`)
    if (existsSync(join(ROOT, room, 'tsconfig.json'))) continue
    console.error(`${room} has no tsconfig.json: copy that of a room which sees the same world.`)
    good = false
  }
  if (!good) return false
  for (const config of configs) {
    if (runTool(TOOLS.tsc, ['-p', config]).status !== 0) {
      console.error(`tsc -p ${config} failed`)
      good = false
    }
  }
  return good
}

function lint() {
  return (
    runTool(TOOLS.biome, ['check', '--error-on-warnings', '--max-diagnostics=100', '.']).status ===
    0
  )
}

function walls() {
  const { stdout, status } = runTool(
    TOOLS.depcruise,
    ['src', 'tests', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 },
  )
  let summary
  try {
    summary = JSON.parse(String(stdout)).summary
  } catch {
    console.error(`dependency-cruiser gave no answer (status ${status})`)
    return false
  }
  // Under a TypeScript whose API it does not know it sees nothing and calls that clean.
  if (!(summary.totalCruised > 0)) {
    console.error('dependency-cruiser saw 0 modules')
    return false
  }
  for (const { rule, from, to, type } of summary.violations) {
    console.error(`${rule.severity} ${rule.name}: ${from} → ${to} (${type})`)
  }
  console.log(`${summary.totalCruised} modules, ${summary.violations.length} violations`)
  return summary.violations.length === 0
}

/** A test that no project runs would count as neither passed nor failed. */
function strayTests() {
  const stray = testFiles().filter((path) => !PROJECTS.some(({ files }) => files.test(path)))
  for (const path of stray) console.error(`${path} belongs to no project of vitest.config.ts`)
  return stray.length === 0
}

/** @type {readonly Check[]} */
export const checks = [
  { name: 'types', run: types },
  { name: 'lint', run: lint },
  { name: 'walls', run: walls },
  { name: 'every test has a project', run: strayTests },
]
