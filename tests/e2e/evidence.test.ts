import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workFactor } from '../../src/age/form.ts'
import { CHROMIUM_FLAGS, needChromium } from '../../src/cli/chromium.mjs'
import { ROOT } from '../../src/cli/install.mjs'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { verifierPage } from '../../src/cli/verifier-page.ts'
import { digitsOf, grouped } from '../../src/domain/proof/check-digits.ts'
import { verificationParts } from '../../src/domain/proof/verification-lines.ts'
import { expertsText } from '../../src/ui/text/experts.ts'
import { lockWords } from '../../src/ui/text/lock.ts'
import { verifyWords } from '../../src/ui/text/verify.ts'
import { pageText } from '../../src/verifier/text.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { type Caged, caged } from '../support/bundle-zoo.ts'
import { locked } from '../support/locked.ts'
import { makeBundle, packBundle } from '../support/make-bundle.ts'
import { drive } from './drive.ts'
import { offlineReady, withApp } from './harness.ts'
import { jpegFile, photograph } from './photos.ts'

/** The evidence bundle from the app, and `verify.html` as a stranger opens it: from a disk, no network. */

const words = expertsText.ja
const passphrase = '4821-0937-5520-1846-7733'
const folder = mkdtempSync(join(tmpdir(), 'shodo-evidence-'))
let context: BrowserContext
let page: Page
const faults: string[] = []
beforeAll(async () => {
  process.env['NODE_ENV'] = 'production'
  writeFileSync(join(folder, 'verify.html'), (await verifierPage(ROOT)).html)
  mkdirSync(join(folder, 'profile'))
  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...{ executablePath: needChromium(), args: [...CHROMIUM_FLAGS], locale: 'ja-JP' },
  })
  await context.setOffline(true)
  page = context.pages()[0] ?? (await context.newPage())
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) faults.push(request.url())
  })
})
afterAll(async () => {
  await context.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Gives the page a file, with what was kept outside. */
async function givePage(bytes: Uint8Array, kept: readonly string[] = []): Promise<void> {
  const path = join(folder, 'given')
  writeFileSync(path, bytes)
  await page.goto(`file://${join(folder, 'verify.html')}`)
  await page.locator('#kept').fill(kept.join('\n'))
  await page.locator('#file').setInputFiles(path)
}

/** What the page says of a file, in its words. */
async function saidByPage(
  bytes: Uint8Array,
  kept: readonly string[] = [],
): Promise<readonly string[]> {
  await givePage(bytes, kept)
  await page.locator('html[data-verdict]:not([data-verdict=""])').waitFor()
  return (await page.locator('#result').innerText()).split('\n').filter((line) => line.trim())
}

/** What the command line says of it, in the same words. */
async function saidByCli(bytes: Uint8Array, kept: readonly string[] = []) {
  const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures }, kept)
  return { report, parts: verificationParts(report, verifyWords.ja) }
}

async function expectAgreement({ name, bytes, ...given }: Caged): Promise<string> {
  // An empty line in the field is no text that was kept.
  const kept = given.kept.filter((text) => text.trim() !== '')
  const said = await saidByPage(bytes, kept)
  const { report, parts } = await saidByCli(bytes, kept)
  const text = said.join('\n')
  expect(text, name).toContain(pageText.ja[report.verdict])
  for (const line of [
    ...parts.said,
    ...parts.faults,
    ...parts.facts,
    ...parts.kept.map((k) => k.line),
  ])
    for (const part of line.split('\n'))
      expect(text.replace(/\s+/g, ' '), name).toContain(
        part
          .trim()
          .replace(/\s+/g, ' ')
          .replace(/^[・-]\s*/, ''),
      )
  return report.verdict
}

test('a bundle made in the app with the server dead holds for the command line and the page', async () => {
  let bytes = new Uint8Array()
  await withApp(async ({ page: phone, server }) => {
    const app = drive(phone)
    await offlineReady(phone)
    await server.stop()
    await app.startIncident()
    await app.note('プリンタが英文を印刷 ＝１＋１ <script>alert(1)</script>')
    await photograph(phone, [jpegFile('IMG_1.JPG', 1, 90_000), jpegFile('IMG_2.JPG', 2, 40_000)])
    await app.openTab('export')
    await phone.getByText(words.title, { exact: true }).click()
    await phone.getByRole('button', { name: words.makeOf(words.bundle) }).click()
    const hand = phone.getByRole('button', { name: words.handOf(words.bundle) })
    await hand.waitFor()
    const [download] = await Promise.all([phone.waitForEvent('download'), hand.click()])
    bytes = new Uint8Array(readFileSync(await download.path()))
  })
  const { report } = await saidByCli(bytes)
  expect(report).toMatchObject({ verdict: 'holds', facts: { files: { named: 2, here: 2 } } })
  expect(await expectAgreement({ name: 'from the app', bytes, kept: [] })).toBe('holds')
  const inside = Buffer.from(bytes).toString('latin1')
  for (const name of ['report.html', 'chronology.xlsx', 'verify.html', 'README.txt'])
    expect(inside).toContain(name)
  expect(faults).toEqual([])
})

describe('verify.html from a disk, without a network', () => {
  test('finds digits that were read out over the telephone, and what came after', async () => {
    const made = await makeBundle()
    const digits = grouped(digitsOf(made.checkpoint))
    const bytes = await packBundle(made)
    expect(await expectAgreement({ name: 'kept', bytes, kept: [digits] })).toBe('holds')
    const other = await saidByPage(bytes, ['8628 1181 5990 4472 7946 2248 3'])
    expect(other.join('\n')).toContain(pageText.ja.fails)
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('#result').innerText()).toContain(pageText.en.fails)
  })

  test('asks for the passphrase of a protected bundle, and then judges what is inside', async () => {
    const made = await makeBundle()
    const inside = await packBundle(made)
    const file = await locked(inside, passphrase, workFactor)
    const lock = lockWords.ja
    const typed = page.getByLabel(lock.passphrase)
    const result = page.locator('#result')
    await givePage(file)
    await typed.fill('1234')
    await typed.press('Enter')
    await page.getByText(lock.faults.passphrase.what).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    expect(await result.innerText()).toContain(lockWords.en.faults.passphrase.what)
    await page.getByRole('button', { name: '日本語' }).click()
    await typed.fill(passphrase.replaceAll('-', ' '))
    await page.getByRole('button', { name: lock.open }).click()
    await page.locator('html[data-verdict="holds"]').waitFor()
    const said = await result.innerText()
    expect(said.split('\n').filter((line) => line.trim())).toEqual(await saidByPage(inside))

    // What was kept outside is compared without asking again.
    await givePage(file)
    await typed.fill(passphrase)
    await typed.press('Enter')
    await page.locator('html[data-verdict="holds"]').waitFor()
    await page.locator('#kept').fill(grouped(digitsOf(made.checkpoint)))
    await page.getByRole('button', { name: pageText.ja.check, exact: true }).click()
    await page.getByRole('heading', { name: pageText.ja.keptFound }).waitFor()

    await givePage(file.subarray(0, -1))
    await typed.fill(passphrase)
    await typed.press('Enter')
    await page.getByText(lock.faults.changed.what).waitFor()
    expect(await typed.count()).toBe(0)
    expect(faults).toEqual([])
  })

  test('agrees with the command line over bundles good and bad', async () => {
    const verdicts = new Set<string>()
    for (let seed = 0; seed < 24; seed++) verdicts.add(await expectAgreement(await caged(seed)))
    // What cannot be read at all has become rare among them: what is left is judged.
    const whole = await packBundle(await makeBundle())
    verdicts.add(await expectAgreement({ name: 'cut', bytes: whole.slice(0, 4000), kept: [] }))
    expect([...verdicts].sort()).toEqual(['fails', 'holds', 'unreadable'])
    expect(faults).toEqual([])
  })
})
