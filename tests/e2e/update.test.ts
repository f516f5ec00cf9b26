import { readFileSync, rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { Plugin } from 'vite'
import { afterAll, expect, test } from 'vitest'
import type { LogId } from '../../src/domain/ids.ts'
import { decode } from '../../src/domain/log/decode.ts'
import { exportText } from '../../src/ui/text/export.ts'
import { updateText } from '../../src/ui/text/update.ts'
import { drive } from './drive.ts'
import { askServiceWorker, builtApp, offlineReady, type Running, withApp } from './harness.ts'
import { type Spoilt, spoiltBuild } from './spoilt.ts'
import { expectOneChain, storedEvents } from './stored.ts'

const words = updateText.ja

/** The script that a page runs names its build: its name carries the hash of its content. */
const scriptOf = (page: Page): Promise<string> =>
  page.locator('script[type=module]').evaluate((script) => (script as HTMLScriptElement).src)

const status = (page: Page) => askServiceWorker(page, 'status')

/**
 * Puts a build on the server, waits until it is complete beside the pinned one, and starts the browser
 * anew: a load while a worker replaces another one hangs, but only under the test driver, which
 * attaches a debugger to both.
 */
async function published(
  app: Running,
  page: Page,
  dir: string,
): Promise<{ readonly page: Page; readonly build: string }> {
  const { latest } = await status(page)
  await app.server.start(dir)
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update().catch(() => undefined)
  })
  await expect.poll(async () => (await status(page)).latest, { timeout: 20_000 }).not.toBe(latest)
  const waiting = (await status(page)).latest
  const { page: next } = await app.relaunch('kill')
  next.setDefaultTimeout(15_000)
  await next.goto(app.server.url)
  return { page: next, build: waiting }
}

/** The lines of a log as `[type, data]`; every one of them whole and in one chain. */
async function lines(page: Page, log: LogId) {
  const stored = await storedEvents(page, log)
  return stored.map((event) => {
    const read = decode(event)
    if (read.kind !== 'known') return { id: event.id, type: 'unknown', data: null }
    return { id: event.id, type: read.type, data: read.data }
  })
}

/** The app opens at the incident by itself, with the words recorded there before. */
async function backInIncident(page: Page, url: string, ...bodies: readonly string[]) {
  await page.goto(url)
  return readsLog(page, ...bodies)
}

/** As a person goes there from the settings. */
async function showsIncident(page: Page, log: LogId, ...bodies: readonly string[]) {
  await goTo(page, `#/i/${log}/log`)
  return readsLog(page, ...bodies)
}

async function readsLog(page: Page, ...bodies: readonly string[]) {
  const app = drive(page)
  await app.bar.waitFor()
  await app.openTab('log')
  for (const body of bodies)
    await page.getByRole('link').filter({ hasText: body }).first().waitFor()
  return app
}

const goTo = (page: Page, hash: string): Promise<void> =>
  page.evaluate((next) => window.location.assign(next), hash)

async function exported(page: Page, log: LogId): Promise<void> {
  await goTo(page, `#/i/${log}/export`)
  const name = exportText.ja.handOf(exportText.ja.jsonl)
  const button = page.getByRole('button', { name })
  await expect.poll(() => button.getAttribute('aria-disabled')).not.toBe('true')
  const download = page.waitForEvent('download')
  await button.click()
  expect(readFileSync(await (await download).path()).length).toBeGreaterThan(1000)
}

/** Taps 新しい版に切り替える; the page reloads by itself. */
async function switches(page: Page, name = words.update): Promise<void> {
  await goTo(page, '#/settings')
  const reloaded = page.waitForEvent('load')
  await page.getByRole('button', { name, exact: true }).click()
  await reloaded
}

const spoilt: string[] = []
const broken = (built: string, how: Spoilt): string => {
  const dir = spoiltBuild(built, how)
  spoilt.push(dir)
  return dir
}
afterAll(() => {
  for (const dir of spoilt) rmSync(dir, { recursive: true, force: true })
})

test('the whole drill: an old build holds, a new one comes by a tap, a broken one is left again', async () => {
  const [first, second] = [await builtApp('-first'), await builtApp('-second')]
  await withApp(
    async (running) => {
      const { server, relaunch } = running
      let { page } = running
      const old = (await offlineReady(page)).pinned
      const oldScript = await scriptOf(page)
      let app = drive(page)
      const log = await app.startIncident()
      await app.note('旧い版の記録')
      const stays = async (): Promise<void> => {
        await backInIncident(page, server.url, '旧い版の記録')
        expect(await scriptOf(page)).toBe(oldScript)
      }

      const newer = await published(running, page, second)
      page = newer.page
      await stays()
      await page.reload()
      await stays()
      const next = await page.context().newPage()
      for (const open of next.context().pages()) if (open !== next) await open.close()
      page = next
      await stays()
      ;({ page } = await relaunch())
      await stays()
      ;({ page } = await relaunch('kill'))
      await stays()
      await server.stop()
      ;({ page } = await relaunch('kill'))
      await stays()
      expect(await status(page)).toMatchObject({ pinned: old, latest: newer.build, ready: true })

      await goTo(page, '#/settings')
      await page.getByText(words.exportFirst).waitFor()
      await exported(page, log)
      await goTo(page, '#/settings')
      await page.getByText(words.allExported).waitFor()
      const before = await lines(page, log)
      await switches(page)
      app = await showsIncident(page, log, '旧い版の記録')
      const newScript = await scriptOf(page)
      expect(newScript).not.toBe(oldScript)
      await expect
        .poll(async () => (await lines(page, log)).slice(before.length).map(({ data }) => data))
        .toEqual([{ version: versionOf(newer.build), previousVersion: versionOf(old) }])
      expect((await lines(page, log)).slice(0, before.length)).toEqual(before)
      await app.note('新しい版の記録')
      expectOneChain(log, await storedEvents(page, log))

      const bad = await published(running, page, broken(second, 'throws'))
      page = bad.page
      await backInIncident(page, server.url, '新しい版の記録')
      expect(await scriptOf(page)).toBe(newScript)
      const whole = await lines(page, log)
      await switches(page)
      await page.getByRole('heading', { name: words.failedTitle }).waitFor()
      expect(await scriptOf(page)).toBe(newScript)
      await showsIncident(page, log, '旧い版の記録', '新しい版の記録')
      expect(await lines(page, log)).toEqual(whole)
      expect(await status(page)).toMatchObject({
        pinned: newer.build,
        latest: newer.build,
        failed: bad.build,
      })

      // Not tried a second time, and said where the person is.
      await server.stop()
      ;({ page } = await relaunch('kill'))
      await page.goto(server.url)
      await page.getByRole('status').filter({ hasText: words.wentBack }).waitFor()
      expect(await scriptOf(page)).toBe(newScript)
      expect(await lines(page, log)).toEqual(whole)
    },
    { dir: first, expectFaults: /broken on purpose/ },
  )
}, 240_000)

const versionOf = (build: string): string => build.replace(/\.[^.]*$/, '')

/** The first paint is there, and what records throws when it is read. */
const noCore: Plugin = {
  name: 'no-core',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/src/core.ts') ? `${code}\nthrow new Error('broken on purpose')` : undefined,
}

/** A browser whose incident runs under a good build while a spoilt one is pinned. */
async function pinsSpoilt(
  how: Spoilt | 'noCore',
  /** Gives back the page it ended on. */
  test: (page: Page, running: Running, good: string, log: LogId) => Promise<Page>,
) {
  const first = await builtApp('-first')
  await withApp(
    async (running) => {
      let { page } = running
      const good = (await offlineReady(page)).pinned
      const app = drive(page)
      const log = await app.startIncident()
      await app.note('壊れる前の記録')
      // Came up: only then is there something to go back to.
      await expect.poll(async () => (await trial(page)).good).toBe(good)
      const dir = how === 'noCore' ? await builtApp('-no-core', [noCore]) : broken(first, how)
      const bad = await published(running, page, dir)
      page = bad.page
      expect(await askServiceWorker(page, 'pin.move')).toMatchObject({
        pinned: bad.build,
        moved: true,
      })
      const after = await test(page, running, good, log)
      expect(await status(after)).toMatchObject({ failed: bad.build })
    },
    { dir: first, expectFaults: /broken on purpose|holds no screen|Failed to fetch dynamically/ },
  )
}

const trial = (page: Page) =>
  page.evaluate(async () => (await (await caches.match('./shodo-trial.json'))?.json()) ?? {})

test.each(['blank', 'throws', 'noCore'] as const)(
  'a new build that comes up broken (%s) is left again by itself, with the server dead',
  async (how) => {
    await pinsSpoilt(how, async (begun, { server, relaunch }, good, log) => {
      const before = await lines(begun, log)
      await server.stop()
      // What a browser holds in memory of the former build must not stand in for the spoilt one.
      const { page } = await relaunch('kill')
      await page.goto(server.url).catch(() => undefined) // it may be reloaded meanwhile
      await expect.poll(async () => (await status(page)).pinned, { timeout: 30_000 }).toBe(good)
      await page.getByRole('status').filter({ hasText: words.wentBack }).waitFor()
      await backInIncident(page, server.url, '壊れる前の記録')
      expect((await lines(page, log)).slice(0, before.length)).toEqual(before)
      return page
    })
  },
)

test('a build that hangs the page is left at the third start', async () => {
  await pinsSpoilt('hangs', async (begun, { server, relaunch }, good, log) => {
    const goodScript = await scriptOf(begun)
    await server.stop()
    let [starts, page] = [0, begun]
    const hangs = async (): Promise<boolean> => {
      ;({ page } = await relaunch('kill'))
      const script = page.waitForRequest(/assets\/index-[^/]*\.js$/)
      await page.goto(server.url, { waitUntil: 'commit' })
      // Which build was served tells a start that hangs from one that is only slow.
      if ((await script).url() === goodScript) return false
      const answer = page.waitForFunction(() => document.getElementById('app')?.hasChildNodes())
      // Starts within five seconds of each other count as one.
      const late = new Promise<'hangs'>((done) => setTimeout(done, 6_000, 'hangs'))
      expect(await Promise.race([answer, late])).toBe('hangs')
      return true
    }
    while (await hangs()) expect(++starts).toBeLessThan(3)
    expect(starts).toBe(2)
    const app = await backInIncident(page, server.url, '壊れる前の記録')
    expect(app.incident()).toBe(log)
    expect((await status(page)).pinned).toBe(good)
    return page
  })
}, 240_000)

/** A later version: it stores what this one does not know, in a later database. */
const later: Plugin = {
  name: 'later-version',
  enforce: 'pre',
  transform(code, id) {
    if (id.includes('/src/domain/')) return code.replaceAll("'item.checked'", "'item.checkedLater'")
    if (!id.endsWith('/src/store/database.ts')) return undefined
    return code
      .replace(/const version = \d+/, 'const version = 99')
      .replace(
        'upgrade(db, from) {',
        "$&\n if (from < 99) db.createObjectStore('later' as never)\n",
      )
  },
}

test('an older build put on the server after a newer one: no loop, no loss, its log still opens', async () => {
  const [older, newer] = [await builtApp('-first'), await builtApp('-later', [later])]
  await withApp(
    async (running) => {
      const { server, relaunch } = running
      let { page } = running
      const late = (await offlineReady(page)).pinned
      const app = drive(page)
      const log = await app.startIncident()
      await app.note('新しい版の記録')
      await app.openStep('DT-01')
      await page.getByRole('checkbox').first().click()
      await expect
        .poll(async () => (await lines(page, log)).filter(({ type }) => type === 'unknown').length)
        .toBe(1)

      const early = await published(running, page, older)
      page = early.page
      await backInIncident(page, server.url, '新しい版の記録')
      expect((await status(page)).pinned).toBe(late)
      const before = await lines(page, log)
      await switches(page)
      await showsIncident(page, log, '新しい版の記録', 'この版では読めない記録')
      expect((await status(page)).pinned).toBe(early.build)
      await drive(page).note('戻した版の記録')
      const after = await lines(page, log)
      expect(after.slice(0, before.length)).toEqual(before)
      expect(after[before.length]?.data).toEqual({
        version: versionOf(early.build),
        previousVersion: versionOf(late),
      })

      // And the newer one again: it waits, it opens everything, and nothing moves by itself.
      const again = await published(running, page, newer)
      page = again.page
      expect(again.build).toBe(late)
      for (let start = 0; start < 3; start++) {
        ;({ page } = await relaunch())
        await backInIncident(page, server.url, '戻した版の記録')
        expect((await status(page)).pinned).toBe(early.build)
      }
      await switches(page)
      await showsIncident(page, log, '新しい版の記録', '戻した版の記録')
      expect((await status(page)).pinned).toBe(late)
    },
    { dir: newer },
  )
}, 240_000)
