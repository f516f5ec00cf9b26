import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Replay, readReplay } from '../../src/cli/replay-file.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { projectFile, shipped } from '../support/runbooks.ts'
import { drive } from './drive.ts'
import { driveBoard } from './drive-board.ts'
import { offlineReady, withApp } from './harness.ts'
import { passTimeTo, playActs, type StoppedClock } from './night-acts.ts'
import { atTime, boardScreens, open, osakaMorning, visit } from './screens.ts'
import { contactBook, osakaLog, seed } from './seed.ts'

const runbook = shipped('hospital')

/** A published night without its pictures: they are taken elsewhere. */
function nightOf(name: string): Replay {
  const result = readReplay(readFileSync(projectFile(`tests/replays/${name}.yaml`), 'utf8'))
  if (!result.ok) throw new Error(result.problems.join('\n'))
  const acts = result.replay.acts.filter(({ action }) => action !== 'photo')
  return { ...result.replay, acts }
}

const text = (page: Page, part: string): Promise<string> =>
  page.locator(`.board-${part}`).innerText()

/** The days on which the clocks of the law run out, as the board shows them. */
const clocks = async (page: Page): Promise<string[]> =>
  (await page.locator('.board-deadlines .clock-dues li').allInnerTexts()).map((line) =>
    line.replaceAll(/\s+/g, ' '),
  )

test('the morning of 大阪, tapped with the server dead, stands on the board on its third day', async () => {
  const night = nightOf('osaka-2022')
  const until = night.acts.filter(({ recorded }) => recorded < '2022-11-02T06:00')
  await withApp(
    async ({ page, context, server }) => {
      await context.clock.install({ time: instantMs(night.start) })
      await page.goto(server.url)
      await offlineReady(page)
      await server.stop()
      await context.setOffline(true)
      await page.reload()
      const app = drive(page)
      await playActs(
        app,
        { ...night, acts: until },
        { runbook, contacts: contactBook(), language: 'ja' },
      )
      await passTimeTo(page, '2022-11-02T06:00:00.000+09:00' as Instant, unstopped())
      await app.openTab('board')
      // The first gate of the day, what is stopped, what is due: the first glance of the 本部長.
      expect(await text(page, 'gates')).toContain('朝の採血・検査')
      const care = await text(page, 'services')
      expect(care).toMatch(/停止\s+救急受入/)
      expect(care).toMatch(/停止\s+予約再診/)
      expect(care).toMatch(/制限\s+予定手術/)
      expect(await clocks(page)).toEqual([
        '目安3日 11/2（水） あと17時間59分',
        '遅くとも5日 11/4（金） あと2日',
        '30日 11/29（火） あと27日',
        '60日 12/29（木） あと57日',
      ])
    },
    { open: false },
  )
}, 400_000)

test('武蔵小杉: the number of persons is revised and never overwritten; the clocks hold past the end of the month', async () => {
  const night = nightOf('kosugi-2026')
  await withApp(
    async ({ page, context, server }) => {
      await context.clock.install({ time: instantMs(night.start) })
      await page.goto(server.url)
      await offlineReady(page)
      await server.stop()
      await context.setOffline(true)
      await page.reload()
      const app = drive(page)
      await playActs(app, night, { runbook, contacts: contactBook(), language: 'ja' })
      await app.openTab('board')
      const persons = await text(page, 'breach')
      expect(persons).toContain('約130,000人')
      expect(persons).toMatch(/これまで: 約10,000人/)
      await passTimeTo(page, '2026-03-02T08:00:00.000+09:00' as Instant, unstopped())
      // The day known is 9 February: day 30 lies beyond the month's 28 days.
      expect(await clocks(page)).toEqual(['30日 3/10（火） あと8日', '60日 4/9（木） あと38日'])
    },
    { open: false },
  )
}, 400_000)

const unstopped = (): StoppedClock => ({ offset: null })

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
  ['handover', 3, ['引継ぎ', '■ 未解決', '■ 新しい経過']],
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
