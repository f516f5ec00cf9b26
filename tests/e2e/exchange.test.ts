import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { chronologyLines } from '../../src/domain/chronology/lines.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { exportText } from '../../src/ui/text/export.ts'
import { exportPhotosText } from '../../src/ui/text/export-photos.ts'
import { homeText } from '../../src/ui/text/home.ts'
import { importText } from '../../src/ui/text/import.ts'
import { importFoundText } from '../../src/ui/text/import-found.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { shipped } from '../support/runbooks.ts'
import { summaryOf } from '../support/summary.ts'
import { type Drive, drive } from './drive.ts'
import { type Browser, offlineReady, withApp } from './harness.ts'
import { expectWhole, jpegFile, type PickedFile, photograph, storedFiles } from './photos.ts'
import { expectShown, storedEvents } from './stored.ts'

const found = importFoundText.ja
const runbook = shipped('hospital')

/** What left a phone, as the next one's picker gives it. */
async function handOut(app: Drive, what: 'zip' | 'jsonl'): Promise<PickedFile> {
  const { page } = app
  await app.openTab('export')
  if (what === 'zip') {
    const words = exportPhotosText.ja
    const row = page.getByRole('listitem').filter({ hasText: words.title })
    await row.getByRole('button', { name: words.prepare }).click()
    return downloaded(page, () => row.getByRole('button', { name: words.hand(1, 1) }).click())
  }
  const words = exportText.ja
  const button = page.getByRole('button', { name: words.handOf(words.jsonl), exact: true })
  await expect.poll(() => button.getAttribute('aria-disabled')).toBe('false')
  return downloaded(page, () => button.click())
}

async function downloaded(page: Page, tap: () => Promise<void>): Promise<PickedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), tap()])
  const buffer = readFileSync(await download.path())
  return { name: download.suggestedFilename(), mimeType: '', buffer }
}

async function offer(page: Page, files: readonly PickedFile[]): Promise<void> {
  await page.evaluate(() => window.location.replace('#/import'))
  await page.getByRole('heading', { name: importText.ja.title, exact: true }).waitFor()
  await page.locator('.import input[type=file]').setInputFiles([...files])
}

/** Brings a file in through the screen, confirming whoever is new. */
async function takeIn(page: Page, file: PickedFile): Promise<string> {
  await offer(page, [file])
  await page.locator('.import-ask .button.primary').waitFor()
  for (const box of await page.locator('.import-confirm input').all()) await box.check()
  await page.locator('.import-ask .button.primary').click()
  const said = page.locator('.import-done [role=status]')
  await said.waitFor()
  return (await said.textContent()) ?? ''
}

const toIncident = async (app: Drive, log: LogId): Promise<void> => {
  await app.page.evaluate((hash) => window.location.replace(hash), `#/i/${log}/log`)
  await app.tabs.waitFor()
}

/** What lies on a phone and what it shows of it. */
async function reading(app: Drive, log: LogId) {
  const { page } = app
  await toIncident(app, log)
  const stored = await storedEvents(page, log)
  const state = fold(runbook, stored)
  const shown = await app.shownLines()
  expectShown(shown, state, 'ja')
  const files = await storedFiles(page)
  expectWhole(files)
  return {
    events: [...stored]
      .map(({ id, header, sig, data, text }) => [id, header, sig, data, text])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    shown,
    lines: chronologyLines(state, recordWords.ja, 'occurred'),
    position: summaryOf(state),
    photos: files.rows.map(({ hash }) => hash).sort(),
  }
}

test('two phones that record apart end with one chronology, whatever the order and however often', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'shodo-scribe-'))
  try {
    await withApp(async ({ page, context, server, other }) => {
      const lead = drive(page)
      await offlineReady(page)
      const second: Browser = await other(profile)
      const scribe = drive(second.page)
      await second.page.goto(server.url)
      await offlineReady(second.page)
      await server.stop()
      await context.setOffline(true)
      await second.context.setOffline(true)

      // The lead begins; an empty phone joins by the file, photos and all.
      const log = await lead.startIncident()
      await lead.note('救急の受入を止める', { kind: 'decision' })
      await photograph(page, [jpegFile('IMG_1.JPG', 1), jpegFile('IMG_2.JPG', 2)])
      const first = await handOut(lead, 'zip')
      await second.page.getByRole('link', { name: homeText.ja.receive }).click()
      await second.page.getByRole('button', { name: importText.ja.pick }).waitFor()
      expect(await takeIn(second.page, first)).toContain('写真・ファイル2件')

      // Apart: both go on, also with the same step.
      await toIncident(scribe, log)
      await scribe.note('2病棟から電話。電子カルテが開かない')
      await photograph(second.page, [jpegFile('IMG_3.JPG', 3)])
      await scribe.recordStep('IR-01', { body: '記録係が押した' })
      await toIncident(lead, log)
      await lead.note('院長に連絡した')
      await photograph(page, [jpegFile('IMG_4.JPG', 4)])
      await lead.correct('院長に連絡した', '副院長に連絡した', '聞き違い')

      const stale = await handOut(lead, 'jsonl')
      await lead.openTab('log')
      await lead.note('外来を止めるか08:30に決める', { kind: 'unresolved' })
      const fromLead = await handOut(lead, 'zip')
      const fromScribe = await handOut(scribe, 'zip')

      // The lead confirms the scribe's phone by taking its file in, and takes it in once more.
      expect(await takeIn(page, fromScribe)).toContain('写真・ファイル1件')
      await offer(page, [fromScribe])
      await page.getByText(new RegExp(found.older(1).split('1')[0] ?? '')).waitFor()
      // The scribe's takes the newer file first and the stale one after it.
      await takeIn(second.page, fromLead)
      await offer(second.page, [stale])
      await second.page.getByText(/この端末より古いものです/).waitFor()

      // Recorded on, and exchanged in the other order.
      await toIncident(scribe, log)
      await scribe.note('05:00 朝食は紙で出す')
      await takeIn(page, await handOut(scribe, 'zip'))
      await toIncident(lead, log)
      await takeIn(second.page, await handOut(lead, 'jsonl'))

      const one = await reading(lead, log)
      const two = await reading(scribe, log)
      expect(two).toEqual(one)
      expect(one.photos).toHaveLength(4)
      expect(one.lines.join('\n')).toContain('副院長に連絡した')
    })
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}, 300_000)
