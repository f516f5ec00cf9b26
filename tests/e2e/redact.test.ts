import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { entryText } from '../../src/ui/text/chronology.ts'
import { expertsText } from '../../src/ui/text/experts.ts'
import { importText } from '../../src/ui/text/import.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { redactText } from '../../src/ui/text/redact.ts'
import { python } from '../support/programs.ts'
import { projectFile, shipped } from '../support/runbooks.ts'
import { pythonVerify } from '../support/second-verifier.ts'
import { drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'
import { jpegFile, type PickedFile, photograph } from './photos.ts'
import { storedEvents } from './stored.ts'

const words = redactText.ja
const { redaction } = recordWords.ja

const patient = '山田太郎'
const secret = 'hatsudo-0000'

async function downloaded(page: Page, tap: () => Promise<void>): Promise<PickedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), tap()])
  const buffer = readFileSync(await download.path())
  return { name: download.suggestedFilename(), mimeType: '', buffer }
}

/** Every byte of a bundle that can be read, with the workbook's own parts unpacked. */
function partsOf(zip: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>([['the ZIP itself', zip]])
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    parts.set(name, Buffer.from(bytes))
    if (name.endsWith('.xlsx'))
      for (const [part, inner] of Object.entries(unzipSync(bytes)))
        parts.set(`${name}/${part}`, Buffer.from(inner))
  }
  return parts
}

/** What the second copy on the device holds, as text. */
const secondCopy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('shodo-journal')
    let text = ''
    for await (const handle of folder.values())
      if (handle instanceof FileSystemFileHandle) text += await (await handle.getFile()).text()
    return text
  })

/** From 書き出し to the texts in which the words are found, all of them chosen. */
async function choose(page: Page, what: string, texts: number): Promise<void> {
  await page.getByLabel(words.search, { exact: true }).fill(what)
  await page.getByRole('button', { name: words.selectFound(texts), exact: true }).click()
  await page.getByText(words.selected(texts), { exact: true }).waitFor()
}

const unasked = python.present ? '' : ' (Python is not asked: there is none here)'

test(`a name is blacked out of a bundle that holds all the same, and a password is erased from the phone${unasked}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shodo-redact-'))
  try {
    await withApp(async ({ page, server, other }) => {
      const app = drive(page)
      await offlineReady(page)
      await server.stop()
      const log = await app.startIncident()
      await app.note(`${patient}様が転倒`, { from: '2病棟', patientSafety: true })
      await app.note(`保守用の合言葉は ${secret}`)
      await app.correct(`${patient}様が転倒`, `${patient}様が廊下で転倒`, '場所')
      await app.note('救急の受入を止める', { kind: 'decision' })
      await photograph(page, [jpegFile('IMG_1.JPG', 1)])
      const runbook = shipped('hospital')
      const before = fold(runbook, await storedEvents(page, log)).position?.open()
      expect(before?.length).toBeGreaterThan(0)

      await app.openTab('export')
      await page.getByText(expertsText.ja.title, { exact: true }).click()
      await page.getByRole('link', { name: words.open, exact: true }).click()
      await choose(page, patient, 2)
      await page.getByRole('button', { name: words.strike, exact: true }).click()
      await page.getByRole('button', { name: redaction.why.personal, exact: true }).click()
      await page.getByLabel(words.reason, { exact: true }).fill('患者の氏名')
      await page.getByRole('button', { name: words.strikeDo(2), exact: true }).click()
      await page.getByText(words.struck(2)).waitFor()

      // The password is erased: from the entry itself, where it was noticed.
      await app.openTab('log')
      await page.getByRole('link', { name: new RegExp(secret) }).click()
      await page.getByRole('link', { name: entryText.ja.redact }).click()
      await page.locator('.redact-line input').check()
      await page.getByRole('button', { name: words.erase, exact: true }).click()
      await page.getByRole('button', { name: redaction.basis.mistake, exact: true }).click()
      await page.getByLabel(words.decidedByTyped, { exact: true }).fill('院長')
      await page.getByRole('button', { name: words.next, exact: true }).click()
      expect(
        (await storedEvents(page, log)).some(({ text }) =>
          `${text && Buffer.from(text)}`.includes(secret),
        ),
      ).toBe(true)
      await page.getByRole('button', { name: words.eraseDo(1), exact: true }).click()
      await page.getByText(words.erased(1)).waitFor()
      const stored = await storedEvents(page, log)
      const kept = stored.map(({ text }) => (text ? String(Buffer.from(text)) : '')).join('\n')
      expect(kept).not.toContain(secret)
      expect(kept).toContain(patient)
      const copied = await secondCopy(page)
      expect(copied).toContain(patient)
      expect(copied).not.toContain(secret)

      await page.getByRole('button', { name: expertsText.ja.makeOf(words.bundle) }).click()
      const hand = page.getByRole('button', { name: expertsText.ja.handOf(words.bundle) })
      await hand.waitFor({ timeout: 30_000 })
      const file = await downloaded(page, () => hand.click())
      expect(file.name).toContain('証拠一式-墨消し')
      const parts = partsOf(file.buffer)
      expect([...parts.keys()]).toEqual(
        expect.arrayContaining([
          ...['log.jsonl', 'report.html', 'chronology.csv', 'timesketch.jsonl', 'README.txt'],
          ...['verify.html', 'manifest.json', 'chronology.xlsx/xl/sharedStrings.xml'],
        ]),
      )
      for (const [name, bytes] of parts) {
        expect(bytes.includes(patient), name).toBe(false)
        expect(bytes.includes(secret), name).toBe(false)
      }
      for (const name of ['report.html', 'chronology.csv', 'chronology.xlsx/xl/sharedStrings.xml'])
        for (const said of [
          '（墨消し: 個人の情報・患者の氏名）',
          '（消去: 誤って書いた）',
          '救急の受入を止める',
        ])
          expect(parts.get(name)?.includes(said), `${name}: ${said}`).toBe(true)

      // Whoever receives it checks it alone.
      const path = join(folder, 'received.zip')
      writeFileSync(path, file.buffer)
      const cli = spawnSync(process.execPath, [
        projectFile('src/cli/run-ts.mjs'),
        'verify',
        path,
        '--json',
      ])
      expect(cli.status, String(cli.stderr)).toBe(0)
      expect(JSON.parse(String(cli.stdout))).toMatchObject({
        verdict: 'holds',
        facts: { redacted: 3 },
      })
      if (python.present) {
        const { status, out } = pythonVerify(path, '--json')
        expect(status).toBe(0)
        expect(JSON.parse(String(out))).toMatchObject({ verdict: 'holds', facts: { redacted: 3 } })
      }

      // And takes it into an app of its own: the same position, without the words.
      await server.start()
      const second = await other(join(folder, 'profile'))
      await second.page.goto(server.url)
      await offlineReady(second.page)
      await second.page.evaluate(() => window.location.replace('#/import'))
      await second.page.getByRole('heading', { name: importText.ja.title, exact: true }).waitFor()
      await second.page.locator('.import input[type=file]').setInputFiles([file])
      await second.page.locator('.import-ask .button.primary').click()
      await second.page.locator('.import-done').waitFor()
      const there = await storedEvents(second.page, log)
      expect(there).toHaveLength((await storedEvents(page, log)).length)
      const state = fold(runbook, there)
      expect(state.position?.open()).toEqual(before)
      await second.page.evaluate((hash) => window.location.replace(hash), `#/i/${log}/log`)
      await second.page.getByText('（墨消し: 個人の情報・患者の氏名）').first().waitFor()
      await second.page.getByText('（消去: 誤って書いた）').first().waitFor()
      expect(await second.page.locator('body').innerText()).not.toContain(patient)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
