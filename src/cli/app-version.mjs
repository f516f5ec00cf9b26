import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything the built app is made from; helper scripts and documents are not. */
const INPUTS = ['index.html', 'package.json', 'package-lock.json', 'vite.config.ts']
const FOLDERS = ['public', 'runbooks', 'src']

/**
 * @param {string} root
 * @returns {string[]} paths relative to root, sorted
 */
export function buildInputs(root) {
  const found = [...INPUTS]
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) found.push(join(entry.parentPath, entry.name).slice(root.length + 1))
    }
  }
  return found
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.md'))
    .sort()
}

/**
 * The package version and a hash of the inputs: independent of git, so that a copy without its
 * history, built on another machine, says the same version.
 *
 * @param {string} root
 */
export function appVersion(root) {
  const hash = createHash('sha256')
  for (const path of buildInputs(root)) {
    hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `${version}+${hash.digest('hex').slice(0, 8)}`
}
