import { existsSync } from 'node:fs'
import { aptInstall, canInstall } from './apt.mjs'

const CPU = process.arch === 'arm64' ? 'aarch64' : 'x86_64'

export const FIREFOX = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'
export const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver'
/** Debian's own: it alone sees Debian's bindings of WebKitGTK. */
export const PYTHON = '/usr/bin/python3'

/** The engines beside Chromium: what each needs on this machine, and what Debian calls it. */
const NEEDS = {
  firefox: { files: [FIREFOX], packages: ['firefox-esr'] },
  webkit: {
    files: [
      WEBKIT_DRIVER,
      '/usr/bin/Xvfb',
      PYTHON,
      '/usr/lib/python3/dist-packages/gi/__init__.py',
      `/usr/lib/${CPU}-linux-gnu/girepository-1.0/WebKit2-4.1.typelib`,
    ],
    packages: ['webkit2gtk-driver', 'xvfb', 'gir1.2-webkit2-4.1', 'python3-gi'],
  },
}

/** @typedef {keyof typeof NEEDS} EngineName */

export const ENGINES = /** @type {readonly EngineName[]} */ (Object.keys(NEEDS))

/**
 * Finds an engine or, as root on Debian, installs it. A missing one must fail the run.
 *
 * @param {EngineName} engine
 */
export function needEngine(engine) {
  const { files, packages } = NEEDS[engine]
  const missing = () => files.filter((file) => !existsSync(file))
  if (missing().length > 0 && canInstall()) aptInstall([...packages, 'fonts-noto-cjk'])
  const [file] = missing()
  if (file)
    throw new Error(
      `${engine}: ${file} is missing. On Debian: apt-get install ${packages.join(' ')}`,
    )
}
