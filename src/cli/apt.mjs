import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Only as root on Debian and its kin: elsewhere the person installs, and is told what. */
export function canInstall() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return /^ID(_LIKE)?=.*debian/m.test(release)
}

/**
 * Whether it worked is for the caller to see: apt-get says so itself, too.
 *
 * @param {readonly string[]} packages
 */
export function aptInstall(packages) {
  console.log(`Installing ${packages.join(', ')} with apt-get.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]])
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
}
