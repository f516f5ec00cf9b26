import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeviceId, EventId, LogId } from '../../src/domain/ids.ts'
import { App } from '../../src/ui/app.tsx'
import { HomeScreen } from '../../src/ui/screens/home.tsx'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

beforeEach(() => {
  window.location.hash = ''
})
afterEach(cleanup)

describe('home', () => {
  it('offers 変だと思ったら first and the start of an incident second', async () => {
    await renderWithServices(<HomeScreen />)
    const [settings, first, start] = screen.getAllByRole('link')
    expect(settings).toHaveProperty('textContent', '設定')
    expect(first?.getAttribute('href')).toBe('#/first')
    expect(first?.textContent).toContain('変だと思ったら')
    expect(start?.getAttribute('href')).toBe('#/start')
  })

  it('lists running incidents with mode, times and count, and folds closed ones', async () => {
    const world = await makeWorld()
    const { session } = world
    await session.startIncident({ runbookId: 'hospital', name: '電子カルテが開かない' })
    world.clock.advance(41 * 60_000)
    await session.startIncident({ runbookId: 'hospital', mode: 'drill', name: '秋の訓練' })
    const { log } = await session.startIncident({ runbookId: 'clinic', name: '誤報' })
    await session.record({ do: 'closeIncident', how: 'falseAlarm' })
    session.closeView()
    session.tick()
    await renderWithServices(<HomeScreen />, world)
    const live = await screen.findByRole('link', { name: /電子カルテが開かない/ })
    expect(live.textContent).toContain('実動')
    expect(live.textContent).toContain('検知 02:10（41分経過）')
    expect(live.textContent).toContain('書き出しなし')
    const drill = screen.getByRole('link', { name: /秋の訓練/ })
    expect(drill.textContent).toContain('訓練')
    expect(drill.textContent).not.toContain('実動')
    const fold = screen.getByText('終結したインシデント 1件').closest('details')
    if (!fold) throw new Error('not folded')
    expect(fold.open).toBe(false)
    const closed = within(fold).getByRole('link', { hidden: true })
    expect(closed.getAttribute('href')).toBe(`#/i/${log}/steps`)
  })

  it('says where a drill is, never how long ago its story was, and leads to running it', async () => {
    const world = await makeWorld()
    const { session } = world
    const { log } = await session.startDrill({
      scenario: 'night-printer',
      cut: 'quarter',
      name: '夜間プリンタ',
    })
    await session.drill.run()
    await session.drill.pause()
    await renderWithServices(<HomeScreen />, world)
    const row = () => screen.getByRole('link', { name: /夜間プリンタ/, hidden: true })
    world.clock.advance(37 * 60 * 60_000)
    session.tick()
    await waitFor(() => expect(row().textContent).toContain('訓練の途中です'))
    expect(row().textContent).not.toMatch(/経過|検知/)
    expect(row().getAttribute('href')).toBe(`#/i/${log}/drill`)
    const left = async (what: () => Promise<unknown>): Promise<string> => {
      await session.openIncident(log)
      await what()
      const before = row().textContent
      session.closeView()
      await waitFor(() => expect(row().textContent).not.toBe(before))
      return row().textContent ?? ''
    }
    const over = await left(() => session.drill.end('finished'))
    expect(over).toContain('訓練は終わりました')
    expect(over).not.toMatch(/経過|検知/)
    const closed = await left(() => session.record({ do: 'closeIncident', how: 'resolved' }))
    expect(closed).toContain('記録を閉じてあります')
  })

  it('says what was deleted', async () => {
    const world = await makeWorld()
    const { log } = await world.session.startIncident({ runbookId: 'hospital' })
    await world.session.deleteIncident(log)
    await renderWithServices(<HomeScreen />, world)
    expect(screen.getByText('削除したインシデント: 02:10・2件')).toBeTruthy()
    expect(screen.queryByRole('link', { name: /名前なし/ })).toBeNull()
  })

  it('warns of a loss also where the app comes back to', async () => {
    const world = await makeWorld()
    const { log } = await world.session.startIncident({ runbookId: 'clinic' })
    const id = 'e'.repeat(64) as EventId
    const device = world.session.state.getState().open?.device as DeviceId
    const witnessed = (lost: LogId) => ({
      read: () => new Map([[lost, new Map([[device, { seq: 27, id }]])]]),
      note: () => undefined,
      forget: () => undefined,
    })
    const gone = '00000000-0000-4000-8000-000000000000' as LogId
    for (const [lost, found] of [
      [gone, 0],
      [log, 2],
    ] as const) {
      const again = await makeWorld({ disk: world.disk, witnessed: witnessed(lost) })
      window.location.hash = `#/i/${lost}/steps`
      render(<App services={again.services} />)
      // The frame is a chunk of its own; loading it takes a while on a busy machine.
      const words = `27件あるはずの記録が、${found}件しかありません。`
      const alert = await screen.findByText(words, {}, { timeout: 10_000 })
      expect(alert.closest('[role=alert]')?.textContent).toContain('記録が失われた可能性があります')
      cleanup()
    }
  }, 30_000)

  it('warns of a loss before anything else until it is acknowledged', async () => {
    const log = '00000000-0000-4000-8000-000000000000' as LogId
    const seen = new Map([[log, new Map([['d' as DeviceId, { seq: 27, id: 'e' as EventId }]])]])
    const world = await makeWorld({
      witnessed: { read: () => seen, note: () => undefined, forget: () => seen.clear() },
    })
    await renderWithServices(<HomeScreen />, world)
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toContain('記録が失われた可能性があります')
    expect(alert.textContent).toContain('27件あるはずの記録が、0件しかありません。')
    const first = screen.getByRole('link', { name: /変だと思ったら/ })
    expect(alert.compareDocumentPosition(first)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    fireEvent.click(within(alert).getByRole('button', { name: /確かめた/ }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('offers nothing that the incidents would move from under a finger once they are read', async () => {
    const world = await makeWorld({ boot: false })
    await renderWithServices(<HomeScreen />, world)
    const offered = (): readonly (string | null)[] =>
      screen.getAllByRole('link').map((link) => link.getAttribute('href'))
    expect(screen.getByText('記録を確かめています…')).toBeTruthy()
    expect(offered()).toEqual(['#/settings', '#/first', '#/start'])
    await world.session.boot()
    await waitFor(() =>
      expect(offered()).toEqual(['#/settings', '#/first', '#/start', '#/drill', '#/import']),
    )
    expect(screen.queryByText('記録を確かめています…')).toBeNull()
  })

  it('says that the storage does not answer, and keeps 変だと思ったら', async () => {
    await renderWithServices(<HomeScreen />, { dead: true })
    expect(screen.getByRole('alert').textContent).toContain('保存領域が応答しません')
    expect(screen.getByRole('button', { name: 'もう一度試す' })).toBeTruthy()
    expect(screen.getByRole('link', { name: /変だと思ったら/ })).toBeTruthy()
  })

  it('claims to be ready offline only when every file is there', async () => {
    const { view } = await renderWithServices(<HomeScreen />)
    expect(screen.getByText('オフライン準備完了')).toBeTruthy()
    view.unmount()
    await renderWithServices(<HomeScreen />, {
      offline: { ready: false, files: 40, missing: 3, updateWaiting: false },
    })
    expect(screen.queryByText('オフライン準備完了')).toBeNull()
    expect(screen.getByText(/残り3個/)).toBeTruthy()
  })

  it('guides to the home screen only where that is still to be done', async () => {
    const installed = await renderWithServices(<HomeScreen />)
    expect(screen.queryByText('ホーム画面に追加する')).toBeNull()
    installed.view.unmount()
    const { world, view } = await renderWithServices(<HomeScreen />, { install: 'promptable' })
    fireEvent.click(screen.getByRole('button', { name: 'この端末に入れる' }))
    expect(world.asked).toContain('install')
    view.unmount()
    await renderWithServices(<HomeScreen />, { install: 'iosTab' })
    expect(screen.getByText(/引き継がれません。7日間使わないと/)).toBeTruthy()
    expect(screen.getByText(/「ホーム画面に追加」を選ぶ/)).toBeTruthy()
  })

  it('keeps showing an act that could not be stored', async () => {
    const world = await makeWorld()
    world.fail('quota')
    await world.session.startIncident({ runbookId: 'hospital' })
    world.session.closeView()
    await renderWithServices(<HomeScreen />, world)
    expect(screen.getByRole('alert').textContent).toContain('保存できません')
    world.fail(null)
    fireEvent.click(screen.getByRole('button', { name: 'もう一度記録する' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('speaks English', async () => {
    await renderWithServices(<HomeScreen />, { prefs: { theme: 'auto', language: 'en' } })
    expect(screen.getByRole('link', { name: /Something looks wrong/ })).toBeTruthy()
  })
})

describe('coming back', () => {
  it('says once that it resumed where it was', async () => {
    const first = await makeWorld()
    const { log } = await first.session.startIncident({ runbookId: 'hospital' })
    const again = await makeWorld({ disk: first.disk, place: `#/i/${log}/steps`, boot: false })
    render(<App services={again.services} />)
    await again.session.boot()
    await screen.findByText('前回の場所から再開しました')
    window.location.hash = `#/i/${log}/all`
    await waitFor(() => expect(screen.queryByText('前回の場所から再開しました')).toBeNull())
    window.location.hash = `#/i/${log}/steps`
    await waitFor(() => expect(window.location.hash).toContain('/steps'))
    expect(screen.queryByText('前回の場所から再開しました')).toBeNull()
  })

  it('says nothing when an incident is opened from home', async () => {
    const world = await makeWorld()
    const { log } = await world.session.startIncident({ runbookId: 'hospital' })
    window.location.hash = `#/i/${log}/steps`
    render(<App services={world.services} />)
    await screen.findAllByText('実動')
    expect(screen.queryByText('前回の場所から再開しました')).toBeNull()
  })
})
