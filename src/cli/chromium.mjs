import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export const CHROMIUM_FLAGS = /** @type {const} */ ([
  // A container usually runs as root, and Chromium refuses its sandbox there.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
])

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns {string | undefined} */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  return KNOWN.find((path) => existsSync(path))
}

function canInstall() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return /^ID(_LIKE)?=.*debian/m.test(release)
}

/**
 * Finds a Chromium or, as root on Debian, installs it. A missing browser must fail the run: a
 * suite that skips what needs a browser would pass while the app cannot store anything.
 *
 * @returns {string}
 */
export function needChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named && !existsSync(named)) {
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
  }
  const found = findChromium()
  if (found) return found
  if (canInstall()) {
    console.log('No Chromium found: installing chromium and fonts-noto-cjk with apt-get.')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const run = (/** @type {string[]} */ ...args) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
    run('update')
    run('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'The tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to its executable.',
  )
}
