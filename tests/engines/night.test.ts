import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { nodeSignatures } from '../../src/cli/node-signatures.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { parseJsonl } from '../../src/export/parse-jsonl.ts'
import { captureText } from '../../src/ui/text/capture.ts'
import { exportText } from '../../src/ui/text/export.ts'
import { exportPhotosText } from '../../src/ui/text/export-photos.ts'
import { filesText } from '../../src/ui/text/files.ts'
import { homeText } from '../../src/ui/text/home.ts'
import { importText } from '../../src/ui/text/import.ts'
import { importFoundText } from '../../src/ui/text/import-found.ts'
import { incidentText } from '../../src/ui/text/incident.ts'
import { startText } from '../../src/ui/text/start.ts'
import { stepsText } from '../../src/ui/text/steps.ts'
import { verifyFile } from '../../src/verify/verify-file.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { builtApp, startServer } from '../e2e/harness.ts'
import { jpegFile } from '../e2e/photos.ts'
import { shipped } from '../support/runbooks.ts'
import { firefox } from './firefox.ts'
import {
  type Engine,
  type Hand,
  type HandedOut,
  handedOut,
  see,
  type Target,
  until,
} from './hand.ts'
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

/** What leaves the device verifies, whichever engine wrote it. */
async function leaves(hand: Hand, target: Target, name: RegExp): Promise<HandedOut> {
  const out = await handedOut(hand, target)
  expect(out.name).toMatch(name)
  const report = await verifyFile(bytesSource(out.bytes), { signatures: nodeSignatures })
  expect(report).toMatchObject({ verdict: 'holds' })
  return out
}

/** The whole record, without its photos. */
async function exported(hand: Hand): Promise<HandedOut> {
  await hand.tap(tab('export'))
  const { jsonl, handOf } = exportText.ja
  return leaves(hand, button(handOf(jsonl)), /^shodo-実動-.*\.jsonl$/)
}

/** The record with its photos. */
async function handedOver(hand: Hand): Promise<HandedOut> {
  const { prepare, hand: handOut } = exportPhotosText.ja
  await hand.tap(tab('export'))
  await hand.tap(button(prepare))
  return leaves(hand, button(handOut(1, 1)), /^shodo-実動-.*\.zip$/)
}

/** From home, another device's file comes in, its new device confirmed, and its chronology is opened. */
async function takesIn(hand: Hand, file: HandedOut, confirm = false): Promise<void> {
  const { take, takeConfirmed } = importFoundText.ja
  await hand.tap({ role: 'link', name: home.receive })
  await hand.choose(button(importText.ja.pick), [file.path])
  if (confirm)
    await until('the new device is asked about', () =>
      hand.ask(() => {
        const box = document.querySelector<HTMLInputElement>('.import-confirm input')
        box?.click()
        return box !== null
      }, null),
    )
  await hand.tap(button(confirm ? takeConfirmed(1) : take))
  await hand.tap({ role: 'link', name: importFoundText.ja.open })
}

const entriesIn = ({ bytes }: HandedOut) => fold(runbook, parseJsonl(bytes).events).entries
const bodiesIn = (file: HandedOut): string[] =>
  entriesIn(file).flatMap(({ body }) => (body === null ? [] : [body]))

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

  /** Opens the app on a device; what stands on its screen when the test fails is kept as a picture. */
  async function using(who: string, act: (hand: Hand) => Promise<void>): Promise<void> {
    const hand = await engine.open(profile(who))
    try {
      await act(hand)
    } catch (error) {
      await hand.screenshot(join(tmpdir(), `shodo-${name}-${who}.png`)).catch(() => undefined)
      throw error
    } finally {
      await hand.end().catch(() => undefined)
    }
  }

  const photo = jpegFile('IMG_2031.JPG', 7, 900_000)
  const photoPath = join(folder, photo.name)
  writeFileSync(photoPath, photo.buffer)

  describe(name, () => {
    test('a night on two devices without a network, with a new start and records handed over', async () => {
      const server = await startServer(await builtApp(), '/')
      const ready = async (hand: Hand): Promise<void> => {
        await hand.goTo(server.url)
        await see(hand, home.offlineReady, 60_000)
      }
      let file: HandedOut
      try {
        await using('scribe', ready)
        await using('lead', async (lead) => {
          await ready(lead)
          await server.stop()
          // By way of another page: to go to where one is already would load nothing.
          await lead.goTo('about:blank')
          await lead.goTo(server.url)
          await lead.tap({ role: 'link', name: home.start })
          await lead.tap(button(startText.ja.start))
          await see(lead, stepsText.ja.findOther)
          await note(lead, '3階西のプリンタが止まらない')
          await lead.tap(button(filesText.ja.takeLabel))
          const sheet: Target = { role: 'dialog', name: filesText.ja.sheet }
          await lead.choose(button(filesText.ja.choose, sheet), [photoPath])
          await see(lead, filesText.ja.recorded(1))
        })

        await using('lead', async (lead) => {
          await lead.goTo(server.url)
          await see(lead, home.resumed)
          await lead.tap(tab('log'))
          await see(lead, '3階西のプリンタが止まらない')
          await until('the photo is drawn', async () => (await drawn(lead)) === 1)
          await note(lead, '院長に電話した')
          const record = await exported(lead)
          expect(bodiesIn(record)).toEqual(['3階西のプリンタが止まらない', '院長に電話した'])
          const hash = createHash('sha256').update(photo.buffer).digest('hex')
          const files = entriesIn(record).flatMap((entry) => entry.files)
          expect(files).toMatchObject([{ hash, kept: true }])
          file = await handedOver(lead)
        })

        await using('scribe', async (scribe) => {
          await scribe.goTo(server.url)
          await takesIn(scribe, file)
          await see(scribe, '院長に電話した')
          await until('the photo is drawn', async () => (await drawn(scribe)) === 1)
          await note(scribe, '外線が切れている')
          file = await handedOver(scribe)
        })

        await using('lead', async (lead) => {
          await lead.goTo(server.url)
          await lead.tap({ role: 'link', name: incidentText.ja.home })
          await takesIn(lead, file, true)
          await see(lead, '外線が切れている')
        })
      } finally {
        await server.stop()
      }
    })
  })
}
