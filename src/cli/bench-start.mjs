import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { median, round } from './bench-lines.mjs'
import { ROOT } from './install.mjs'
import { serve } from './serve.mjs'

/** @typedef {(profile: string) => Promise<import('playwright-core').BrowserContext>} Launch */

/**
 * Median milliseconds from navigation to a usable control, with the server dead and the page served
 * by its service worker, over fresh tabs.
 *
 * @param {Launch} launch @param {string} dir @param {string} at behind the address
 * @param {string} selector @param {number} rate
 */
async function usable(launch, dir, at, selector, rate) {
  const server = await serve({ dir, port: 0 })
  const context = await launch(
    `start-${rate}-${createHash('md5')
      .update(dir + at)
      .digest('hex')}`,
  )
  const first = await context.newPage()
  await first.goto(server.url + at)
  await first.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await first.waitForSelector(selector)
  await first.waitForTimeout(500)
  await server.close()
  const times = []
  for (let i = 0; i < 9; i++) {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate })
    await page.addInitScript((/** @type {string} */ wanted) => {
      const look = () => {
        if (document.querySelector(wanted))
          Object.assign(globalThis, { usableAt: performance.now() })
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }, selector)
    await page.goto(server.url + at)
    await page.waitForFunction(() => 'usableAt' in globalThis)
    times.push(await page.evaluate(() => /** @type {any} */ (globalThis).usableAt))
    await page.close()
  }
  await context.close()
  return median(times)
}

/**
 * An empty page with one button, behind the very same service worker.
 *
 * @param {string} dir
 */
async function emptyApp(dir) {
  mkdirSync(dir)
  const html =
    '<!doctype html><meta charset="utf-8" /><title>empty</title><button>ok</button><script src="./empty.js"></script>'
  writeFileSync(join(dir, 'index.html'), html)
  writeFileSync(
    join(dir, 'empty.js'),
    "const policy = trustedTypes.createPolicy('shodo', { createScriptURL: (url) => url })\n" +
      "navigator.serviceWorker.register(policy.createScriptURL('./sw.js'))\n",
  )
  const sha = (/** @type {string} */ file) =>
    createHash('sha256')
      .update(readFileSync(join(dir, file)))
      .digest('hex')
  const files = ['empty.js', 'index.html'].map((url) => ({ url, sha: sha(url) }))
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { __BUILD__: '"empty"', __FILES__: JSON.stringify(files) },
    build: {
      outDir: dir,
      emptyOutDir: false,
      rolldownOptions: {
        input: join(ROOT, 'src/sw/sw.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  })
}

/**
 * From a dead network to the first control, and to the button that starts an incident.
 *
 * @param {{ launch: Launch, work: string, print: (figure: Record<string, unknown>) => void }} bench
 */
export async function start({ launch, work, print }) {
  const [app, empty] = [join(work, 'app'), join(work, 'empty')]
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: app, emptyOutDir: true },
  })
  await emptyApp(empty)
  for (const rate of [1, 6]) {
    const emptyMs = await usable(launch, empty, '', 'button', rate)
    const appMs = await usable(launch, app, '', 'a[href="#/first"]', rate)
    const recordMs = await usable(launch, app, '#/start', 'main button.primary', rate)
    print({
      what: 'start from a dead network',
      cpu: `${rate}x`,
      emptyMs: round(emptyMs),
      appMs: round(appMs),
      ratio: round(appMs / emptyMs),
      startButtonMs: round(recordMs),
    })
  }
}
