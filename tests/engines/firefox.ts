import { join } from 'node:path'
import puppeteer, { type ElementHandle } from 'puppeteer-core'
import { FIREFOX } from '../../src/cli/engines.mjs'
import { type Engine, finder, type Hand, locate, soughtOf, type Target, until } from './hand.ts'

/** Debian's Firefox as it is, over WebDriver BiDi. */
export const firefox: Engine = { open, close: async () => undefined }

/** Firefox with a profile and preferences of its own. */
export const launchFirefox = (
  profile: string,
  extraPrefsFirefox: Readonly<Record<string, string | number | boolean>>,
) =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    userDataDir: profile,
    defaultViewport: null,
    extraPrefsFirefox,
  })

async function open(profile: string): Promise<Hand> {
  const downloads = join(profile, 'downloads')
  const browser = await launchFirefox(profile, {
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false,
  })
  const page = (await browser.pages())[0] ?? (await browser.newPage())
  // Said of the browser it holds for windows that open later only.
  await page.setViewport({ width: 360, height: 740 })

  const find = (target: Target): Promise<ElementHandle> =>
    until(`${target.role} ${target.name ?? ''}`, async () => {
      // Of each page anew: what was evaluated in the one before is gone.
      if (!(await page.evaluate(() => 'TestingLibraryDom' in globalThis)))
        await page.evaluate(finder)
      const handle = await page.evaluateHandle(locate, soughtOf(target))
      return handle.asElement() as ElementHandle | null
    })

  return {
    downloads,
    goTo: async (url) => void (await page.goto(url)),
    ask: (look, given) => page.evaluate(look as never, given) as never,
    tap: async (target) => (await find(target)).click(),
    async write(target, text) {
      const field = await find(target)
      await field.click()
      await field.type(text)
    },
    async choose(target, files) {
      const button = await find(target)
      const [chooser] = await Promise.all([page.waitForFileChooser(), button.click()])
      await chooser.accept([...files])
    },
    screenshot: async (file) => void (await page.screenshot({ path: file as `${string}.png` })),
    end: () => browser.close(),
  }
}
