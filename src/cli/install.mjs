import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

// Nothing newer than Node 14 up to needNode(), or old versions fail before they are told why.
export const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)))

const NODE_MAJOR = 20
const NODE_MINOR = 19

/** Says plainly when this Node cannot run the project; ends the process. */
export function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > NODE_MAJOR || (major === NODE_MAJOR && minor >= NODE_MINOR)) return
  const needed = `${NODE_MAJOR}.${NODE_MINOR}`
  console.error(
    `Shodo needs Node.js ${needed} or newer; this is ${process.version}.\n` +
      `Shodo には Node.js ${needed} 以上が必要です（いまは ${process.version}）。\n` +
      'https://nodejs.org/',
  )
  process.exit(1)
}

/** Installs the locked dependencies when they are missing or the lockfile changed. */
export function needDependencies() {
  const stamp = join(ROOT, 'node_modules', '.shodo-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing dependencies (npm ci) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Windows refuses to start .cmd files without a shell; there is nothing of the user's in it.
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('npm ci failed. The first start needs the network; see the message above.')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}

/**
 * Runs a tool of node_modules without a shell and without npx, which would ask the network.
 *
 * @param {string} script path of a JavaScript file, from the root
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function runTool(script, args, options) {
  return spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    ...options,
  })
}

export const TOOLS = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  depcruise: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  tsc: 'node_modules/@typescript/native/bin/tsc',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
}
