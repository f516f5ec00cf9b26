import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { evidenceItems } from '../../src/domain/evidence/evidence.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { evidenceText } from '../../src/ui/text/evidence.ts'
import { evidencePaperText } from '../../src/ui/text/evidence-paper.ts'
import { exportText } from '../../src/ui/text/export.ts'
import { filesText } from '../../src/ui/text/files.ts'
import { recordEvidence } from '../../src/ui/text/record-evidence.ts'
import { shipped } from '../support/runbooks.ts'
import { drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'
import { jpegFile, photograph } from './photos.ts'
import { expectOneChain, storedDraft, storedEvents } from './stored.ts'

const words = evidenceText.ja
const { kind, field } = recordEvidence.ja

const register = async (page: Page, log: LogId) =>
  evidenceItems(fold(shipped('hospital'), await storedEvents(page, log)))

test('evidence is registered through a kill, made of a photo, handed over and printed, with the server dead', async () => {
  await withApp(async ({ page: first, server, relaunch }) => {
    await offlineReady(first)
    await server.stop()
    const log = await drive(first).startIncident()
    await first.getByRole('link', { name: exportText.ja.title, exact: true }).click()
    await first.getByRole('link', { name: words.open, exact: true }).click()
    await first.getByRole('link', { name: words.add, exact: true }).click()
    await first.getByRole('button', { name: kind.server, exact: true }).click()
    await first.getByLabel(field.label, { exact: true }).fill('ファイルサーバ')
    await first.getByLabel(field.place, { exact: true }).fill('1階サーバ室')
    await expect
      .poll(() => storedDraft(first, `evidence:${log}:new`), { timeout: 20_000 })
      .toContain('1階サーバ室')

    // The battery dies in the middle of the form: the app comes back to it, as it was.
    const { page } = await relaunch('kill')
    await page.goto(server.url)
    const label = page.getByLabel(field.label, { exact: true })
    await label.waitFor()
    expect(await label.inputValue()).toBe('ファイルサーバ')
    await page.getByRole('button', { name: words.record, exact: true }).click()
    await page.getByText('証-01', { exact: true }).waitFor()
    const [server1] = await register(page, log)
    expect(server1?.facts).toMatchObject({
      kind: 'server',
      words: { label: 'ファイルサーバ', place: '1階サーバ室' },
    })

    const app = drive(page)
    const picture = jpegFile('IMG_2031.JPG', 1)
    await photograph(page, [picture])
    await app.openTab('log')
    await page.getByRole('link', { name: 'IMG_2031.JPG' }).last().click()
    await page.getByRole('link', { name: filesText.ja.open('IMG_2031.JPG') }).click()
    const view = page.getByRole('dialog', { name: 'IMG_2031.JPG' })
    await view.getByRole('button', { name: words.makeEvidence, exact: true }).click()
    await view.getByRole('link', { name: words.seeEvidence('証-02') }).click()
    await page.getByRole('heading', { level: 1, name: 'IMG_2031.JPG' }).waitFor()
    expect((await register(page, log))[1]?.facts.sha256).toBe(
      createHash('sha256').update(picture.buffer).digest('hex'),
    )

    await page.getByRole('link', { name: words.back, exact: true }).click()
    await page.getByRole('link', { name: /ファイルサーバ/ }).click()
    await page.getByRole('link', { name: words.moveThis, exact: true }).click()
    await page.getByLabel(words.from, { exact: true }).fill('情報担当 鈴木')
    await page.getByLabel(words.to, { exact: true }).fill('県警')
    await page.getByLabel(words.purpose, { exact: true }).fill('解析')
    await page.getByRole('button', { name: words.recordMove, exact: true }).click()
    await page.getByText(words.withHolder('県警')).waitFor()

    await page.getByRole('link', { name: words.form, exact: true }).click()
    const sheet = page.locator('.handover-sheet')
    await sheet.waitFor()
    const told = (await sheet.innerText()).replace(/\s+/g, ' ')
    for (const said of ['証-01', '情報担当 鈴木', '県警', '解析', '署名'])
      expect(told).toContain(said)
    // One sheet of A4, with the room to sign on it.
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)

    await page.goto(`${server.url}#/i/${log}/evidence-sheet/tags`).catch(() => undefined)
    const tags = page.locator('.tags-sheet li')
    await tags.first().waitFor()
    // A photo has nothing to put a tag on.
    expect(await tags.count()).toBe(1)
    expect(await tags.first().innerText()).toContain('証-01')
    expect(await page.locator('.print-title').innerText()).toBe(evidencePaperText.ja.titles.tags)
    expectOneChain(log, await storedEvents(page, log))
  })
})
