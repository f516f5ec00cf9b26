import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { replayWorld } from '../../src/cli/replay-world.ts'
import { createSession } from '../../src/session/session.ts'
import { osakaStart, playOsaka } from '../support/osaka.ts'
import { shippedLibrary } from '../support/world.ts'
import { drive } from './drive.ts'
import { driveBoard } from './drive-board.ts'
import { offlineReady, withApp } from './harness.ts'
import { atTime, boardScreens, houseLog, open, osakaMorning, speak, visit } from './screens.ts'
import { osakaLog, seed } from './seed.ts'

const text = (page: Page, part: string): Promise<string> =>
  page.locator(`.board-${part}`).innerText()

test('two taps stop a function with the server dead; a kill loses neither it nor what was half written', async () => {
  await withApp(async ({ page, server, relaunch }) => {
    await offlineReady(page)
    await server.stop()
    const app = drive(page)
    await app.startIncident()
    const board = driveBoard(app)
    await board.setService('透析', 'stopped')
    const care = board.part(board.words.services)
    await care.getByRole('button', { name: /救急受入/ }).click()
    await board.dialog.getByText(board.words.details, { exact: true }).click()
    await board.dialog
      .getByRole('textbox', { name: board.words.reason, exact: true })
      .fill('輸血の照合が')
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const db = await new Promise<IDBDatabase>((done) => {
            const request = indexedDB.open('shodo')
            request.onsuccess = () => done(request.result)
          })
          const keys = await new Promise<IDBValidKey[]>((done) => {
            const request = db.transaction('drafts').objectStore('drafts').getAllKeys()
            request.onsuccess = () => done(request.result)
          })
          db.close()
          return keys.some((key) => String(key).includes('service:emergency'))
        }),
      )
      .toBe(true)
    const again = await relaunch('kill')
    await again.page.goto(server.url)
    // Where the person was.
    await again.page.getByRole('heading', { name: /^状況/ }).waitFor()
    expect(await text(again.page, 'services')).toMatch(/停止\s+透析/)
    const back = driveBoard(drive(again.page))
    await back
      .part(back.words.services)
      .getByRole('button', { name: /救急受入/ })
      .click()
    await back.dialog.getByText(back.words.details, { exact: true }).click()
    expect(
      await back.dialog.getByRole('textbox', { name: back.words.reason, exact: true }).inputValue(),
    ).toBe('輸血の照合が')
  })
})

test('the calendar file leaves as a download, marked as a drill where it is one', async () => {
  await withApp(
    async ({ page, context, server }) => {
      await atTime(context, osakaMorning)
      await open(page, server.url)
      const log = await osakaLog({ until: '11-02T06:00', mode: 'drill' })
      await seed(page, log)
      await open(page, server.url)
      const [place] = boardScreens
      if (!place) throw new Error('no board')
      await visit(page, place, log.row.log)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.calendar-way button').click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^shodo-訓練-20221031-0640-.*\.ics$/)
      const ics = readFileSync(await download.path(), 'utf8').replaceAll('\r\n ', '')
      const summaries = ics.match(/^SUMMARY:.*$/gm) ?? []
      expect(summaries.length).toBeGreaterThan(8)
      expect(summaries.filter((line) => !line.startsWith('SUMMARY:【訓練】'))).toEqual([])
    },
    { open: false },
  )
})

/** What each sheet of paper says, and on how many sheets of A4 it lies. */
test.each([
  ['meeting', 1, ['対策本部 会議の紙', '今回の決定', '未決・依頼', '次回', '確認（本部長）']],
  ['board', 2, ['次の関所', '診療', '有効な決定', '当番']],
  ['handover', 2, ['引継ぎ', '■ 未解決', '■ 新しい経過']],
] as const)('the %s is printed on A4, marked on every sheet', async (paper, sheets, said) => {
  await withApp(
    async ({ page, context, server }) => {
      await atTime(context, osakaMorning)
      await open(page, server.url)
      const log = await osakaLog({ until: '11-02T06:00', mode: 'drill' })
      await seed(page, log)
      await open(page, server.url)
      await page.goto(`${server.url}#/i/${log.row.log}/board-sheet/${paper}`)
      await page.locator('.print-paper').waitFor()
      await page.emulateMedia({ media: 'print' })
      const shown = await page.locator('.print-paper').innerText()
      for (const words of said) expect(shown).toContain(words)
      expect(await page.locator('.print-head').innerText()).toMatch(
        /訓練.*\n?.*実際の出来事ではありません/s,
      )
      // A head in the <thead> of the outer table comes again on every sheet.
      expect(await page.locator('.print-paper > thead .print-head').count()).toBe(1)
      expect(await page.locator('.print-bar').isVisible()).toBe(false)
      expect(await page.locator('.print-do').isVisible()).toBe(false)
      const pdf = await page.pdf({ preferCSSPageSize: true })
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []
      expect(pages).toHaveLength(sheets)
    },
    { open: false },
  )
})

test.each(['ja', 'en'] as const)(
  'a check number leaves on one sheet of A4 (%s)',
  async (language) => {
    await withApp(
      async ({ page, context, server }) => {
        await atTime(context, osakaMorning)
        await open(page, server.url)
        await seed(page, await houseLog(language))
        const { checkpoint, ...log } = await anchoredLog(language)
        await seed(page, log)
        await speak(page, server.url, language)
        await page.goto(`${server.url}#/i/${log.row.log}/anchor/${checkpoint}`)
        await page.locator('.anchor-digits').waitFor()
        await page.emulateMedia({ media: 'print' })
        const pdf = await page.pdf({ preferCSSPageSize: true })
        expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
      },
      { open: false },
    )
  },
)

/** A log of which a check number was given away by telephone. */
async function anchoredLog(language: 'ja' | 'en') {
  const world = replayWorld(5, osakaStart, shippedLibrary())
  const session = createSession(world)
  await session.boot()
  const log = await playOsaka(session, world.setTime, { language, mode: 'drill' })
  const made = await session.anchors.make()
  if (!made) throw new Error('no check number was made')
  await session.anchors.give(made.checkpoint, { means: 'phone', to: '県警サイバー対策室' })
  const { events, runbook } = await session.storedLog()
  const row = (await world.store.logs()).find((known) => known.log === log)
  if (!row) throw new Error('the log has no row')
  return { events, row, runbook, checkpoint: made.checkpoint }
}
