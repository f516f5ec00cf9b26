import { existsSync } from 'node:fs'
import { aptInstall, canInstall } from './apt.mjs'

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
    aptInstall(['chromium', 'fonts-noto-cjk'])
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'The tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to its executable.',
  )
}
