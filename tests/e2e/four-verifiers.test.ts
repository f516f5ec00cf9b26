import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM_FLAGS, needChromium } from '../../src/cli/chromium.mjs'
import { ROOT } from '../../src/cli/install.mjs'
import { verifierPage } from '../../src/cli/verifier-page.ts'
import { main } from '../../src/cli/verify.ts'
import { digitsOf, grouped } from '../../src/domain/proof/check-digits.ts'
import { verificationParts } from '../../src/domain/proof/verification-lines.ts'
import type { VerifyReport } from '../../src/domain/proof/verification-report.ts'
import { importText } from '../../src/ui/text/import.ts'
import { importVerdictText } from '../../src/ui/text/import-verdict.ts'
import { verifyWords } from '../../src/ui/text/verify.ts'
import { pageText } from '../../src/verifier/text.ts'
import { alteredSample } from '../support/altered-sample.ts'
import { makeBundle, packBundle } from '../support/make-bundle.ts'
import { python } from '../support/programs.ts'
import { projectFile } from '../support/runbooks.ts'
import { answerOf, pythonVerify } from '../support/second-verifier.ts'
import { withApp } from './harness.ts'

/**
 * The app, `verify.html` from a disk, the command line and Python, asked about the same files: 半田 2021, and
 * a bundle altered in a way of each kind. What the command line says as JSON is what the others are held to.
 */

const folder = mkdtempSync(join(tmpdir(), 'shodo-four-'))
const fixture = projectFile('tests/fixtures/handa-2021.zip')
const kept = ['7000 2850 5829 1992 3977 4300 7', '7989 5438 0600 0914 8769 2177 3']
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
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) faults.push(request.url())
  })
})
afterAll(async () => {
  await context.close()
  rmSync(folder, { recursive: true, force: true })
})

const plain = (text: string): string => text.replace(/\s+/g, '')

/** Every line that a report has in words stands in what was said; `parts` names those that do. */
function expectSaid(said: string, report: VerifyReport, name: string): void {
  const parts = verificationParts(report, verifyWords.ja)
  const lines = [...parts.said, ...parts.faults, ...parts.facts, ...parts.kept.map((k) => k.line)]
  for (const { label } of parts.checks) lines.push(label)
  for (const line of lines)
    expect(plain(said), name).toContain(plain(line.replace(/^[・-]\s*/, '')))
}

async function saidByCli(path: string, texts: readonly string[] = []): Promise<VerifyReport> {
  const lines: string[] = []
  const asked = texts.flatMap((text) => ['--kept', text])
  await main([path, '--json', ...asked], (line) => lines.push(line))
  return JSON.parse(lines.join('\n')) as VerifyReport
}

async function saidByPage(path: string, texts: readonly string[] = []): Promise<string> {
  await page.goto(`file://${join(folder, 'verify.html')}`)
  await page.locator('#kept').fill(texts.join('\n'))
  await page.locator('#file').setInputFiles(path)
  await page.locator('html[data-verdict]:not([data-verdict=""])').waitFor()
  return page.locator('#result').innerText()
}

async function saidByApp(phone: Page, url: string, path: string): Promise<string> {
  await phone.goto('about:blank')
  await phone.goto(`${url}#/import`)
  await phone.locator('main.import input[type=file]').setInputFiles(path)
  await phone.getByRole('button', { name: importVerdictText.ja.ask }).click()
  await phone.locator('.import-report').waitFor()
  return (await phone.locator('.import-verdict').textContent()) ?? ''
}

describe('半田 2021', () => {
  test('page and app say what the command line says in every part', async () => {
    const report = await saidByCli(fixture, kept)
    if (report.verdict !== 'fails') throw new Error(report.verdict)
    // Three devices, one forked and one that nobody confirmed; redactions, photos, two anchors that hold.
    expect(report.faults.map(({ check, what }) => `${check} ${what}`)).toEqual([
      'chains fork',
      'chains fork',
    ])
    expect(report.facts).toMatchObject({ redacted: 3, files: { named: 30, here: 30, altered: 0 } })
    expect(report.facts.devices.map(({ standing }) => standing).sort()).toEqual([
      ...['admitted', 'root', 'unconfirmed'],
    ])
    expect(report.kept.map(({ answer }) => answer.found)).toEqual([true, true])

    const said = await saidByPage(fixture, kept)
    expect(said).toContain(pageText.ja.fails)
    expectSaid(said, report, 'verify.html')
    expect(faults).toEqual([])

    await withApp(async ({ page: phone, server }) => {
      const told = await saidByApp(phone, server.url, fixture)
      expect(told).toContain(importVerdictText.ja.verdict.fails)
      expectSaid(told, { ...report, kept: [] }, 'the app')
    })
  })

  test.skipIf(!python.present)(`Python says the same in every part${python.note}`, async () => {
    const report = await saidByCli(fixture, kept)
    if (report.verdict !== 'fails') throw new Error(report.verdict)
    const { out, err, status } = pythonVerify(
      ...[fixture, '--json', ...kept.flatMap((text) => ['--kept', text])],
    )
    expect(err).toBe('')
    expect(status).toBe(1)
    const theirs = JSON.parse(String(out))
    const { verdict, checks, faults: places, kept: answers } = answerOf(report)
    expect({ ...theirs, faults: theirs.faults.map(placeOf).sort() }).toMatchObject({
      ...{ verdict, checks, faults: places, kept: answers },
    })
    const { facts } = report
    expect(theirs.facts).toMatchObject({
      ...{ log: facts.log, mode: facts.mode, purpose: facts.purpose, part: facts.part },
      ...{ events: facts.events, redacted: facts.redacted, signedBy: facts.signedBy },
      ...{ filesNamed: facts.files.named },
      devices: facts.devices.map(({ device, standing, last, retiredAfter }) => ({
        ...{ device, status: standing, lastSeq: last, endsAfter: retiredAfter },
      })),
    })
    expect(theirs.facts.filesNotKept).toHaveLength(facts.files.notKept)
  })
})

const placeOf = ({ check, place }: { check: string; place: string }): string => `${check} ${place}`

test('a bundle altered in a way of each kind: page and app say what the command line says, never that it holds', async () => {
  const cases = await alteredSample()
  const path = join(folder, 'given.zip')
  const verdicts = new Map<string, number>()
  await withApp(async ({ page: phone, server }) => {
    for (const { name, bytes } of cases) {
      writeFileSync(path, bytes)
      const report = await saidByCli(path)
      const { verdict } = report
      expect(verdict === 'holds', name).toBe(name === 'whole')
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
      const said = await saidByPage(path)
      expect(said, name).toContain(pageText.ja[verdict])
      expectSaid(said, report, name)
      const told = await saidByApp(phone, server.url, path)
      expect(told, name).toContain(importVerdictText.ja.verdict[verdict])
      expectSaid(told, report, name)
      if (verdict === 'unreadable')
        expect(await phone.locator('main.import').innerText(), name).toContain(
          importText.ja.refused,
        )
    }
  })
  console.log(`${cases.length} bundles in Chromium: ${JSON.stringify([...verdicts])}`)
  expect(verdicts.get('fails')).toBeGreaterThan(20)
  expect(verdicts.get('unreadable')).toBeGreaterThan(8)
}, 600_000)

test('a history written anew by the owner of the phones: what the page can tell alone, and with a number kept outside', async () => {
  const honest = await makeBundle()
  const digits = grouped(digitsOf(honest.checkpoint))
  const path = join(folder, 'anew.zip')
  // The same keys, the same times, another history.
  writeFileSync(path, await packBundle(await makeBundle({ unconfirmed: true })))
  const alone = await saidByPage(path)
  expect(alone).toContain(pageText.ja.holds)
  expect(alone).toContain(pageText.ja.nothingKept)
  expect(alone).toContain('鍵を持つ人が、照合番号を渡す前にすべてを作り直していないか')
  const against = await saidByPage(path, [digits])
  expect(against).toContain(pageText.ja.fails)
  expect(against).toContain(verifyWords.ja.refuted)
  expect(against).toContain(verifyWords.ja.notFound.absent(digits))
  writeFileSync(path, await packBundle(honest))
  const proven = await saidByPage(path, [digits])
  expect(proven).toContain(pageText.ja.holds)
  expect(proven).toContain(verifyWords.ja.found(digits, 7, 3))
  expect(proven).not.toContain(pageText.ja.nothingKept)
})

describe('the page, asked again', () => {
  test('a wish while it is busy is not lost, and no verdict stays on what was typed anew', async () => {
    await saidByPage(fixture)
    const field = page.locator('#kept')
    const check = page.getByRole('button', { name: pageText.ja.check, exact: true })
    // A number typed anew: the former verdict is gone until somebody asks again.
    await field.fill('8628 1181 5990 4472 7946 2248 3')
    expect(await page.locator('.verdict').count()).toBe(0)
    expect(await page.locator('#result').innerText()).toContain(pageText.ja.stale)
    await check.click()
    await page.locator('.verdict .lost').waitFor()
    // Asked twice at once, with another number in between: the last one is answered.
    await page.evaluate(
      ([first, last]) => {
        const box = document.querySelector<HTMLTextAreaElement>('#kept')!
        const button = [...document.querySelectorAll('button')].find(
          ({ className }) => className === '',
        )!
        for (const text of [first!, last!]) {
          box.value = text
          box.dispatchEvent(new Event('input'))
          button.click()
        }
      },
      ['0000 0000 0000 0000 0000 0000 0', kept[0]!],
    )
    await page.locator('.verdict .found').waitFor()
    expect(await page.locator('.verdict .lost').count()).toBe(0)
    expect(await page.locator('.verdict').innerText()).toContain(kept[0])
  })
  test('without a file it says what to do first', async () => {
    await page.goto(`file://${join(folder, 'verify.html')}`)
    await page.getByRole('button', { name: pageText.ja.check, exact: true }).click()
    expect(await page.locator('#result').innerText()).toContain(pageText.ja.noFile)
  })
})
