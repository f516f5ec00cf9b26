import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { boardText } from '../../src/ui/text/board.ts'
import { drillAfterText } from '../../src/ui/text/drill-after.ts'
import { expertsText } from '../../src/ui/text/experts.ts'
import { exportText } from '../../src/ui/text/export.ts'
import { exportPhotosText } from '../../src/ui/text/export-photos.ts'
import { incidentText } from '../../src/ui/text/incident.ts'
import { shipped } from '../support/runbooks.ts'
import { withApp } from './harness.ts'
import { jpegFile, photograph } from './photos.ts'
import { atTime, houseLog, open, ownNumbers } from './screens.ts'
import { contactBook, drillLog, seed } from './seed.ts'

/**
 * Every file that leaves a drill, searched whole: it says 訓練 by its name and inside, leads nowhere,
 * and holds no number or address of anybody real; taken in elsewhere it is still a drill.
 */

/** Of the book that comes with the app and of the hospital's own people; 110 and 119 in words only. */
const real = [
  ...ownNumbers,
  ...contactBook().flatMap(({ channels }) => channels.map(({ value }) => value)),
].filter((value) => /\d{4}|@|:\/\//.test(value))
/** Who is in danger of life calls 110 in a drill too: the flow says so once, in words nobody can tap. */
const emergency = Object.values(
  shipped('hospital').steps.find(({ id }) => id === 'EX-02')!.source!.note!,
)
const shortOnes = ['110', '118', '119']

/** What a file says in words of any kind: the texts in it, and in the files it packs. */
function textsOf(name: string, bytes: Uint8Array): readonly (readonly [string, string])[] {
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (!packed) return [[name, strFromU8(bytes)]]
  return Object.entries(unzipSync(bytes)).flatMap(([inner, inside]) =>
    textsOf(`${name} › ${inner}`, inside),
  )
}

function leaksOf(name: string, bytes: Uint8Array): string[] {
  return textsOf(name, bytes).flatMap(([where, whole]) => {
    const text = emergency.reduce((rest, words) => rest.replaceAll(words, ''), whole)
    const digits = text.replace(/[-\s()（）‐−]/g, '')
    const found = [
      ...['tel:', 'mailto:', 'sms:'].filter((way) => text.includes(way)),
      ...real.filter((value) => text.includes(value)),
      ...real
        .map((value) => value.replace(/\D/g, ''))
        .filter((value) => value.length >= 9 && new RegExp(`(?<!\\w)${value}(?!\\w)`).test(digits)),
      ...shortOnes.filter((value) => new RegExp(`${value}番|(?:call|dial) ${value}`).test(text)),
    ]
    return found.map((what) => `${where}: ${what}`)
  })
}

/** Taps, and reads the file that comes of it. */
async function given(page: Page, tap: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), tap()])
  const body = await new Response((await download.createReadStream()) as never).arrayBuffer()
  return { name: download.suggestedFilename(), bytes: new Uint8Array(body) }
}

test('no file of a drill could pass for live or reach anybody real', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shodo-drill-files-'))
  try {
    await withApp(
      async ({ page, context, server, other }) => {
        await atTime(context, '2026-11-25T14:20:00+09:00')
        await open(page, server.url)
        const seeded = await drillLog({ language: 'ja', over: true })
        const { log } = seeded.row
        await seed(page, await houseLog('ja'))
        await seed(page, seeded)
        await open(page, server.url)
        const tab = async (hash: string): Promise<void> => {
          await page.evaluate((to) => window.location.replace(to), `#/i/${log}/${hash}`)
        }
        const button = (name: string | RegExp) => page.getByRole('button', { name })
        const files: { name: string; bytes: Uint8Array }[] = []
        const take = async (name: string | RegExp): Promise<void> => {
          await expect
            .poll(() => button(name).first().getAttribute('aria-disabled'))
            .not.toBe('true')
          files.push(await given(page, () => button(name).first().click()))
        }
        await tab('steps')
        await photograph(page, [jpegFile('IMG_1.JPG', 1, 20_000)])
        await tab('export')
        const words = exportText.ja
        await take(words.handOf(words.csv))
        await take(words.handOf(words.jsonl))
        await button(exportPhotosText.ja.prepare).click()
        await take(exportPhotosText.ja.hand(1, 1))
        const experts = expertsText.ja
        await page.getByText(experts.title, { exact: true }).click()
        await button(experts.makeOf(experts.bundle)).click()
        await button(experts.handOf(experts.bundle)).waitFor()
        await take(experts.handOf(experts.bundle))
        await tab('board')
        await take(boardText.ja.handCalendar)
        await tab('drill/papers')
        const { handHtml, handDocx, handRecord } = drillAfterText.ja
        for (const hand of [handHtml, handDocx, handRecord]) await take(hand)

        expect(files.map(({ name }) => name.split('.').at(-1)).sort()).toEqual(
          ['csv', 'docx', 'docx', 'html', 'ics', 'jsonl', 'zip', 'zip'].sort(),
        )
        expect(files.flatMap(({ name, bytes }) => leaksOf(name, bytes))).toEqual([])
        const kinds = new Set<string>()
        for (const { name, bytes } of files) {
          expect(name).toContain('訓練')
          const texts = textsOf(name, bytes)
          for (const [where] of texts) kinds.add(where.split('.').at(-1) ?? '')
          const said = texts.map(([, text]) => text).join('\n')
          expect(said, name).toMatch(/訓練|"mode":"drill"/)
          expect(said, name).not.toContain('"mode":"live"')
        }
        // The tables, pages and lists inside the bundle were searched too.
        for (const kind of ['xml', 'html', 'csv', 'jsonl', 'json', 'txt'])
          expect([...kinds], kind).toContain(kind)

        // Another device takes it in: it is a drill there, on home and inside.
        const given1 = files.find(({ name }) => name.endsWith('.jsonl'))!
        const path = join(folder, given1.name)
        writeFileSync(path, given1.bytes)
        const second = await other(join(folder, 'profile'))
        await second.page.goto(`${server.url}#/import`)
        await second.page.setInputFiles('.import input', path)
        await second.page.locator('.import-ask .primary').click()
        await second.page.goto(`${server.url}#/`)
        const row = second.page.locator('.home-incident')
        await row.getByText(incidentText.ja.drill, { exact: true }).waitFor()
        await row.click()
        const banner = second.page.getByRole('banner')
        await banner.getByText(incidentText.ja.drill, { exact: true }).waitFor()
        expect(await banner.innerText()).not.toContain(incidentText.ja.live)
      },
      { open: false },
    )
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}, 300_000)
