import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instantFrom } from '../../src/domain/instant.ts'
import { FailedActs } from '../../src/ui/components/failed-acts.tsx'
import { useRoute } from '../../src/ui/route.ts'
import { BoardScreen } from '../../src/ui/screens/board.tsx'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

/** The left half of the frame: what stands at the address. */
function Place() {
  const route = useRoute()
  if (route.at !== 'incident' || route.tab !== 'board') return null
  return (
    <>
      <BoardScreen {...(route.item ? { item: route.item } : {})} />
      <FailedActs />
    </>
  )
}

let world: World
let log: string

const state = () => {
  const { open } = world.session.state.getState()
  if (!open) throw new Error('nothing is open')
  return open.state
}
const at = (item = ''): void => {
  window.location.hash = `#/i/${log}/board${item}`
  window.dispatchEvent(new Event('hashchange'))
}
/** Monday morning, an hour after the detection. */
async function start(mode: 'live' | 'drill' = 'live', now = '2022-10-31T07:40'): Promise<void> {
  world = await makeWorld({ start: `${now}:00.000+09:00` })
  const started = await world.session.startIncident({
    runbookId: 'hospital',
    mode,
    detection: { at: '2022-10-31T06:40:00.000+09:00', precision: 'about' },
  })
  log = started.log
  at()
  await renderWithServices(<Place />, world)
}
const part = (title: string) => {
  const found = screen.getByRole('heading', { level: 2, name: title }).closest('section')
  if (!found) throw new Error(title)
  return within(found)
}
const sheet = async () => within(await screen.findByRole('dialog', { hidden: true }))
const tap = (where: ReturnType<typeof within>, name: string | RegExp): void => {
  fireEvent.click(where.getByRole('button', { name, hidden: true }))
}
const type = (field: HTMLElement, value: string): void => {
  fireEvent.input(field, { target: { value } })
}
const newest = () => {
  const entry = state().entries.at(-1)
  if (entry?.event.kind !== 'known') throw new Error('nothing was recorded')
  return entry.event
}

beforeEach(() => {
  window.location.hash = ''
})
afterEach(cleanup)

describe('the board of an incident that has just begun', () => {
  it('says the next thing to do in every part, and shows the clocks of the law', async () => {
    await start()
    expect(part('診療').getByText(/機能を押して/)).toBeTruthy()
    expect(
      part('診療')
        .getByRole('link', { name: /まとめて決める/ })
        .getAttribute('href'),
    ).toBe(`#/i/${log}/steps/CL-D1`)
    expect(part('系統').getByRole('button', { name: '系統を加える' })).toBeTruthy()
    expect(part('次の会議').getByRole('button', { name: '会議を始める' })).toBeTruthy()
    expect(part('当番').getByRole('button', { name: '当番に入る' })).toBeTruthy()
    expect(part('期限').getByText('30日')).toBeTruthy()
    expect(part('期限').getByText('60日')).toBeTruthy()
    expect(part('期限').getByText(/要確認/)).toBeTruthy()
  })

  it('has the next gate first, with its time marked as tentative', async () => {
    await start()
    const [first] = screen.getAllByRole('heading', { level: 2 })
    expect(first?.textContent).toBe('次の関所')
    const gate = part('次の関所')
    expect(gate.getByText('07:45')).toBeTruthy()
    expect(gate.getByText('朝の配膳')).toBeTruthy()
    expect(gate.getByText('仮の時刻')).toBeTruthy()
    expect(gate.getByText('1時間40分超過')).toBeTruthy()
  })

  it('shows the hospital’s own time once it is saved', async () => {
    await start()
    await world.session.prepare({
      do: 'saveRhythm',
      item: 'breakfast',
      at: '07:50',
      days: [0, 1, 2, 3, 4, 5, 6],
      lead: 5,
      name: '配膳車の出発',
    })
    await waitFor(() => expect(part('次の関所').getByText('配膳車の出発')).toBeTruthy())
    expect(part('次の関所').queryByText('仮の時刻')).toBeNull()
  })
})

describe('a function of the hospital', () => {
  it('is stopped with two taps', async () => {
    await start()
    tap(part('診療'), '透析')
    tap(await sheet(), '停止にする')
    await waitFor(() => expect(part('診療').getByText('停止')).toBeTruthy())
    expect(part('診療').getByText('停止1・制限0・継続0')).toBeTruthy()
    expect(part('診療').getByText('07:40から')).toBeTruthy()
    expect(newest()).toMatchObject({
      type: 'service.changed',
      data: { service: 'dialysis', level: 'stopped', provisional: false },
    })
    expect(screen.getByText('記録しました: 透析 停止')).toBeTruthy()
  })

  it('may say since when, by whom, why, and when it is looked at again', async () => {
    await start()
    tap(part('診療'), '救急受入')
    const dialog = await sheet()
    tap(dialog, '−15分')
    tap(dialog, '暫定')
    tap(dialog, '患者の安全')
    type(dialog.getByLabelText('決めた人'), '当直医')
    type(dialog.getByLabelText(/見直す時刻/), '0900')
    type(dialog.getByLabelText('理由'), '輸血の照合ができない')
    tap(dialog, '制限にする')
    await waitFor(() => expect(part('診療').getByText('制限')).toBeTruthy())
    expect(newest()).toMatchObject({
      data: { level: 'limited', provisional: true, bases: ['patientSafety'] },
      text: { by: '当直医', body: '輸血の照合ができない' },
    })
    expect(part('診療').getByText('07:25から')).toBeTruthy()
    expect(part('診療').getByText('暫定')).toBeTruthy()
    expect(part('未解決').getByText('暫定')).toBeTruthy()
    expect(part('次の関所').getByText('救急受入の見直し')).toBeTruthy()
  })

  it('is confirmed in its place, and is provisional no longer', async () => {
    await start()
    await world.session.record({
      do: 'changeService',
      service: 'dialysis',
      level: 'stopped',
      provisional: true,
    })
    fireEvent.click(await part('診療').findByRole('button', { name: /透析/ }))
    tap(await sheet(), '暫定を確定にする')
    await waitFor(() => expect(part('診療').queryByText('暫定')).toBeNull())
    expect(part('診療').getByText('停止')).toBeTruthy()
  })

  it('asks which, where the decision of the flow did not say', async () => {
    await start()
    await world.session.record({ do: 'decideStep', step: 'CL-D0', branch: 'limit' })
    const row = await part('診療').findByRole('button', { name: /救急受入/ })
    expect(row.textContent).toContain('制限か停止')
    fireEvent.click(row)
    expect((await sheet()).getByText('制限か停止か、確かめて選びます。')).toBeTruthy()
  })

  it('keeps what was filled in when the sheet is left, and shows nothing that failed as done', async () => {
    await start()
    tap(part('診療'), '透析')
    type((await sheet()).getByLabelText('理由'), '前回の条件が出ない')
    tap(await sheet(), 'やめる')
    tap(part('診療'), '透析')
    expect((await sheet()).getByLabelText('理由')).toHaveProperty('value', '前回の条件が出ない')
    world.fail('quota')
    tap(await sheet(), '停止にする')
    await waitFor(() => expect(world.session.state.getState().pending[0]?.fault).toBe('quota'))
    expect(part('診療').queryByText('停止')).toBeNull()
    const failed = within(screen.getByRole('alert'))
    expect(failed.getByText(/透析 停止.*前回の条件が出ない/s)).toBeTruthy()
    world.fail(null)
    fireEvent.click(failed.getByRole('button', { name: 'もう一度記録する' }))
    await waitFor(() => expect(part('診療').getByText('停止')).toBeTruthy())
    expect(part('診療').getByText('前回の条件が出ない')).toBeTruthy()
  })

  it('of the hospital’s own needs a name', async () => {
    await start()
    tap(part('診療'), 'ほかの機能を加える')
    tap(await sheet(), '継続にする')
    expect((await sheet()).getByRole('alert', { hidden: true }).textContent).toContain('名前')
    type((await sheet()).getByLabelText(/機能の名前/), '訪問看護')
    tap(await sheet(), '継続にする')
    await waitFor(() => expect(part('診療').getByRole('button', { name: /訪問看護/ })).toBeTruthy())
  })
})

describe('a system', () => {
  it('is named and put into a state at once', async () => {
    await start()
    tap(part('系統'), '系統を加える')
    tap(await sheet(), '切り離し')
    expect((await sheet()).getByRole('alert', { hidden: true }).textContent).toContain('名前')
    type((await sheet()).getByLabelText(/系統の名前/), '電子カルテ')
    tap(await sheet(), '切り離し')
    await waitFor(() => expect(part('系統').getByText('電子カルテ')).toBeTruthy())
    expect(part('系統').getByText('切り離し')).toBeTruthy()
  })
})

describe('a gate', () => {
  it('is set with what must be decided before, and settled', async () => {
    await start()
    tap(part('次の関所'), '関所を加える')
    const dialog = await sheet()
    type(dialog.getByLabelText(/何が来るか/), '透析の午前の組')
    type(dialog.getByLabelText('来る時刻（4桁、例 0600）'), '0742')
    type(dialog.getByLabelText('決めること'), '他院へ頼む人')
    tap(dialog, '関所を記録する')
    const gate = part('次の関所')
    await waitFor(() => expect(gate.getByText('透析の午前の組')).toBeTruthy())
    expect(gate.getByText('07:42')).toBeTruthy()
    tap(gate, '決めた・済んだ')
    type((await sheet()).getByLabelText(/何を決めたか/), '3人を頼む')
    tap(await sheet(), '決めたと記録する')
    await waitFor(() => expect(part('有効な決定').getByText('3人を頼む')).toBeTruthy())
    expect(gate.queryByText('透析の午前の組')).toBeNull()
  })
})

describe('an open item', () => {
  it('gets an owner and a time, is late by how much, and is resolved', async () => {
    await start()
    await world.session.record({ do: 'note', kind: 'unresolved', body: '血液の在庫が見えない' })
    const row = () => part('未解決').findByRole('button', { name: /血液の在庫/ })
    expect((await row()).textContent).toContain('担当 未定')
    fireEvent.click(await row())
    type((await sheet()).getByLabelText('担当'), '検査科長')
    type((await sheet()).getByLabelText(/^期限（4桁/), '0830')
    tap(await sheet(), '担当と期限を記録する')
    await waitFor(async () => expect((await row()).textContent).toContain('担当 検査科長'))
    expect((await row()).textContent).toContain('あと50分')
    world.clock.advance(80 * 60_000)
    world.session.tick()
    await waitFor(async () => expect((await row()).textContent).toContain('30分超過'))
    fireEvent.click(await row())
    tap(await sheet(), '解決にする')
    await waitFor(() => expect(part('未解決').getByText(/未解決はありません/)).toBeTruthy())
  })
})

describe('a meeting of HQ', () => {
  it('is begun, keeps each line as it is said, and ends with the next time', async () => {
    await start()
    tap(part('次の会議'), '会議を始める')
    await screen.findByRole('heading', { level: 1, name: /会議（07:40から）/ })
    const words = screen.getByLabelText('決まったこと・決まらなかったこと')
    fireEvent.click(screen.getByRole('button', { name: '決定として記録する' }))
    expect(screen.getByRole('alert').textContent).toContain('先に')
    type(words, '身代金は払わない')
    fireEvent.click(screen.getByRole('button', { name: '決定として記録する' }))
    await waitFor(() => expect(part('決定').getByText('身代金は払わない')).toBeTruthy())
    type(words, '会見の時刻')
    fireEvent.click(screen.getByRole('button', { name: '未決として記録する' }))
    await waitFor(() => expect(part('未決').getByText('会見の時刻')).toBeTruthy())
    expect(state().entries.at(-1)?.unresolved).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: '2時間後' }))
    fireEvent.click(screen.getByRole('button', { name: '会議を終えたと記録する' }))
    await waitFor(() => expect(part('次の会議').getByText('09:40')).toBeTruthy())
    expect(newest()).toMatchObject({
      type: 'meeting.held',
      data: { next: '2022-10-31T09:40:00.000+09:00' },
    })
    const held = newest()
    if (held.type !== 'meeting.held') throw new Error(held.type)
    expect([held.data.decided.length, held.data.open.length]).toEqual([1, 1])
    expect(part('有効な決定').getByText('身代金は払わない')).toBeTruthy()
  })
})

describe('who is on duty', () => {
  it('is handed over in one act; twelve hours are marked', async () => {
    await start()
    await world.session.record({
      do: 'startDuty',
      name: '佐藤',
      roles: ['scribe'],
      occurred: { at: '2022-10-30T19:00:00.000+09:00', precision: 'exact' },
    })
    const row = await part('当番').findByRole('button', { name: /佐藤/ })
    expect(row.textContent).toContain('12時間超過')
    fireEvent.click(row)
    expect((await sheet()).getByText('12時間を過ぎました。交代します。')).toBeTruthy()
    type((await sheet()).getByLabelText('名前'), '鈴木')
    tap(await sheet(), '交代を記録する')
    await waitFor(() => expect(part('当番').getByRole('button', { name: /鈴木/ })).toBeTruthy())
    expect(part('当番').queryByText('佐藤')).toBeNull()
  })
})

describe('the number of persons', () => {
  it('is revised, and the former one stays in sight', async () => {
    await start()
    const count = async (digits: string): Promise<void> => {
      fireEvent.click(
        part('漏えい等の人数').getByRole('button', { name: /人数を(記録する|改める)/ }),
      )
      type((await sheet()).getByLabelText('人数'), digits)
      tap(await sheet(), '患者')
      tap(await sheet(), '人数を記録する')
      await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
    }
    await count('10,000')
    await waitFor(() => expect(part('漏えい等の人数').getByText('約10,000人')).toBeTruthy())
    world.clock.advance(60_000)
    await count('１３００００')
    await waitFor(() => expect(part('漏えい等の人数').getByText('約130,000人')).toBeTruthy())
    expect(part('漏えい等の人数').getByText(/これまで: 約10,000人 07:40/)).toBeTruthy()
    fireEvent.click(part('漏えい等の人数').getByRole('button', { name: '人数を改める' }))
    type((await sheet()).getByLabelText('人数'), '十三万')
    tap(await sheet(), '人数を記録する')
    expect((await sheet()).getByText('人数を数字で入れます。')).toBeTruthy()
  })
})

describe('the ways out of the board', () => {
  it('read it aloud in sentences; a drill says so first', async () => {
    await start('drill')
    await world.session.record({ do: 'changeService', service: 'dialysis', level: 'stopped' })
    at('/aloud')
    const said = (await screen.findByText('これは訓練です。実際の出来事ではありません。')).closest(
      '.aloud',
    )
    expect(said?.textContent).toContain('透析は、07:40から停止しています。')
    expect(said?.textContent).toContain('次の関所は、07:45の「朝の配膳」です。あと5分です。')
  })

  it('copy and hand out the hand-over, marked at both ends in a drill', async () => {
    await start('drill')
    await world.session.record({ do: 'note', kind: 'unresolved', body: '予備の回線' })
    at('/handover')
    fireEvent.click(await screen.findByRole('button', { name: 'コピーする' }))
    await screen.findByText('コピーしました。')
    const text = world.asked.find((asked) => asked.startsWith('copy ')) ?? ''
    expect(text.split('\n').filter((line) => line.includes('【訓練】'))).toHaveLength(2)
    expect(text).toContain('予備の回線。担当は決まっていません。')
    expect(text).toContain('■ 次の関所')
    fireEvent.click(screen.getByRole('button', { name: 'ファイルを渡す' }))
    await screen.findByText(/渡しました 07:40/)
    expect(world.files[0]?.name).toMatch(/^shodo-引継ぎ-訓練-20221031-0640-.*\.txt$/)
    expect(await world.files[0]?.text()).toBe(text.slice('copy '.length))
  })

  it('give the deadlines to a calendar, marked as a drill where it is one', async () => {
    await start('drill')
    const button = part('渡す・映す').getByRole('button', { name: 'ファイルを渡す' })
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'))
    fireEvent.click(button)
    await waitFor(() => expect(world.files).toHaveLength(1))
    expect(world.files[0]?.name).toMatch(/訓練.*\.ics$/)
    const ics = (await world.files[0]?.text())?.replaceAll('\r\n ', '') ?? ''
    const summaries = ics.match(/^SUMMARY:.*$/gm) ?? []
    expect(summaries.length).toBeGreaterThan(5)
    expect(summaries.every((line) => line.startsWith('SUMMARY:【訓練】'))).toBe(true)
  })
})

it('the clock of the board moves on with the minute', async () => {
  await start()
  world.clock.advance(6 * 60_000)
  world.session.tick()
  await waitFor(() => expect(part('次の関所').getByText('透析の開始')).toBeTruthy())
  expect(instantFrom(world.session.state.getState().nowMs).slice(11, 16)).toBe('07:46')
})
