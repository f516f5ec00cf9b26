import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/install.mjs'
import { verifierPage } from '../../src/cli/verifier-page.ts'
import { main } from '../../src/cli/verify.ts'
import { verificationParts } from '../../src/domain/proof/verification-lines.ts'
import type { VerifyReport } from '../../src/domain/proof/verification-report.ts'
import { verifyWords } from '../../src/ui/text/verify.ts'
import { pageText } from '../../src/verifier/text.ts'
import { alteredSample } from '../support/altered-sample.ts'
import { projectFile } from '../support/runbooks.ts'
import { launchFirefox } from './firefox.ts'

/** `verify.html` in Firefox, opened from a disk with the network off: what the command line says, in every part. */

const folder = mkdtempSync(join(tmpdir(), 'shodo-verifier-'))
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
const fixture = projectFile('tests/fixtures/handa-2021.zip')
const kept = ['7000 2850 5829 1992 3977 4300 7', '7989 5438 0600 0914 8769 2177 3']

/** Every connection goes to a port where nobody answers, and names are not looked up. */
const noNetwork = {
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.dns.disabled': true,
  'intl.accept_languages': 'ja',
}
const plain = (text: string): string => text.replace(/\s+/g, '')

async function saidByCli(path: string, texts: readonly string[]): Promise<VerifyReport> {
  const lines: string[] = []
  const asked = texts.flatMap((text) => ['--kept', text])
  await main([path, '--json', ...asked], (line) => lines.push(line))
  return JSON.parse(lines.join('\n')) as VerifyReport
}

describe.skipIf(!(process.env['SHODO_ENGINES'] ?? 'firefox').includes('firefox'))('firefox', () => {
  test('半田 2021 and altered bundles, from file:// without a network', async () => {
    process.env['NODE_ENV'] = 'production'
    writeFileSync(join(folder, 'verify.html'), (await verifierPage(ROOT)).html)
    mkdirSync(join(folder, 'profile'))
    const browser = await launchFirefox(join(folder, 'profile'), noNetwork)
    try {
      const page = (await browser.pages())[0] ?? (await browser.newPage())
      const said = async (path: string, texts: readonly string[]): Promise<string> => {
        await page.goto(`file://${join(folder, 'verify.html')}`)
        if ((await page.evaluate(() => document.documentElement.lang)) !== 'ja')
          await page.click('button.turn')
        await page.type('#kept', texts.join('\n'))
        const input = (await page.$('#file')) as ElementHandle<HTMLInputElement>
        await input.uploadFile(path)
        await page.waitForSelector('html[data-verdict]:not([data-verdict=""])')
        // Nothing but the page and its own worker was asked for.
        const asked = await page.evaluate(() =>
          performance.getEntriesByType('resource').map(({ name }) => name),
        )
        expect(asked.filter((name) => !/^(file|blob|data):/.test(name))).toEqual([])
        return page.evaluate(() => document.querySelector('#result')?.textContent ?? '')
      }
      const expectSame = async (
        name: string,
        path: string,
        texts: readonly string[],
      ): Promise<VerifyReport> => {
        const report = await saidByCli(path, texts)
        const told = await said(path, texts)
        expect(told, name).toContain(pageText.ja[report.verdict])
        const parts = verificationParts(report, verifyWords.ja)
        const lines = [...parts.said, ...parts.faults, ...parts.facts]
        for (const { line } of parts.kept) lines.push(line)
        for (const { label } of parts.checks) lines.push(label)
        for (const line of lines)
          expect(plain(told), name).toContain(plain(line.replace(/^[・-]\s*/, '')))
        return report
      }

      const report = await expectSame('handa', fixture, kept)
      expect(report).toMatchObject({
        verdict: 'fails',
        facts: { files: { here: 30 }, redacted: 3 },
      })
      const verdicts = new Map<string, number>()
      for (const { name, bytes } of await alteredSample()) {
        const path = join(folder, 'given.zip')
        writeFileSync(path, bytes)
        const { verdict } = await expectSame(name, path, [])
        expect(verdict === 'holds', name).toBe(name === 'whole')
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
      }
      console.log(`firefox ${await browser.version()}: ${JSON.stringify([...verdicts])}`)
    } finally {
      await browser.close()
    }
  }, 600_000)
})
