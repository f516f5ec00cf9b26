import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { LogId } from '../../src/domain/ids.ts'
import { fileOf, readJournal } from '../../src/store/journal-form.ts'
import { healedText } from '../../src/ui/text/healed.ts'
import { settingsText } from '../../src/ui/text/settings.ts'
import { seededRandom } from '../support/doubles.ts'
import {
  type Copy,
  copyProfile,
  type Damage,
  damageBy,
  goneWhole,
  inflict,
  type Kind,
  named,
  type Raw,
  readRaw,
} from './damage-profile.ts'
import { type Drive, drive } from './drive.ts'
import { type Browser, offlineReady, type Running, withApp } from './harness.ts'
import { storedEvents } from './stored.ts'

const seed = Number(process.env['SHODO_SEED'] ?? 20211031)
const damages = 60
const atOnce = 2

const copies: readonly Copy[] = ['store', 'store', 'copy', 'copy', 'witness']
const kinds: readonly Kind[] = ['flip', 'truncate', 'delete']

/** What was there when the profile was closed. */
interface Night {
  readonly log: LogId
  readonly before: Raw
}

/** A night in two sittings, so that the database has a table and a log; closed like an app is. */
async function seeded({ page, server, relaunch }: Running): Promise<Night> {
  await offlineReady(page)
  const app = drive(page)
  const log = await app.startIncident()
  for (let i = 0; i < 12; i++) await record(app, `${i + 1}件目`)
  const { page: again, context } = await relaunch()
  await again.goto(server.url)
  const later = drive(again)
  await later.bar.waitFor()
  for (let i = 12; i < 20; i++) await record(later, `${i + 1}件目`)
  const ids = (await storedEvents(again, log)).map(({ id }) => id)
  await expect.poll(async () => idsIn(await readRaw(again), log).size).toBe(ids.length)
  // The browser holds back what goes to localStorage for some seconds, but not at its end.
  const before = await readRaw(again)
  await context.close()
  return { log, before }
}

async function record(app: Drive, words: string): Promise<void> {
  await app.write(words)
  await app.press()
  await app.said(app.words.capture.recorded)
}

const lines = (raw: Raw, file: string) =>
  readJournal(new Uint8Array(Buffer.from(raw.files[file] ?? '', 'base64')))

const idsIn = (raw: Raw, log: LogId): Set<string> =>
  new Set(
    lines(raw, fileOf(log)).records.flatMap((one) => (one.is === 'event' ? [one.event.id] : [])),
  )

/** What each copy lacks of what it held when the profile was closed. */
function hurtIn(raw: Raw, { log, before }: Night) {
  const stored = new Set(raw.events ?? [])
  const copied = idsIn(raw, log)
  const short = (file: string): boolean => {
    const { records, spoilt, torn } = lines(raw, file)
    return spoilt > 0 || torn || records.length < lines(before, file).records.length
  }
  return {
    lost: (before.events ?? []).filter((id) => !stored.has(id)).length,
    store: raw.runbooks < before.runbooks,
    copy:
      Object.keys(before.files).some(short) ||
      [...idsIn(before, log)].some((id) => !copied.has(id)),
    witness: before.witnessed.some((key) => !raw.witnessed.includes(key)),
  }
}

/** The app as it comes up over the damage, until every copy is whole again; what was hurt. */
async function comesBack({ page }: Browser, url: string, night: Night) {
  // A page of the origin that runs nothing: what the browser itself makes of the damage.
  await page.goto(`${url}icon.svg`)
  const hurt = hurtIn(await readRaw(page), night)
  await page.goto(url)
  const app = drive(page)
  await app.bar
    .or(page.getByRole('link', { name: app.words.home.first }))
    .first()
    .waitFor()
  await expect
    .poll(async () => hurtIn(await readRaw(page), night), { timeout: 20_000 })
    .toEqual({ lost: 0, store: false, copy: false, witness: false })
  await page.goto(`${url}#/`)
  const mark = page.getByRole('link', { name: new RegExp(app.words.home.live) })
  await mark.first().waitFor()
  expect(await page.getByText(app.words.home.lossTitle).count(), 'a loss that is none').toBe(0)
  const { title, entries } = healedText.ja
  const told = page.getByRole('status').filter({ hasText: title })
  if (hurt.lost > 0) await told.getByText(entries(app.words.home.nameless, hurt.lost)).waitFor()
  else expect(await told.count(), 'healed without a loss').toBe(0)
  await page.goto(`${url}#/settings`)
  await page.getByText(settingsText.ja.copyIs.kept).waitFor()
  const mended = page.getByText(/書き直しました/)
  const quietly = hurt.store || hurt.copy || hurt.witness
  if (quietly && hurt.lost === 0) await mended.waitFor()
  if (!quietly) expect(await mended.count(), 'mended without need').toBe(0)
  return hurt
}

/** Nothing is left to heal from: the app says so, shows what it knows, and goes on. */
async function saysLoss({ page }: Browser, url: string): Promise<string> {
  await page.goto(url)
  const { home } = drive(page).words
  await page.getByRole('alert').filter({ hasText: home.lossTitle }).waitFor()
  await page.goto(`${url}#/`)
  const loss = page.getByRole('alert').filter({ hasText: home.lossTitle })
  await loss.getByText(home.lossFiles).waitFor()
  const running = page.getByRole('link', { name: new RegExp(home.live) })
  if ((await running.count()) > 0) await running.first().click()
  else await drive(page).startIncident()
  await drive(page).bar.waitFor()
  await record(drive(page), '続けて書ける')
  await page.goto(`${url}#/`)
  await loss.waitFor()
  return 'said'
}

test(`${damages} damages to closed profiles are found at the next start and healed (SHODO_SEED=${seed})`, async () => {
  const work = mkdtempSync(join(tmpdir(), 'shodo-damage-'))
  const told: string[] = []
  try {
    await withApp(async (running) => {
      const { server, profile, other } = running
      const night = await seeded(running)
      const random = seededRandom(seed)
      /** Damages a copy of the closed profile, opens it, and closes it again. */
      async function over(hurts: readonly Damage[], look: (browser: Browser) => Promise<unknown>) {
        const hurtProfile = mkdtempSync(join(work, 'profile-'))
        copyProfile(profile, hurtProfile)
        for (const damage of hurts) inflict(hurtProfile, damage)
        const name = hurts.map(named).join(' and ')
        const browser = await other(hurtProfile)
        try {
          told.push(`${name} → ${JSON.stringify(await look(browser))}`)
        } catch (error) {
          throw new Error(`${name}: ${String(error)}`)
        } finally {
          await browser.context.close()
          rmSync(hurtProfile, { recursive: true, force: true, maxRetries: 5 })
        }
      }
      const plan = Array.from({ length: damages }, (_, i) => {
        const copy = copies[i % copies.length] ?? 'store'
        const kind = kinds[Math.floor(i / copies.length) % kinds.length] ?? 'flip'
        return damageBy(random, profile, copy, kind)
      })
      const tasks = plan.map(
        (damage) => () => over([damage], (browser) => comesBack(browser, server.url, night)),
      )
      // With the second copy gone as well, nothing is left to heal from.
      for (const damage of [goneWhole('store'), ...plan.filter(atRecord).slice(0, 2)])
        tasks.push(() =>
          over([damage, goneWhole('copy')], (browser) => saysLoss(browser, server.url)),
        )
      let next = 0
      const hand = async (): Promise<void> => {
        for (let task = tasks[next++]; task; task = tasks[next++]) await task()
      }
      await Promise.all(Array.from({ length: atOnce }, hand))
    })
  } finally {
    console.log(`seed ${seed}\n${told.join('\n')}`)
    rmSync(work, { recursive: true, force: true, maxRetries: 5 })
  }
}, 400_000)

const atRecord = ({ copy, path }: Damage): boolean => copy === 'store' && path.endsWith('.log')
