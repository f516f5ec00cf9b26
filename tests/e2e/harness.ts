import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { build, type Plugin } from 'vite'
import { expect } from 'vitest'
import { appVersion } from '../../src/cli/app-version.mjs'
import { CHROMIUM_FLAGS, needChromium } from '../../src/cli/chromium.mjs'
import { ROOT } from '../../src/cli/install.mjs'
import { serve } from '../../src/cli/serve.mjs'
import type { BuildStatus } from '../../src/platform/service-worker.ts'

const CACHE = join(ROOT, 'node_modules', '.cache', 'shodo-e2e')

/**
 * The built app in a folder of its own, so that nothing else that builds disturbs a running test.
 * `variant` makes a build that differs from the others as a new version would; `plugins` make it
 * differ in more than its name, always in the same way for the same variant.
 */
export async function builtApp(variant = '', plugins: readonly Plugin[] = []): Promise<string> {
  const version = appVersion(ROOT) + variant
  const outDir = join(CACHE, version)
  if (existsSync(join(outDir, 'sw.js'))) return outDir
  const unfinished = `${outDir}.${process.pid}`
  // The test runner sets this to "test", which would build the development version.
  process.env['NODE_ENV'] = 'production'
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    define: { __APP_VERSION__: JSON.stringify(version) },
    plugins: [...plugins],
    build: { outDir: unfinished, emptyOutDir: true },
  })
  rmSync(outDir, { recursive: true, force: true })
  renameSync(unfinished, outDir)
  return outDir
}

export interface TestServer {
  readonly url: string
  /** From now on connections are refused. */
  stop(): Promise<void>
  /** The same address again, with another build when one is given. */
  start(dir?: string): Promise<void>
}

export async function startServer(dir: string, base: string): Promise<TestServer> {
  let current = dir
  let running: Awaited<ReturnType<typeof serve>> | undefined = await serve({ dir, base })
  const { url, port } = running
  return {
    url,
    async stop() {
      await running?.close()
      running = undefined
    },
    async start(next = current) {
      await running?.close()
      current = next
      running = await serve({ dir: next, base, port })
    },
  }
}

export interface Browser {
  readonly context: BrowserContext
  readonly page: Page
}

export interface Running extends Browser {
  readonly server: TestServer
  readonly profile: string
  /** Ends the browser and starts it again with the same profile, on an empty page. */
  relaunch(how?: 'close' | 'kill'): Promise<Browser>
  /** A browser with another profile, at the same address. */
  other(profile: string): Promise<Browser>
}

export interface Options {
  /** A folder from {@link builtApp}; without it the app as it is. */
  readonly dir?: string
  readonly base?: string
  /** A profile to keep; without it a fresh one that is deleted afterwards. */
  readonly profile?: string
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  readonly permissions?: readonly string[]
  /** Flags for Chromium beside the usual ones. */
  readonly flags?: readonly string[]
  /** What the app is opened at, behind the server's address; false opens nothing. */
  readonly open?: string | false
  /** Messages of faults that a test provokes on purpose. */
  readonly expectFaults?: RegExp
}

/**
 * Starts server and browser, opens the app, runs the test, and then asserts what holds for every
 * test: nothing was asked of another origin, no policy was violated, nothing threw unseen.
 */
export async function withApp(
  test: (running: Running) => Promise<void>,
  options: Options = {},
): Promise<void> {
  const server = await startServer(options.dir ?? (await builtApp()), options.base ?? '/')
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'shodo-profile-'))
  const faults: string[] = []
  const foreign: string[] = []
  const others: BrowserContext[] = []
  let context = await launch()

  async function launch(at = profile): Promise<BrowserContext> {
    const launched = await chromium.launchPersistentContext(at, {
      executablePath: needChromium(),
      args: [...CHROMIUM_FLAGS, ...(options.flags ?? [])],
      viewport: options.viewport ?? { width: 360, height: 740 },
      colorScheme: options.colorScheme ?? 'light',
      permissions: [...(options.permissions ?? [])],
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
    })
    const origin = new URL(server.url).origin
    launched.on('request', (request) => {
      const { protocol, origin: asked } = new URL(request.url())
      if (/^https?:|^wss?:/.test(protocol) && asked !== origin) foreign.push(request.url())
    })
    launched.on('console', (message) => {
      const text = message.text()
      const policy = /Content Security Policy|Permissions-?Policy|Trusted ?(Type|Script|HTML)/i
      if (policy.test(text)) faults.push(text)
    })
    launched.on('weberror', (error) => faults.push(String(error.error().stack ?? error.error())))
    return launched
  }

  async function relaunch(how: 'close' | 'kill' = 'close'): Promise<Browser> {
    if (how === 'kill') killByProfile(profile)
    await context.close().catch(() => undefined) // a killed browser cannot be closed
    context = await launch()
    return { context, page: context.pages()[0] ?? (await context.newPage()) }
  }

  async function other(at: string): Promise<Browser> {
    const opened = await launch(at)
    others.push(opened)
    return { context: opened, page: opened.pages()[0] ?? (await opened.newPage()) }
  }

  const unexpected = () => faults.filter((fault) => !options.expectFaults?.test(fault))
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    if (options.open !== false) await page.goto(server.url + (options.open ?? ''))
    await test({ context, page, server, profile, relaunch, other })
    expect(foreign, 'requests to other origins').toEqual([])
    expect(unexpected(), 'policy violations and uncaught errors').toEqual([])
  } catch (error) {
    // Often the cause of what the test saw.
    for (const fault of unexpected()) console.error(`In the browser: ${fault}`)
    throw error
  } finally {
    for (const opened of [context, ...others]) await opened.close().catch(() => undefined)
    await server.stop()
    if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** SIGKILL to every process of the browser that uses this profile: what a dead battery leaves. */
function killByProfile(profile: string): void {
  const { stdout } = spawnSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8' })
  for (const line of stdout.split('\n')) {
    const [, pid, command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
    if (!pid || !command.includes(`--user-data-dir=${profile}`)) continue
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It ended between the list and the signal.
    }
  }
}

/** Asks the active service worker as the app does, without the app. */
export async function askServiceWorker(
  page: Page,
  type: 'status' | 'pin.move' | 'pin.back',
): Promise<BuildStatus> {
  const answer = await page.evaluate(async (message) => {
    // A worker that is just being replaced may never answer: then its successor is asked.
    for (let tries = 0; tries < 4; tries += 1) {
      const { active } = await navigator.serviceWorker.ready
      const { port1, port2 } = new MessageChannel()
      const reply = new Promise<BuildStatus | undefined>((resolve) => {
        port1.onmessage = (event) => resolve(event.data)
        setTimeout(resolve, 5_000, undefined)
      })
      active?.postMessage({ type: message }, [port2])
      const status = await reply
      if (status) return status
    }
    return undefined
  }, type)
  if (!answer) throw new Error(`the service worker did not answer ${type}`)
  return answer
}

/** Waits until the service worker controls the page and has checked every file of its build. */
export async function offlineReady(page: Page): Promise<BuildStatus> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
    timeout: 60_000,
  })
  await expect.poll(async () => (await askServiceWorker(page, 'status')).ready).toBe(true)
  return askServiceWorker(page, 'status')
}
