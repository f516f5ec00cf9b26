import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Builder, By, Capabilities, type WebDriver, type WebElement } from 'selenium-webdriver'
import { PYTHON, WEBKIT_DRIVER } from '../../src/cli/engines.mjs'
import { type Engine, finder, type Hand, locate, soughtOf, type Target, until } from './hand.ts'

const browser = join(import.meta.dirname, 'webkit-browser.py')

/** A free port; between this and its use another program could take it. */
const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** A screen in memory; its number is chosen by the server. */
async function startScreen(): Promise<{
  readonly display: string
  readonly process: ChildProcess
}> {
  const server = spawn('Xvfb', [
    '-displayfd',
    '1',
    '-screen',
    '0',
    '1280x900x24',
    '-nolisten',
    'tcp',
  ])
  let told = ''
  server.stdout.on('data', (part) => {
    told += part
  })
  const number = await until('Xvfb names its display', () => /^\d+(?=\n)/.exec(told)?.[0])
  return { display: `:${number}`, process: server }
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  await new Promise((done) => {
    process.once('exit', done)
    process.kill()
  })
}

/** WebKitGTK under a screen in memory, through its own driver. */
export function webkit(): Engine {
  let screen: ReturnType<typeof startScreen> | undefined
  const drivers = new Set<ChildProcess>()

  async function open(profile: string): Promise<Hand> {
    screen ??= startScreen()
    const { display } = await screen
    const port = await freePort()
    // A driver holds one session.
    const server = spawn(WEBKIT_DRIVER, [`--port=${port}`, '--host=127.0.0.1'], {
      env: { ...process.env, DISPLAY: display, LANG: 'C.UTF-8', TZ: 'Asia/Tokyo' },
      stdio: 'ignore',
    })
    drivers.add(server)
    const url = `http://127.0.0.1:${port}`
    await until('the driver answers', () =>
      fetch(`${url}/status`).then(
        () => true,
        () => false,
      ),
    )
    const downloads = join(profile, 'downloads')
    const driver = await new Builder()
      .usingServer(url)
      .withCapabilities(
        new Capabilities({
          browserName: 'ShodoTest',
          'webkitgtk:browserOptions': {
            binary: PYTHON,
            args: [browser, '--automation', profile, downloads],
          },
        }),
      )
      .build()
    await driver.manage().setTimeouts({ script: 120_000 })
    const end = async (): Promise<void> => {
      // Its last window is gone before the driver has said so.
      await driver.quit().catch(() => undefined)
      await ended(server)
      drivers.delete(server)
    }
    return handOf(driver, downloads, end)
  }

  async function close(): Promise<void> {
    for (const server of drivers) await ended(server)
    if (screen) await ended((await screen).process)
  }

  return { open, close }
}

function handOf(driver: WebDriver, downloads: string, end: () => Promise<void>): Hand {
  const find = (target: Target): Promise<WebElement> =>
    until(`${target.role} ${target.name ?? ''}`, async () => {
      // Of each page anew: what was evaluated in the one before is gone.
      const there = await driver.executeScript('return "TestingLibraryDom" in globalThis')
      if (!there) await driver.executeScript(finder)
      return driver.executeScript<WebElement | null>(locate, soughtOf(target))
    })

  return {
    downloads,
    goTo: (url) => driver.get(url),
    async ask(look, given) {
      const answer = await driver.executeAsyncScript<{ ok?: never; fault?: string }>(
        `const [given, done] = arguments
        Promise.resolve(given).then(${look}).then((ok) => done({ ok }), (fault) => done({ fault: String(fault) }))`,
        given,
      )
      if (answer.fault) throw new Error(answer.fault)
      return answer.ok as never
    },
    tap: async (target) => (await find(target)).click(),
    async write(target, text) {
      const field = await find(target)
      await field.click()
      await field.sendKeys(text)
    },
    // The driver has no word for a choice that opens; it gives files to the field behind the button.
    async choose(target, files) {
      const button = await find(target)
      const field = await button.findElement(
        By.xpath('(following-sibling::input | preceding-sibling::input)[@type="file"]'),
      )
      await field.sendKeys(files.join('\n'))
    },
    screenshot: async (file) =>
      writeFileSync(file, Buffer.from(await driver.takeScreenshot(), 'base64')),
    end,
  }
}
