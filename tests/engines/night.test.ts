import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { fold } from '../../src/domain/evolve.ts'
import { parseJsonl } from '../../src/export/parse-jsonl.ts'
import { captureText } from '../../src/ui/text/capture.ts'
import { exportText } from '../../src/ui/text/export.ts'
import { filesText } from '../../src/ui/text/files.ts'
import { homeText } from '../../src/ui/text/home.ts'
import { incidentText } from '../../src/ui/text/incident.ts'
import { startText } from '../../src/ui/text/start.ts'
import { stepsText } from '../../src/ui/text/steps.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { builtApp, startServer } from '../e2e/harness.ts'
import { jpegFile } from '../e2e/photos.ts'
import { shipped } from '../support/runbooks.ts'
import { firefox } from './firefox.ts'
import { type Engine, type Hand, handedOut, see, type Target, until } from './hand.ts'
import { webkit } from './webkit.ts'

/**
 * One night in an engine that `npm test` does not run. What is compared are the words on the screen
 * and the file that leaves the device: neither depends on how an engine keeps its data.
 */

const engines = { firefox: () => firefox, webkit }
const asked = (process.env['SHODO_ENGINES'] ?? 'firefox,webkit').split(',')

const home = homeText.ja
const bar: Target = { role: 'region', name: captureText.ja.label }
const tab = (name: keyof typeof incidentText.ja.tabs): Target => ({
  role: 'link',
  name: incidentText.ja.tabs[name],
  within: { role: 'navigation', name: incidentText.ja.tabsLabel },
})
const button = (name: string, within?: Target): Target => ({
  ...{ role: 'button', name },
  ...(within ? { within } : {}),
})
const runbook = shipped('hospital')

async function note(hand: Hand, words: string): Promise<void> {
  await hand.write({ role: 'textbox', name: captureText.ja.field, within: bar }, words)
  await hand.tap(button(captureText.ja.record, bar))
  await see(hand, captureText.ja.recorded)
}

/** The whole record as it leaves the device: nothing in it fails to hold. */
async function exported(hand: Hand): Promise<Uint8Array> {
  await hand.tap(tab('export'))
  const { jsonl, handOf } = exportText.ja
  const ready: Target = { role: 'button', name: handOf(jsonl) }
  await until('the file is ready', () =>
    hand.ask(
      (label) =>
        document.querySelector(`[aria-label="${label}"]`)?.getAttribute('aria-disabled') ===
        'false',
      handOf(jsonl),
    ),
  )
  const { name, bytes } = await handedOut(hand, ready)
  expect(name).toMatch(/^shodo-実動-.*\.jsonl$/)
  const report = await verifyFile(bytesSource(bytes), { signatures: nodeSignatures })
  expect(report).toMatchObject({ verdict: 'holds' })
  return bytes
}

const entriesIn = (bytes: Uint8Array) => fold(runbook, parseJsonl(bytes).events).entries

/** The pictures on the screen, drawn from the bytes that are kept. */
const drawn = (hand: Hand): Promise<number> =>
  hand.ask(
    () =>
      [...document.querySelectorAll<HTMLImageElement>('.log-line img')].filter(
        ({ naturalWidth }) => naturalWidth > 0,
      ).length,
    null,
  )

for (const name of asked) {
  const make = engines[name as keyof typeof engines]
  const engine: Engine = make()
  const folder = mkdtempSync(join(tmpdir(), `shodo-${name}-`))
  const profile = (who: string): string => {
    const path = join(folder, who)
    mkdirSync(path, { recursive: true })
    return path
  }

  afterAll(async () => {
    await engine.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  describe(name, () => {
    test('a night without a network: start, words, a step, a photo, a new start, the file', async () => {
      const photo = jpegFile('IMG_2031.JPG', 7, 900_000)
      writeFileSync(join(folder, photo.name), photo.buffer)
      const server = await startServer(await builtApp(), '/')
      let lead = await engine.open(profile('lead'))
      try {
        await lead.goTo(server.url)
        await see(lead, home.offlineReady, 60_000)
        await server.stop()
        await lead.goTo(`${server.url}#/`)

        await lead.tap({ role: 'link', name: home.start })
        await lead.tap(button(startText.ja.start))
        await see(lead, stepsText.ja.findOther)
        await note(lead, '3階西のプリンタが止まらない')
        await lead.tap(button(filesText.ja.takeLabel))
        const sheet: Target = { role: 'dialog', name: filesText.ja.sheet }
        await lead.choose(button(filesText.ja.choose, sheet), [join(folder, photo.name)])
        await see(lead, filesText.ja.recorded(1))

        await lead.end()
        lead = await engine.open(profile('lead'))
        await lead.goTo(server.url)
        await see(lead, home.resumed)
        await lead.tap(tab('log'))
        await see(lead, '3階西のプリンタが止まらない')
        await until('the photo is drawn', async () => (await drawn(lead)) === 1)
        await note(lead, '院長に電話した')

        const entries = entriesIn(await exported(lead))
        const bodies = entries.flatMap(({ body }) => (body === null ? [] : [body]))
        expect(bodies).toEqual(['3階西のプリンタが止まらない', '院長に電話した'])
        const hash = createHash('sha256').update(photo.buffer).digest('hex')
        expect(entries.flatMap(({ files }) => files)).toMatchObject([{ hash, kept: true }])
      } catch (error) {
        await lead.screenshot(join(tmpdir(), `shodo-${name}-failed.png`)).catch(() => undefined)
        throw error
      } finally {
        await lead.end().catch(() => undefined)
        await server.stop()
      }
    })
  })
}
