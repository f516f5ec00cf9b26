import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { expertsText } from '../../src/ui/text/experts.ts'
import { importText } from '../../src/ui/text/import.ts'
import { lockWords } from '../../src/ui/text/lock.ts'
import { protectText } from '../../src/ui/text/protect.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { opened } from '../support/locked.ts'
import { noStockAge, stockLock, stockOpen } from '../support/stock-age.ts'
import { type Drive, drive } from './drive.ts'
import { type Browser, offlineReady, withApp } from './harness.ts'
import { jpegFile, type PickedFile, photograph, storedFiles } from './photos.ts'
import { storedEvents } from './stored.ts'

/** An evidence bundle under a passphrase, from one phone to another, with the server dead. */

const words = expertsText.ja
const protect = protectText.ja
const lock = lockWords.ja

async function protectedBundle({ page, openTab }: Drive): Promise<[PickedFile, string]> {
  await openTab('export')
  await page.getByText(words.title, { exact: true }).click()
  const row = page.getByRole('listitem').filter({ hasText: words.bundle })
  await row.getByLabel(protect.option).check()
  const phrase = await row.locator('.protect-phrase').innerText()
  await row.getByRole('button', { name: words.makeOf(words.bundle) }).click()
  const hand = row.getByRole('button', { name: words.handOf(words.bundle) })
  await hand.waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), hand.click()])
  expect(await row.locator('.protect-phrase').innerText()).toBe(phrase)
  const buffer = readFileSync(await download.path())
  return [{ name: download.suggestedFilename(), mimeType: '', buffer }, phrase]
}

/** The same with `age` as it is installed, and otherwise with what we have. */
async function inside(file: PickedFile, phrase: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.buffer)
  if (noStockAge !== null) return (await opened(bytes, phrase)) as Uint8Array
  const { status, said, out } = stockOpen(bytes, phrase)
  expect(status, said).toBe(0)
  return out!
}

async function choose(page: Page, file: PickedFile): Promise<void> {
  await page.evaluate(() => window.location.replace('#/import'))
  await page.getByRole('heading', { name: importText.ja.title, exact: true }).waitFor()
  await page.locator('.import input[type=file]').setInputFiles([file])
}

async function takeIn(page: Page): Promise<void> {
  await page.locator('.import-ask .button.primary').click()
  await page.locator('.import-done [role=status]').waitFor()
}

async function stateOf(page: Page, log: LogId) {
  const events = await storedEvents(page, log)
  const bytes = events.map(({ id, header, sig, data, text }) => [id, header, sig, data, text])
  const files = (await storedFiles(page)).rows.map(({ hash }) => hash)
  return { events: bytes.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)), files: files.sort() }
}

const how = noStockAge === null ? 'stock age' : `our own reader (${noStockAge})`
test(`a protected bundle opens with ${how} and on another phone, and is the same record there`, async () => {
  const profile = mkdtempSync(join(tmpdir(), 'shodo-second-'))
  try {
    await withApp(async ({ page, context, server, other }) => {
      const lead = drive(page)
      await offlineReady(page)
      const second: Browser = await other(profile)
      await second.page.goto(server.url)
      await offlineReady(second.page)
      await server.stop()
      await context.setOffline(true)
      await second.context.setOffline(true)

      const log = await lead.startIncident()
      await lead.note('救急の受入を止める', { kind: 'decision' })
      await photograph(page, [jpegFile('IMG_1.JPG', 1, 90_000)])
      const [file, phrase] = await protectedBundle(lead)
      expect(file.name).toMatch(/証拠一式.*\.zip\.age$/)
      expect(phrase).toMatch(/^\d{4}(-\d{4}){4}$/)
      const zip = await inside(file, phrase)
      expect(await verifyFile(bytesSource(zip), { signatures: nodeSignatures })).toMatchObject({
        ...{ verdict: 'holds', checks: { manifestSignature: 'holds' } },
      })

      const typed = second.page.getByLabel(lock.passphrase)
      await choose(second.page, file)
      await typed.fill(phrase.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)))
      await typed.press('Enter')
      await second.page.getByText(lock.faults.passphrase.what).waitFor()
      expect(await storedEvents(second.page, log)).toEqual([])
      await typed.fill(phrase.replaceAll('-', ''))
      await typed.press('Enter')
      await takeIn(second.page)
      expect(await stateOf(second.page, log)).toEqual(await stateOf(page, log))

      // What the hospital's own PC protected with age comes in as well.
      if (noStockAge === null) {
        await page.evaluate((hash) => window.location.replace(hash), `#/i/${log}/log`)
        await lead.note('院長に連絡した')
        const [again, other] = await protectedBundle(lead)
        const { out } = stockLock(await inside(again, other), 'correct horse battery staple')
        await choose(second.page, { ...again, buffer: Buffer.from(out!) })
        await typed.fill('correct horse battery staple')
        await typed.press('Enter')
        await takeIn(second.page)
        expect(await stateOf(second.page, log)).toEqual(await stateOf(page, log))
      }
    })
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}, 300_000)
