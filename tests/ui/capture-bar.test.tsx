import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogId } from '../../src/domain/ids.ts'
import type { Entry } from '../../src/domain/log/entry.ts'
import { memoryDisk } from '../../src/store/memory.ts'
import { CaptureBar } from '../../src/ui/components/capture/bar.tsx'
import { FailedActs } from '../../src/ui/components/failed-acts.tsx'
import { makeWorld, renderWithServices, type World, type WorldPlan } from '../support/ui.tsx'

async function capture(plan: WorldPlan = {}): Promise<{ world: World; log: LogId }> {
  const world = await makeWorld(plan)
  const { log } = await world.session.startIncident({ runbookId: 'clinic' })
  window.location.hash = `#/i/${log}/steps`
  await show(world)
  return { world, log }
}

const show = (world: World) =>
  renderWithServices(
    <>
      <FailedActs />
      <CaptureBar />
    </>,
    world,
  )

const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: '起きたことを書く' })
const newest = (world: World): Entry => {
  const entry = world.session.state.getState().open?.state.entries.at(-1)
  if (!entry) throw new Error('no entry')
  return entry
}

describe('the capture bar', () => {
  beforeEach(() => {
    window.location.hash = ''
  })
  afterEach(cleanup)

  it('records what was written, says so, and waits for the next', async () => {
    const { world, log } = await capture()
    const user = userEvent.setup()
    expect(screen.queryByRole('button', { name: '記録する' })).toBeNull()
    await user.type(field(), '電子カルテが開かない')
    expect(world.session.state.getState().drafts.get(`note:${log}`)).toBe('電子カルテが開かない')
    await user.click(screen.getByRole('button', { name: '記録する' }))
    await screen.findByText('記録しました')
    expect(newest(world).body).toBe('電子カルテが開かない')
    expect(field().value).toBe('')
    expect(document.activeElement).toBe(field())
    await waitFor(() => expect(world.disk.drafts.size).toBe(0))
  })

  it('keeps the draft over a restart of the app', async () => {
    const disk = memoryDisk()
    const { log } = await capture({ disk })
    await userEvent.type(field(), '書きかけ')
    await userEvent.click(screen.getByRole('button', { name: '未解決' }))
    cleanup()
    const again = await makeWorld({ disk, seed: 2 })
    await again.session.openIncident(log)
    await show(again)
    expect(field().value).toBe('書きかけ')
    await userEvent.click(screen.getByRole('button', { name: '記録する' }))
    await screen.findByText('記録しました')
    expect(newest(again).unresolved).toBe(true)
  })

  it('records the taps with the words, and none of them is needed', async () => {
    const { world } = await capture()
    const user = userEvent.setup()
    await user.type(field(), '透析の予定が見られない')
    await user.click(screen.getByRole('button', { name: '未解決' }))
    await user.click(screen.getByRole('button', { name: '患者安全' }))
    await user.click(screen.getByRole('button', { name: '電話' }))
    await user.click(screen.getByRole('button', { name: '伝聞' }))
    await user.click(screen.getByRole('button', { name: '−15分' }))
    await user.type(screen.getByRole('textbox', { name: '誰から（名前か役）' }), '透析室')
    await user.click(screen.getByRole('button', { name: '記録する' }))
    await screen.findByText('記録しました')
    const entry = newest(world)
    expect(entry).toMatchObject({
      unresolved: true,
      patientSafety: true,
      from: '透析室',
      late: true,
      occurred: { at: '2025-11-22T01:55:00.000+09:00', precision: 'exact' },
    })
    // The next note starts plain, and offers who spoke last as a tap.
    await user.type(field(), '次')
    expect(screen.getByRole('button', { name: '未解決', pressed: false })).toBeTruthy()
    const from = screen.getByRole('group', { name: '誰から' })
    await user.click(within(from).getByRole('button', { name: '透析室' }))
    await user.click(screen.getByRole('button', { name: '記録する' }))
    await waitFor(() => expect(newest(world)).toMatchObject({ body: '次', from: '透析室' }))
  })

  it('stamps the time in one tap and takes the words after it', async () => {
    const { world } = await capture({ start: '2025-11-22T03:10:00.000+09:00' })
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: /時刻\s*だけ打つ/ }))
    await screen.findByText('03:10 を打ちました')
    expect(newest(world).awaitsText).toBe(true)
    world.clock.advance(240_000)
    await user.click(screen.getByRole('button', { name: '03:10 の内容を書く' }))
    const words = screen.getByRole('textbox', { name: '03:10 に起きたこと' })
    expect(document.activeElement).toBe(words)
    await user.type(words, '別館の線を抜いた')
    await user.click(screen.getByRole('button', { name: '記録する' }))
    await screen.findByText('記録しました')
    expect(newest(world)).toMatchObject({
      body: '別館の線を抜いた',
      awaitsText: false,
      occurred: { at: '2025-11-22T03:10:00.000+09:00' },
    })
    expect(screen.queryByRole('button', { name: /の内容を書く/ })).toBeNull()
    expect(field()).toBeTruthy()
  })

  it('takes a double tap for one stamp', async () => {
    const { world } = await capture()
    const stamps = () =>
      world.session.state.getState().open?.state.entries.filter((entry) => entry.awaitsText).length
    await userEvent.dblClick(screen.getByRole('button', { name: /時刻\s*だけ打つ/ }))
    await screen.findByText(/を打ちました/)
    expect(stamps()).toBe(1)
  })

  it('leaves a note begun before alone while a stamp gets its words', async () => {
    const { world, log } = await capture()
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: /時刻\s*だけ打つ/ }))
    await user.click(await screen.findByRole('button', { name: /の内容を書く/ }))
    await user.type(screen.getByRole('textbox', { name: /に起きたこと/ }), '途中')
    await user.click(screen.getByRole('button', { name: 'やめる' }))
    expect(field().value).toBe('')
    expect(world.session.state.getState().drafts.get(`note:${log}`)).toBeUndefined()
    await user.click(screen.getByRole('button', { name: /の内容を書く/ }))
    const words: HTMLTextAreaElement = screen.getByRole('textbox', { name: /に起きたこと/ })
    expect(words.value).toBe('途中')
  })

  it('makes a new line at Enter, records at Ctrl+Enter, and never while composing', async () => {
    const { world } = await capture()
    await userEvent.type(field(), '一行目{Enter}二行目')
    const before = newest(world).id
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true, isComposing: true })
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true, keyCode: 229 })
    await Promise.resolve()
    expect(newest(world).id).toBe(before)
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true })
    await waitFor(() => expect(newest(world).body).toBe('一行目\n二行目'))
  })

  it('records nothing of nothing', async () => {
    const { world } = await capture()
    const before = newest(world).id
    await userEvent.type(field(), '   ')
    await userEvent.click(screen.getByRole('button', { name: '記録する' }))
    expect(newest(world).id).toBe(before)
    expect(document.activeElement).toBe(field())
  })

  it('leaves the words of a failed act in one place, with a way to try again', async () => {
    const { world } = await capture()
    world.fail('quota')
    await userEvent.type(field(), '消えてはならない')
    await userEvent.click(screen.getByRole('button', { name: '記録する' }))
    const alert = await screen.findByRole('alert')
    expect(within(alert).getByText('消えてはならない')).toBeTruthy()
    expect(field().value).toBe('')
    expect(screen.queryByText('記録しました')).toBeNull()
    world.fail(null)
    await userEvent.click(within(alert).getByRole('button', { name: 'もう一度記録する' }))
    await waitFor(() => expect(newest(world).body).toBe('消えてはならない'))
    expect(screen.queryByRole('alert')).toBeNull()
    await waitFor(() => expect(world.disk.drafts.size).toBe(0))
  })

  it('cuts nothing off: what is too long stays whole in the field, and says so', async () => {
    const { world } = await capture()
    const before = newest(world).id
    const long = `${'長'.repeat(20_000)}終わり`
    await userEvent.click(field())
    await userEvent.paste(long)
    expect(field().value).toBe(long)
    await userEvent.click(screen.getByRole('button', { name: '記録する' }))
    await screen.findByText('長すぎます。2万字までにします。')
    expect(field().value).toBe(long)
    expect(newest(world).id).toBe(before)
  })

  it('names the incident of a failed act where another one is open', async () => {
    const { world } = await capture()
    world.fail('quota')
    await world.session.record({ do: 'note', body: '実動の言葉' })
    expect(screen.queryByText('実動')).toBeNull()
    world.fail(null)
    await world.session.startIncident({ runbookId: 'clinic', mode: 'drill', name: '訓練' })
    const act = (await screen.findByText('実動の言葉')).closest('li')
    expect(within(act!).getByText('実動')).toBeTruthy()
  })

  it('gives the words of a failed act back when the app dies before the next try', async () => {
    const disk = memoryDisk()
    const { world, log } = await capture({ disk, start: '2025-11-22T03:10:00.000+09:00' })
    world.fail('unavailable')
    await userEvent.type(field(), '消えてはならない')
    await userEvent.click(screen.getByRole('button', { name: '記録する' }))
    await screen.findByRole('alert')
    cleanup()
    const again = await makeWorld({ disk, seed: 2, start: '2025-11-22T05:00:00.000+09:00' })
    await again.session.openIncident(log)
    await show(again)
    await waitFor(() => expect(field().value).toBe('03:10 消えてはならない'))
  })

  it('gives back words that were recorded once before in the same night', async () => {
    const disk = memoryDisk()
    const { world, log } = await capture({ disk, start: '2025-11-22T03:10:00.000+09:00' })
    await world.session.record({ do: 'note', body: '異常なし' })
    world.fail('quota')
    await userEvent.type(field(), '異常なし')
    await userEvent.click(screen.getByRole('button', { name: '記録する' }))
    await screen.findByRole('alert')
    cleanup()
    const again = await makeWorld({ disk, seed: 2, start: '2025-11-22T05:00:00.000+09:00' })
    await again.session.openIncident(log)
    await show(again)
    await waitFor(() => expect(field().value).toBe('03:10 異常なし'))
  })

  it('gives nothing back that the store had taken', async () => {
    const disk = memoryDisk()
    const { world, log } = await capture({ disk })
    await world.session.record({ do: 'note', body: '届いていた' })
    const act = [...(world.session.state.getState().open?.state.acts ?? [])].at(-1)
    disk.drafts.set(
      `unsaved:${log}`,
      JSON.stringify([{ at: world.clock.wall(), body: '届いていた', act }]),
    )
    cleanup()
    const again = await makeWorld({ disk, seed: 2 })
    await again.session.openIncident(log)
    await show(again)
    await waitFor(() => expect(disk.drafts.size).toBe(0))
    expect(field().value).toBe('')
  })
})
