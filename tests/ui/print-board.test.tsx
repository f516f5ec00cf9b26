import { cleanup, fireEvent, screen, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/domain/ids.ts'
import { PrintBoard } from '../../src/ui/screens/print-board.tsx'
import { WallScreen } from '../../src/ui/screens/wall.tsx'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

let world: World
let log: string

async function start(sheet: string, mode: 'live' | 'drill' = 'live'): Promise<void> {
  world = await makeWorld({ start: '2022-10-31T09:00:00.000+09:00' })
  const started = await world.session.startIncident({ runbookId: 'hospital', mode })
  log = started.log
  const { session } = world
  await session.record({ do: 'note', kind: 'decision', body: '休診を掲示する', by: '病院長' })
  await session.record({ do: 'note', kind: 'unresolved', body: '予約の一覧' })
  await session.record({ do: 'changeService', service: 'dialysis', level: 'stopped' })
  window.location.hash = `#/i/${log}/${sheet}`
}

beforeEach(() => {
  window.location.hash = ''
})
afterEach(cleanup)

describe('the board on paper', () => {
  it('is a sheet for the meeting: what was decided, what is open, and lines to write on', async () => {
    await start('board-sheet/meeting')
    const { view } = await renderWithServices(<PrintBoard />, world)
    expect(screen.getByRole('heading', { level: 1, name: '対策本部 会議の紙' })).toBeTruthy()
    expect(view.container.querySelector('.print-title')?.textContent).toBe('対策本部 会議の紙')
    expect(screen.getByText(/休診を掲示する（病院長）/)).toBeTruthy()
    expect(screen.getByText(/☐ 予約の一覧（担当 未定）/)).toBeTruthy()
    expect(screen.getByText('停止: 透析')).toBeTruthy()
    expect(screen.getByText(/まだ決めていない: 救急受入、/)).toBeTruthy()
    expect(view.container.querySelectorAll('.paper-rules > div').length).toBeGreaterThanOrEqual(7)
    fireEvent.click(screen.getByRole('button', { name: '印刷する' }))
    expect(world.asked).toContain('print')
  })

  it('has the clocks of the law on the meeting’s sheet, and says by how much things are late', async () => {
    await start('board-sheet/meeting')
    const { session } = world
    const asked = await session.record({ do: 'note', kind: 'unresolved', body: '血液の在庫' })
    const target = asked.ok ? asked.ids[0]! : null
    const due = '2022-10-31T08:30:00.000+09:00' as Instant
    await session.record({ do: 'assignEntry', target: target!, owner: '検査科長', due })
    await renderWithServices(<PrintBoard />, world)
    const clocks = screen.getByRole('heading', { name: '期限' }).closest('section')!
    expect(clocks.textContent).toMatch(/速報.*11\/2（水）.*11\/4（金）/)
    expect(clocks.textContent).toMatch(/確報.*11\/29（火）.*12\/29（木）/)
    expect(screen.getByText(/血液の在庫（担当 検査科長） 08:30まで（30分超過）/)).toBeTruthy()
  })

  it('says of a time that it is rough, or that nobody knows it, and never gives another', async () => {
    await start('board-sheet/meeting')
    const { session } = world
    const about = { at: '2022-10-31T08:30:00.000+09:00' as Instant, precision: 'about' as const }
    await session.record({ do: 'note', kind: 'decision', body: '救急を断る', occurred: about })
    const unknown = { at: null, precision: 'unknown' as const }
    await session.record({ do: 'note', kind: 'decision', body: '紙で行う', occurred: unknown })
    const { view } = await renderWithServices(<PrintBoard />, world)
    expect(screen.getByText(/^08:30頃 救急を断る/)).toBeTruthy()
    expect(screen.getByText(/^時刻不明 紙で行う/)).toBeTruthy()
    view.unmount()
    window.location.hash = `#/i/${log}/board-sheet/handover`
    await renderWithServices(<PrintBoard />, world)
    expect(screen.getByText('・08:30頃、救急を断る。')).toBeTruthy()
    expect(screen.getByText(/^・08:30頃 決定 救急を断る/)).toBeTruthy()
    expect(screen.getByText(/^・時刻不明 決定 紙で行う/)).toBeTruthy()
  })

  it('says on the meeting’s sheet that everything goes on', async () => {
    world = await makeWorld({ start: '2022-10-31T09:00:00.000+09:00' })
    const { log } = await world.session.startIncident({ runbookId: 'hospital', mode: 'live' })
    await world.session.record({ do: 'decideStep', step: 'CL-D1', branch: 'all-running' })
    window.location.hash = `#/i/${log}/board-sheet/meeting`
    await renderWithServices(<PrintBoard />, world)
    expect(screen.getByText('すべての機能を続けています。')).toBeTruthy()
    expect(screen.queryByText(/まだ決めていない/)).toBeNull()
  })

  it('has a call that nobody answered among what is open, with who and when, on both sheets', async () => {
    await start('board-sheet/meeting')
    const { session } = world
    const placed = await session.record({ do: 'placeCall', contact: 'mhlw', name: '厚生労働省' })
    const call = placed.ok ? placed.ids[0]! : null
    await session.record({ do: 'resultCall', call: call!, result: 'noAnswer' })
    const { view } = await renderWithServices(<PrintBoard />, world)
    expect(screen.getByText(/☐ 再度かける: 厚生労働省（09:00 出ない）（担当 未定）/)).toBeTruthy()
    view.unmount()
    window.location.hash = `#/i/${log}/board-sheet/handover`
    await renderWithServices(<PrintBoard />, world)
    expect(
      screen.getByText('・再度かけます: 厚生労働省（09:00 出ない）。担当は決まっていません。'),
    ).toBeTruthy()
  })

  it('shortens a long open item on the meeting’s sheet, and never in the hand-over', async () => {
    const long = '３階東病棟の端末3台に英文。'.repeat(12)
    await start('board-sheet/meeting')
    await world.session.record({ do: 'note', kind: 'unresolved', body: long })
    const { view } = await renderWithServices(<PrintBoard />, world)
    expect(screen.getByText(/☐ ３階東病棟.{40,70}…（担当 未定）/)).toBeTruthy()
    view.unmount()
    window.location.hash = `#/i/${log}/board-sheet/handover`
    const { view: paper } = await renderWithServices(<PrintBoard />, world)
    expect(paper.container.textContent).toContain(long)
  })

  it('hands over the very words that are sent, part by part', async () => {
    await start('board-sheet/handover')
    const { view } = await renderWithServices(<PrintBoard />, world)
    const parts = [...view.container.querySelectorAll('.paper-text section')]
    const open = parts.find((part) => part.textContent?.startsWith('■ 未解決'))
    expect([...open!.querySelectorAll('p')].map((line) => line.textContent)).toEqual([
      '■ 未解決',
      '・予約の一覧。担当は決まっていません。',
    ])
    // The end stands beside the last words, never alone on a sheet.
    expect(parts.at(-1)?.textContent).toMatch(/渡す前に見ます。以上$/)
  })

  it.each(['board', 'meeting', 'handover'])('says 訓練 in its head (%s)', async (sheet) => {
    await start(`board-sheet/${sheet}`, 'drill')
    const { view } = await renderWithServices(<PrintBoard />, world)
    const head = view.container.querySelector('.print-head')
    expect(head?.textContent).toContain('訓練')
    expect(head?.textContent).toContain('実際の出来事ではありません')
    expect(document.title).toContain('訓練')
  })
})

describe('the wall', () => {
  it('shows the board and the newest lines, and offers nothing to enter', async () => {
    await start('wall', 'drill')
    await renderWithServices(<WallScreen log={log} />, world)
    expect(screen.getByText('訓練')).toBeTruthy()
    const newest = screen.getByRole('heading', { name: '新しい経過' }).closest('section')!
    expect(within(newest).getByText('予約の一覧')).toBeTruthy()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: /加える|始める|記録する/ })).toBeNull()
  })
})
