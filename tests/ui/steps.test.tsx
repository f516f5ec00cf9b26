import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant, LogId } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { useRoute } from '../../src/ui/route.ts'
import { AllSteps } from '../../src/ui/screens/all-steps.tsx'
import { StepCard } from '../../src/ui/screens/step-card.tsx'
import { StepsScreen } from '../../src/ui/screens/steps.tsx'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

/** The left half of the frame: what stands at the address. */
function Place() {
  const route = useRoute()
  if (route.at !== 'incident') return null
  if (route.tab === 'all') return <AllSteps />
  return route.item ? <StepCard key={route.item} id={route.item} /> : <StepsScreen />
}

let world: World
let log: LogId

const at = (rest: string): void => {
  window.location.hash = `#/i/${log}/${rest}`
  window.dispatchEvent(new Event('hashchange'))
}
const state = () => {
  const { open } = world.session.state.getState()
  if (!open) throw new Error('nothing is open')
  return open.state
}
const entryOf = (step: string) => {
  const entry = state().entries.findLast((e) => e.step === step && e.shape !== 'check')
  if (entry?.event.kind !== 'known') throw new Error(`${step} is not recorded`)
  return { entry, data: entry.event.data as Record<string, unknown> }
}
const tap = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const list = () => screen.findByRole('heading', { name: /開いている手順/ })

async function start(runbookId = 'hospital', begin = 'steps'): Promise<void> {
  world = await makeWorld({ start: '2026-11-22T05:00:00.000+09:00' })
  const started = await world.session.startIncident({ runbookId })
  log = started.log
  at(begin)
  await renderWithServices(<Place />, world)
}

beforeEach(() => {
  window.location.hash = ''
})
afterEach(cleanup)

describe('the list of open steps', () => {
  it('shows the open step, its deadline and who may do it, and leads to the card', async () => {
    await start()
    const row = screen.getByRole('link', { name: /異常の発見と第一報/ })
    expect(row.textContent).toContain('あと5分')
    expect(row.textContent).toContain('05:05まで')
    expect(row.getAttribute('href')).toBe(`#/i/${log}/steps/DT-01`)
  })

  it('says by how much a step is late', async () => {
    await start()
    world.clock.advance(17 * 60_000)
    world.session.tick()
    await waitFor(() =>
      expect(screen.getByRole('link', { name: /異常の発見/ }).textContent).toContain('12分超過'),
    )
  })

  it('keeps the clocks of the law in sight, with both days of the report', async () => {
    await start()
    const clocks = screen.getByText(/報告の期限/).closest('details')
    expect(clocks?.textContent).toContain('目安3日')
    expect(clocks?.textContent).toContain('11/24')
    expect(clocks?.textContent).toContain('60日')
    expect(clocks?.textContent).toContain('要確認')
  })

  it('says what opened after a record, and moves the focus there', async () => {
    await start('hospital', 'steps/DT-01')
    tap('第一報を記録する')
    await list()
    const said = (await screen.findByText(/次が開きました/)).closest('[role=status]')
    expect(said?.textContent).toContain('記録しました: 異常の発見と第一報')
    expect(document.activeElement).toBe(said)
  })

  it('shows a promised call-back that is late, and leads to its entry', async () => {
    await start()
    const call = await world.session.record({ do: 'placeCall', contact: 'vendor', name: '事業者' })
    const id = call.ok ? call.ids.at(-1)! : undefined
    await world.session.record({
      ...{ do: 'resultCall', call: id!, result: 'answered' },
      callBackAt: '2026-11-22T05:30:00.000+09:00' as Instant,
    })
    expect(document.querySelector('.steps-overdue')).toBeNull()
    world.clock.advance(60 * 60_000)
    world.session.tick()
    const late = await waitFor(() => {
      const found = document.querySelector('.steps-overdue')
      if (!found) throw new Error('not yet')
      return found
    })
    expect(late.textContent).toMatch(/事業者.*未解決30分超過$/)
    expect(late.getAttribute('href')).toBe(`#/i/${log}/log/${id}`)
  })

  it('takes the name and roles of the person and puts their steps first', async () => {
    await start()
    tap('担当を決める')
    const sheet = screen.getByRole('dialog', { name: 'この端末の担当' })
    fireEvent.input(within(sheet).getByLabelText('名前'), { target: { value: '佐藤' } })
    fireEvent.click(within(sheet).getByRole('button', { name: '医療従事者・一般のシステム利用者' }))
    fireEvent.click(within(sheet).getByRole('button', { name: '担当を記録する' }))
    await screen.findByText(/この端末の担当: 佐藤/)
    expect(screen.getByRole('link', { name: /異常の発見/ }).textContent).toContain('自分の担当')
  })

  it('offers to close after a closing step, and to take the record up again', async () => {
    await start('clinic', 'steps/PA-01')
    tap('締めたと記録する')
    await screen.findByText(/終わりの手順を記録しました/)
    tap('終結を記録する')
    await screen.findByText('終結しています。')
    expect(state().closed?.how).toBe('resolved')
    tap('記録を再開する')
    await waitFor(() => expect(state().closed).toBeNull())
  })

  it('offers the false alarm first after its own step', async () => {
    await start('clinic', 'steps/PA-00')
    tap('戻して終えたと記録する')
    await list()
    tap('誤報・通常障害として終結する')
    await waitFor(() => expect(state().closed?.how).toBe('falseAlarm'))
  })
})

describe('a step card', () => {
  it('records a tick by itself and shows when, and the done step with its ticks', async () => {
    await start('hospital', 'steps/DT-01')
    const [first, second] = screen.getAllByRole('checkbox')
    fireEvent.click(second!)
    await waitFor(() => expect(second!.getAttribute('aria-checked')).toBe('true'))
    expect(second!.textContent).toContain('05:00 確認')
    expect(first!.getAttribute('aria-checked')).toBe('false')
    fireEvent.input(screen.getByLabelText('書いて残す'), { target: { value: '3階の端末' } })
    tap('第一報を記録する')
    await list()
    expect(entryOf('DT-01').data).toMatchObject({ outcome: 'done', items: [1], byOther: false })
    expect(entryOf('DT-01').entry.body).toBe('3階の端末')
    at('steps/DT-01')
    expect((await screen.findByLabelText<HTMLTextAreaElement>('書いて残す')).value).toBe('')
  })

  it('keeps the words as a draft while the person looks elsewhere', async () => {
    await start('hospital', 'steps/DT-01')
    fireEvent.input(screen.getByLabelText('書いて残す'), { target: { value: '書きかけ' } })
    at('steps')
    await list()
    at('steps/DT-01')
    expect((await screen.findByLabelText<HTMLTextAreaElement>('書いて残す')).value).toBe('書きかけ')
  })

  it.each([
    ['できない', /^行わないと記録する$/, 'skipped'],
    ['該当しない', /^該当しないと記録する$/, 'notApplicable'],
  ])('records %s without a reason', async (quiet, button, outcome) => {
    await start('hospital', 'steps/DT-01')
    tap(quiet)
    tap(button)
    await list()
    expect(entryOf('DT-01').data).toMatchObject({ outcome, reason: null })
  })

  it('records a skip with the reason that was tapped', async () => {
    await start('hospital', 'steps/DT-01')
    tap('できない')
    tap('手が足りない')
    tap('行わないと記録する')
    await list()
    expect(entryOf('DT-01').data).toMatchObject({ outcome: 'skipped', reason: 'noHands' })
  })

  it('records that someone else did it at 0410', async () => {
    await start('hospital', 'steps/DT-01')
    tap('ほかの人が行った')
    const sheet = within(screen.getByRole('dialog', { name: 'ほかの人が行った' }))
    fireEvent.input(sheet.getByLabelText('行った人'), { target: { value: '夜勤師長' } })
    fireEvent.input(sheet.getByLabelText(/4桁/), { target: { value: '０４１０' } })
    fireEvent.click(sheet.getByRole('button', { name: 'ほかの人が行ったと記録する' }))
    await list()
    const { entry, data } = entryOf('DT-01')
    expect(data).toMatchObject({ outcome: 'done', byOther: true })
    expect(entry.by).toBe('夜勤師長')
    expect(entry.occurredMs).toBe(instantMs('2026-11-22T04:10:00.000+09:00'))
  })

  it('lets a step be recorded that is not open, and says so', async () => {
    await start('hospital', 'steps/RC-02')
    screen.getByText('まだ開いていない手順です。記録はできます。')
    tap('復旧の指示を記録する')
    await list()
    expect(entryOf('RC-02').data).toMatchObject({ outcome: 'done' })
  })

  it('opens a recorded step again and keeps its former record in sight', async () => {
    await start('hospital', 'steps/DT-01')
    tap('第一報を記録する')
    await list()
    at('steps/DT-01')
    const history = (await screen.findByRole('heading', { name: 'この手順の記録' })).closest(
      'section',
    )
    expect(within(history!).getByRole('link').getAttribute('href')).toContain('/log/')
    tap('開き直す')
    await waitFor(() => expect(screen.queryByText('記録済みの手順です。')).toBeNull())
    expect(state().position?.get('DT-01', null)).toMatchObject({ open: true, run: 2 })
  })

  it('stays with its words when the storage is full, and tries the same act again', async () => {
    await start('hospital', 'steps/DT-01')
    fireEvent.input(screen.getByLabelText('書いて残す'), { target: { value: '消えない言葉' } })
    world.fail('quota')
    tap('第一報を記録する')
    expect((await screen.findByRole('alert')).textContent).toContain('まだ保存できていません')
    expect(screen.getByLabelText<HTMLTextAreaElement>('書いて残す').value).toBe('消えない言葉')
    world.fail(null)
    tap('もう一度試す')
    await list()
    expect(state().entries.filter((e) => e.shape === 'step')).toHaveLength(1)
    expect(world.session.state.getState().pending).toHaveLength(0)
  })

  it('returns to the list also when the frame tried the failed act again', async () => {
    await start('hospital', 'steps/DT-01')
    world.fail('unavailable')
    tap('第一報を記録する')
    await screen.findByRole('alert')
    world.fail(null)
    await world.session.retry(world.session.state.getState().pending[0]!.key)
    await screen.findByText(/次が開きました/)
  })

  it('records once when the button is tapped twice', async () => {
    await start('hospital', 'steps/DT-01')
    const button = screen.getByRole('button', { name: '第一報を記録する' })
    fireEvent.click(button)
    fireEvent.click(button)
    await list()
    expect(state().entries.filter((e) => e.shape === 'step')).toHaveLength(1)
  })

  it('names a system and records the step for it', async () => {
    await start('hospital', 'steps/RC-05')
    tap('系統を加える')
    fireEvent.input(screen.getByLabelText('系統の名前'), { target: { value: '電子カルテ' } })
    tap('加える')
    const chip = await screen.findByRole('button', { name: '電子カルテ' })
    expect(chip.getAttribute('aria-pressed')).toBe('true')
    tap('確かめたと記録する')
    await list()
    const { entry } = entryOf('RC-05')
    expect(state().systems.get(entry.system ?? '')).toBe('電子カルテ')
    const next = screen.getByRole('link', { name: /再接続・再開してよいか/ })
    expect(next.textContent).toContain('電子カルテ')
    expect(next.getAttribute('href')).toBe(`#/i/${log}/steps/RC-D4~${entry.system}`)
  })

  it('can be recorded by keyboard alone', async () => {
    const user = userEvent.setup()
    await start('hospital', 'steps/DT-01')
    const button = screen.getByRole('button', { name: '第一報を記録する' })
    const [first] = screen.getAllByRole('checkbox')
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
    for (let i = 0; i < 20 && document.activeElement !== first; i++) await user.tab()
    await user.keyboard(' ')
    await waitFor(() => expect(first!.getAttribute('aria-checked')).toBe('true'))
    for (let i = 0; i < 20 && document.activeElement !== button; i++) await user.tab()
    await user.keyboard('{Enter}')
    await list()
    expect(entryOf('DT-01').data).toMatchObject({ outcome: 'done', items: [0] })
  })

  it('says so when the step is not in this runbook', async () => {
    await start('hospital', 'steps/ZZ-99')
    screen.getByRole('heading', { name: 'この手順は、この流れにありません。' })
  })
})

describe('a decision', () => {
  it('records the answer with who decided, provisionally, and on what basis', async () => {
    await start('hospital', 'steps/DT-D1')
    fireEvent.click(screen.getByRole('radio', { name: /単発で攻撃の兆候なし/ }))
    fireEvent.input(screen.getByLabelText('決めた人'), { target: { value: '当直医' } })
    tap('暫定')
    tap('情報が足りない')
    tap('決定を記録する')
    await list()
    const { entry, data } = entryOf('DT-D1')
    expect(data).toMatchObject({
      branch: 'fault',
      outcome: 'done',
      provisional: true,
      bases: ['noInfo'],
    })
    expect(entry.by).toBe('当直医')
    expect((await screen.findByText(/次が開きました/)).textContent).toContain('60分で見直す')
  })

  it('asks for an answer before it records one', async () => {
    await start('hospital', 'steps/DT-D1')
    tap('決定を記録する')
    await screen.findByText(/答えを一つ選びます/)
    expect(state().entries.some((e) => e.shape === 'decision')).toBe(false)
  })

  it('goes on without knowing along the safe branch, and says which', async () => {
    await start('hospital', 'steps/DT-D1')
    tap(/分からないまま進む.*兆候あり/)
    await list()
    expect(entryOf('DT-D1').data).toMatchObject({ branch: null, outcome: 'skipped' })
    expect(state().position?.get('IR-04', null)?.open).toBe(true)
  })

  it('is decided again on an answered card', async () => {
    await start('hospital', 'steps/DT-D1')
    tap(/分からないまま進む/)
    await list()
    at('steps/DT-D1')
    tap(await screen.findByText('決め直す').then(() => '決め直す'))
    fireEvent.click(screen.getByRole('radio', { name: /単発で攻撃の兆候なし/ }))
    tap('決定を記録する')
    await list()
    expect(state().position?.get('DT-D1', null)?.answers).toHaveLength(1)
    expect(entryOf('DT-D1').data).toMatchObject({ branch: 'fault' })
  })
})

describe('two answers that did not know of each other', () => {
  it('are both shown with a prompt, until one answer replaces them', async () => {
    const start = '2026-11-22T05:00:00.000+09:00'
    world = await makeWorld({ start })
    log = (await world.session.startIncident({ runbookId: 'hospital' })).log
    const other = await makeWorld({ start, seed: 2, disk: world.disk })
    await other.session.openIncident(log)
    const answer = (branch: string, by: string) =>
      ({ do: 'decideStep', step: 'DT-D1', branch, by }) as const
    await world.session.record(answer('fault', '事務当直'))
    await other.session.record(answer('attack', '当直医'))
    world.session.closeView()
    await world.session.openIncident(log)
    await world.session.record({ do: 'openStep', step: 'DT-03' })
    at('steps/DT-D1')
    await renderWithServices(<Place />, world)
    const both = screen.getByRole('heading', { name: '判断が分かれています' }).closest('section')
    expect(both?.textContent).toContain('単発で攻撃の兆候なし05:00・事務当直')
    expect(both?.textContent).toContain('当直医')
    expect(both?.textContent).toContain('もう一度決めます')
    fireEvent.click(screen.getByRole('radio', { name: /兆候あり/ }))
    tap('決定を記録する')
    await list()
    expect(state().position?.get('DT-D1', null)).toMatchObject({ divided: false })
  })
})

describe('a matrix', () => {
  it('fills every row at one tap and suggests that all is running', async () => {
    await start('hospital', 'steps/CL-D1')
    tap('全部「継続」')
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /すべて継続/ }).checked).toBe(true)
    tap('決定を記録する')
    await list()
    const { data } = entryOf('CL-D1')
    expect(data).toMatchObject({ branch: 'all-running' })
    expect(Object.keys(data['matrix'] as object)).toHaveLength(17)
  })

  it('suggests the safe branch when one function stops, and leaves the choice', async () => {
    await start('hospital', 'steps/CL-D1')
    tap('全部「継続」')
    const dialysis = within(screen.getByRole('group', { name: '透析' }))
    fireEvent.click(dialysis.getByRole('radio', { name: '停止' }))
    const limited = screen.getByRole<HTMLInputElement>('radio', { name: /制限・停止あり/ })
    expect(limited.checked).toBe(true)
    fireEvent.click(screen.getByRole('radio', { name: /すべて継続/ }))
    tap('決定を記録する')
    await list()
    const { data } = entryOf('CL-D1')
    expect(data).toMatchObject({ branch: 'all-running', matrix: { dialysis: 'stop' } })
  })
})

describe('all steps', () => {
  it('finds a step whichever kana is typed, and says how many', async () => {
    await start('hospital', 'all')
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'ｶﾙﾃ' } })
    await screen.findByRole('link', { name: /紙カルテを入力し/ })
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'ばっくあっぷ' } })
    await screen.findByRole('link', { name: /バックアップに通じる線を抜く/ })
    expect(screen.queryByRole('link', { name: /患者の安全確認/ })).toBeNull()
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'ありえない語' } })
    await screen.findByText(/見つかりません/)
  })

  it('says in words how each step stands', async () => {
    await start('hospital', 'steps/DT-01')
    tap('第一報を記録する')
    await list()
    at('all')
    await screen.findByRole('searchbox')
    const done = await screen.findByRole('link', { name: /異常の発見と第一報/ })
    expect(done.textContent).toContain('済 05:00')
    expect(screen.getByRole('link', { name: /受付・聴取/ }).textContent).toContain('開いている')
    expect(screen.getByRole('link', { name: /経営層が復旧を指示/ }).textContent).toContain('まだ')
  })
})
