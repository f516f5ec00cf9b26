import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { seededRandom } from '../support/doubles.ts'
import { shipped } from '../support/runbooks.ts'
import { type Drive, drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'
import { expectOneChain, expectShown, storedDraft, storedEvents } from './stored.ts'

const seed = Number(process.env['SHODO_SEED'] ?? 20211031)
const kills = 20
const runbook = shipped('hospital')
const someSteps = ['DT-01', 'DT-02', 'CL-00', 'IR-01', 'IR-03', 'IR-04', 'EX-01', 'CL-03']

/** What the app is at when it is killed, and how late in it that may be, in milliseconds. */
const longest = { acting: 2500, typing: 1500, pressing: 60, starting: 1200 } as const
const hows = ['acting', 'acting', 'typing', 'pressing', 'starting'] as const

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))

interface Transaction {
  readonly stores: readonly string[]
  readonly durability: string
}

/** All that the screen promised, heard on this side of the kill. */
interface Promised {
  /** Ids of entries that stood on the screen. */
  readonly ids: Set<string>
  /** Words of which the screen said that they are recorded, in that order. */
  readonly words: string[]
  readonly transactions: Transaction[]
  /** Words that were typed and are known to be kept, but not yet said to be recorded. */
  typed: string | null
  /** The last place known to be kept, and every place since. */
  places: string[]
}

/** Listens to a freshly started browser: what it shows, where it goes, how it writes. */
async function listen(context: BrowserContext, page: Page, promised: Promised): Promise<void> {
  page.on('framenavigated', () => promised.places.push(new URL(page.url()).hash))
  await context.exposeBinding('toldShown', (_, id: string) => void promised.ids.add(id))
  await context.exposeBinding('toldWrite', (_, write: Transaction) => {
    promised.transactions.push(write)
  })
  await context.addInitScript(() => {
    const { toldShown, toldWrite } = window as unknown as {
      toldShown(id: string): void
      toldWrite(write: Transaction): void
    }
    const real = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (...asked) {
      const tx = real.apply(this, asked)
      if (tx.mode === 'readwrite')
        toldWrite({ stores: [...tx.objectStoreNames], durability: tx.durability })
      return tx
    }
    const known = new Set<string>()
    const look = (): void => {
      for (const link of document.querySelectorAll('a[href*="/log/"]')) {
        const id = /\/log\/([0-9a-f]{64})$/.exec(link.getAttribute('href') ?? '')?.[1]
        if (id && !known.has(id)) toldShown(id)
        if (id) known.add(id)
      }
    }
    const seen = { subtree: true, childList: true, attributeFilter: ['href'] }
    new MutationObserver(look).observe(document, seen)
  })
}

/** Types without recording, and waits until a kill could not take it any more. */
async function typeSafely(app: Drive, words: string, promised: Promised): Promise<void> {
  promised.typed = null
  await app.write(words)
  const key = `note:${app.incident()}`
  await expect.poll(() => storedDraft(app.page, key), { timeout: 20_000 }).toBe(words)
  promised.typed = words
}

/** Something a person does at night; every word of it is said only once. */
async function act(
  app: Drive,
  random: ReturnType<typeof seededRandom>,
  words: string,
  promised: Promised,
): Promise<void> {
  const promise = (): void => {
    promised.typed = null
    promised.words.push(words)
  }
  switch (random.int(6)) {
    case 0:
      await app.openTab((['log', 'contacts', 'export', 'steps'] as const)[random.int(4)] ?? 'log')
      break
    case 1:
      promised.typed = null
      await app.field.fill('')
      await app.textLater(await app.stamp(), words)
      promise()
      break
    case 2: {
      await app.recordStep(someSteps[random.int(someSteps.length)] ?? 'DT-01', { body: words })
      promised.words.push(words)
      break
    }
    default:
      await typeSafely(app, words, promised)
      await app.press()
      await app.said(app.words.capture.recorded)
      promise()
  }
  const place = new URL(app.page.url()).hash
  await expect.poll(() => storedDraft(app.page, 'place'), { timeout: 20_000 }).toBe(place)
  promised.places = [place]
}

/** The app has come back by itself: the same place, the same words in the field, every entry. */
async function expectKept(
  app: Drive,
  log: LogId,
  promised: Promised,
  far: boolean,
): Promise<string> {
  await app.bar.waitFor()
  await app.page.getByRole('status').filter({ hasText: app.words.home.resumed }).waitFor()
  expect(promised.places).toContain(new URL(app.page.url()).hash)
  const stored = await storedEvents(app.page, log)
  expectOneChain(log, stored)
  const ids = new Set<string>(stored.map(({ id }) => id))
  expect([...promised.ids].filter((id) => !ids.has(id))).toEqual([])
  const state = fold(runbook, stored)
  const bodies = state.entries.map(({ body }) => body).filter((body) => body !== null)
  expect(new Set(bodies).size, 'no words twice').toBe(bodies.length)
  expect(bodies.filter((body) => promised.words.includes(body))).toEqual(promised.words)
  const { typed } = promised
  const recorded = typed !== null && bodies.includes(typed)
  const field = await app.field.inputValue()
  if (typed) expect(field.includes(typed), 'in the record or in the field').toBe(!recorded)
  if (far) {
    await app.openTab('log')
    expectShown(await app.shownLines(), state, 'ja')
  }
  return typed === null ? '' : recorded ? ' → record' : ' → field'
}

test(`${kills} kills at any moment take nothing that was on the screen (SHODO_SEED=${seed})`, async () => {
  // What is done in a round does not depend on how far the round before came.
  const plan = seededRandom(seed)
  const promised: Promised = {
    ids: new Set(),
    words: [],
    transactions: [],
    typed: null,
    places: [],
  }
  const told: string[] = []
  await withApp(async ({ page: first, context: begun, server, relaunch }) => {
    await offlineReady(first)
    await listen(begun, first, promised)
    await server.stop()
    await first.reload()
    let app = drive(first)
    const log = await app.startIncident()
    for (let kill = 1; kill <= kills; kill++) {
      const how = hows[plan.int(hows.length)] ?? 'acting'
      const moment = plan.int(longest[how])
      const random = seededRandom(seed * 1000 + kill)
      let [over, killed] = [false, false]
      const acting = (async () => {
        for (let i = 0; how !== 'starting' && !over; i++)
          await act(app, random, `${kill}-${i}: 記録 ${random.int(1_000_000)}`, promised)
      })()
      const stopped = acting.catch((error: unknown) => {
        if (!killed) throw error // The browser was still alive.
      })
      if (how === 'starting') void app.page.reload().catch(() => undefined)
      const failed = stopped.then(() => new Promise<never>(() => undefined))
      await Promise.race([failed, pause(how === 'pressing' ? longest.acting / 2 : moment)])
      over = true
      if (how === 'typing' || how === 'pressing') {
        await stopped
        await typeSafely(app, `${kill}: 書きかけ`, promised)
      }
      if (how === 'pressing') {
        void app.press().catch(() => undefined)
        await pause(moment)
      }
      killed = true
      const { context, page } = await relaunch('kill')
      await stopped
      await listen(context, page, promised)
      app = drive(page)
      await page.goto(server.url)
      const kept = await expectKept(app, log, promised, kill % 5 === 0)
      told.push(`${how} ${moment}${kept}`)
    }
    await app.page.goto(`${server.url}#/`)
    await app.page.getByRole('link', { name: app.words.home.start }).waitFor()
    expect(await app.page.getByText(app.words.home.lossTitle).count()).toBe(0)
  })
  console.log(
    `seed ${seed}; kills: ${told.join(', ')}; ${promised.words.length} recorded, ${promised.ids.size} seen`,
  )
  const appends = promised.transactions.filter(({ stores }) => stores.includes('events'))
  expect(appends.length).toBeGreaterThanOrEqual(promised.words.length)
  expect(appends.filter(({ durability }) => durability !== 'strict')).toEqual([])
}, 400_000)
