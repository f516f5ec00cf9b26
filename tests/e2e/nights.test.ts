import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Replay, type ReplayAct, readReplay } from '../../src/cli/replay-file.ts'
import { play } from '../../src/cli/replay-play.ts'
import { chronologyLines } from '../../src/domain/chronology/lines.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { hqText } from '../../src/ui/text/hq.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { projectFile, shipped } from '../support/runbooks.ts'
import { shippedLibrary } from '../support/world.ts'
import { type Drive, drive } from './drive.ts'
import { driveBoard } from './drive-board.ts'
import { offlineReady, type Running, withApp } from './harness.ts'
import { passTimeTo, pictureOf, playActs, type StoppedClock } from './night-acts.ts'
import { expectWhole, storedFiles } from './photos.ts'
import { contactBook } from './seed.ts'
import { expectOneChain, storedEvents } from './stored.ts'

/**
 * Two published nights as their crisis HQ would have tapped them, photos and board and all, with the
 * server dead. What stands in the store is compared with the same acts played without a screen.
 */

const runbook = shipped('hospital')
const hq = hqText.ja

function nightOf(name: string, until = '9999'): Replay {
  const result = readReplay(readFileSync(projectFile(`tests/replays/${name}.yaml`), 'utf8'))
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return {
    ...result.replay,
    acts: result.replay.acts.filter(({ recorded }) => recorded < until),
  }
}

type Photo = Extract<ReplayAct, { readonly action: 'photo' }>
const photosOf = ({ acts }: Replay): readonly Photo[] =>
  acts.filter((act) => act.action === 'photo')

/** The night without a screen; where a photo was taken, the words that stood beside it. */
async function played(night: Replay): Promise<LogState> {
  const acts = night.acts.map((act): ReplayAct => {
    if (act.action !== 'photo') return act
    const { name: _, text, ...rest } = act
    if (!text) throw new Error('a photo without words')
    return { ...rest, action: 'note', text }
  })
  const { open } = await play({ ...night, acts }, shippedLibrary(), contactBook(), 'ja')
  return open.state
}

/** Lines that people wrote: in those of the app itself the device has another name each time. */
const linesOf = (state: LogState): readonly string[] => {
  const { deviceJoined, appResumed } = recordWords.ja
  return chronologyLines(state, recordWords.ja, 'occurred').filter(
    (line) => ![deviceJoined, appResumed].includes(line.split(' | ')[5] ?? ''),
  )
}

/** Taps a night on a phone whose server is dead from the first act on. */
async function tapped(night: Replay, then: (app: Drive, running: Running) => Promise<void>) {
  await withApp(
    async (running) => {
      const { page, context, server } = running
      await context.clock.install({ time: instantMs(night.start) })
      await page.goto(server.url)
      await offlineReady(page)
      await server.stop()
      await context.setOffline(true)
      await page.reload()
      const app = drive(page)
      await playActs(app, night, { runbook, contacts: contactBook(), language: 'ja' })
      await expectPlayed(page, app, night)
      await then(app, running)
    },
    { open: false },
  )
}

async function expectPlayed(page: Page, app: Drive, night: Replay): Promise<void> {
  const log = app.incident()
  const photos = photosOf(night)
  await expect.poll(async () => (await storedFiles(page)).rows.length).toBe(photos.length)
  const stored = await storedEvents(page, log)
  expectOneChain(log, stored)
  const state = fold(runbook, stored)
  const beside = (body: string) => state.entries.find((entry) => entry.body === body)?.files ?? []
  for (const { name, text } of photos) {
    const picture = pictureOf(name)
    const hash = createHash('sha256').update(picture.buffer).digest('hex')
    expect(beside(text?.ja ?? '')).toMatchObject([{ name: picture.name, hash, kept: true }])
  }
  expectWhole(await storedFiles(page))
  expect(linesOf(state)).toEqual(linesOf(await played(night)))
}

const unstopped = (): StoppedClock => ({ offset: null })
const pass = (page: Page, at: string): Promise<void> => passTimeTo(page, at as Instant, unstopped())

const text = (page: Page, part: string): Promise<string> =>
  page.locator(`.board-${part}`).innerText()

/** The days on which the clocks of the law run out, as the board shows them. */
const clocks = async (page: Page): Promise<string[]> =>
  (await page.locator('.board-deadlines .clock-dues li').allInnerTexts()).map((line) =>
    line.replaceAll(/\s+/g, ' '),
  )

/** A sheet of paper, and what it says. */
async function paper(app: Drive, name: 'meeting' | 'board' | 'handover'): Promise<string> {
  const { page } = app
  const log = app.incident()
  await page.evaluate((hash) => window.location.assign(hash), `#/i/${log}/board-sheet/${name}`)
  const said = await page.locator('.print-paper').innerText()
  await page.goBack()
  await page.locator('.board-gates').waitFor()
  return said
}

test('the night of 大阪 with its photos stands on the board at 06:00 and on its third day', async () => {
  await tapped(nightOf('osaka-2022', '2022-11-02T06:00'), async (app) => {
    const { page } = app
    await pass(page, '2022-11-02T06:00:00.000+09:00')
    await app.openTab('board')
    // The first gate of the day, what is stopped, what is due: the first glance of the 本部長.
    expect(await text(page, 'gates')).toContain('朝の採血・検査')
    const care = await text(page, 'services')
    expect(care).toMatch(/停止\s+救急受入/)
    expect(care).toMatch(/停止\s+予約再診/)
    expect(care).toMatch(/制限\s+予定手術/)
    const dues = [
      '遅くとも5日 11/4（金） あと2日',
      '30日 11/29（火） あと27日',
      '60日 12/29（木） あと57日',
    ]
    expect(await clocks(page)).toEqual(['目安3日 11/2（水） あと17時間59分', ...dues])

    // What the HQ decides at its meeting holds from then on, and stands on every paper.
    const board = driveBoard(app)
    await board.setService('予約再診', 'limited', { by: '本部長', body: '再来は処方だけ' })
    await board.count(600, 'atLeast', { body: '会見での説明' })
    await board.count(1000, 'atMost', { body: '範囲を調べ直した' })
    expect(await text(page, 'services')).toMatch(/制限\s+予約再診/)
    expect(await text(page, 'breach')).toContain('最大1,000人')
    expect(await text(page, 'breach')).toContain('これまで: 600人以上')
    const meeting = await paper(app, 'meeting')
    for (const words of [hq.newDecisions, hq.signed, '翌日の予約の一覧が出せない'])
      expect(meeting).toContain(words)
    const handover = await paper(app, 'handover')
    for (const words of ['翌日の予約の一覧が出せない', '予約再診', '最大1,000人', '11/4（金）'])
      expect(handover).toContain(words)

    // Across midnight, and past the end of the month it began in.
    await pass(page, '2022-11-02T23:58:00.000+09:00')
    expect((await clocks(page))[0]).toBe('目安3日 11/2（水） あと1分')
    await pass(page, '2022-11-03T00:01:00.000+09:00')
    expect(await clocks(page)).toEqual([
      expect.stringMatching(/^目安3日 11\/2（水） .*超過/),
      '遅くとも5日 11/4（金） あと1日',
      '30日 11/29（火） あと26日',
      '60日 12/29（木） あと56日',
    ])
  })
}, 500_000)

test('the night of 武蔵小杉 with its photos: the number of persons is revised and never overwritten', async () => {
  await tapped(nightOf('kosugi-2026'), async (app) => {
    const { page } = app
    await app.openTab('board')
    const persons = await text(page, 'breach')
    // 「すべて継続」 speaks for every function, and what was first taken for a fault is settled.
    const care = await text(page, 'services')
    expect(care).toContain('停止0・制限0・継続17')
    expect(care).not.toContain('まだ決めていない')
    const decided = await text(page, 'decisions')
    expect(decided).toContain('はい・疑い・不明')
    expect(decided).not.toContain('単発で攻撃の兆候なし')
    expect(persons).toContain('約130,000人')
    expect(persons).toMatch(/これまで: 約10,000人/)
    const handover = await paper(app, 'handover')
    expect(handover).toContain('約130,000人')
    await pass(page, '2026-02-28T23:59:00.000+09:00')
    // The day known is 9 February: day 30 lies beyond the month's 28 days.
    expect(await clocks(page)).toEqual(['30日 3/10（火） あと10日', '60日 4/9（木） あと40日'])
    await pass(page, '2026-03-01T00:01:00.000+09:00')
    expect(await clocks(page)).toEqual(['30日 3/10（火） あと9日', '60日 4/9（木） あと39日'])
    await pass(page, '2026-03-10T23:58:00.000+09:00')
    expect((await clocks(page))[0]).toBe('30日 3/10（火） あと1分')
    await pass(page, '2026-03-11T00:01:00.000+09:00')
    expect((await clocks(page))[0]).toMatch(/^30日 3\/10（火） .*超過/)
  })
}, 500_000)
