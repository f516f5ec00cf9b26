import { cleanup, screen, waitFor, within } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { useEffect, useState } from 'preact/hooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/commands/command.ts'
import type { EventId, Instant, LogId } from '../../src/domain/ids.ts'
import { FailedActs } from '../../src/ui/components/failed-acts.tsx'
import { routeFrom } from '../../src/ui/route.ts'
import { ChronologyScreen } from '../../src/ui/screens/chronology.tsx'
import { type Layout, layOut } from '../support/layout.ts'
import { makeLog, note } from '../support/make-log.ts'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

const at = (time: string): Instant => `2025-11-22T${time}:00.000+09:00` as Instant

/** The screen as the frame shows it: the entry in the address is open. */
function Place() {
  const [hash, setHash] = useState(window.location.hash)
  useEffect(() => {
    const changed = (): void => setHash(window.location.hash)
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  }, [])
  const route = routeFrom(hash)
  const item = route.at === 'incident' ? route.item : undefined
  return (
    <>
      <FailedActs />
      <ChronologyScreen {...(item ? { item } : {})} />
    </>
  )
}

interface Scene {
  readonly world: World
  readonly log: LogId
  /** Records at a time of the night and gives the entry's id. */
  act(time: string, command: Command): Promise<EventId>
}

async function scene(): Promise<Scene> {
  const world = await makeWorld({ start: at('00:30') })
  const { log } = await world.session.startIncident({ runbookId: 'hospital' })
  window.location.hash = `#/i/${log}/log`
  return {
    world,
    log,
    async act(time, command) {
      world.clock.advance(Date.parse(at(time)) - Date.parse(world.clock.wall()))
      const result = await world.session.record(command)
      const id = result.ok ? result.ids.at(-1) : undefined
      if (!id) throw new Error(JSON.stringify(result))
      return id
    },
  }
}

const noteOf = (body: string, more: Partial<Extract<Command, { do: 'note' }>> = {}): Command => ({
  do: 'note',
  body,
  ...more,
})
const line = (words: RegExp): HTMLElement => screen.getByRole('link', { name: words })
const lines = (): (string | null)[] => screen.getAllByRole('link').map((link) => link.textContent)
const open = async (words: RegExp): Promise<HTMLElement> => {
  await userEvent.click(await screen.findByRole('link', { name: words }))
  return screen.findByRole('dialog')
}

const choose = async (): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: '並べ替え・絞り込み' }))
  await screen.findByRole('dialog')
}

describe('the chronology', () => {
  let layout: Layout
  beforeEach(() => {
    layout = layOut(4_000)
  })
  afterEach(() => {
    cleanup()
    layout.restore()
    window.location.hash = ''
  })

  it('writes a line with its time, its words and what must be known of it', async () => {
    const { world, act } = await scene()
    await act(
      '01:20',
      noteOf('電子カルテ7台が開かない', {
        occurred: { at: at('01:05'), precision: 'about' },
        from: '夜勤看護師',
        means: 'phone',
        patientSafety: true,
        kind: 'unresolved',
      }),
    )
    await act('01:40', noteOf('救急の受入を止める', { kind: 'decision' }))
    await act('01:50', noteOf('いたずらと思った', { occurred: { at: null, precision: 'unknown' } }))
    await renderWithServices(<Place />, world)
    await waitFor(() => expect(lines()).toHaveLength(4))
    const late = within(line(/7台/))
    for (const words of ['01:05', '頃', '後記', '未解決', '患者安全', '夜勤看護師 → —・電話'])
      expect(late.getByText(words)).toBeTruthy()
    expect(line(/7台/).textContent).toContain('記録 01:20')
    expect(line(/受入を止める/).textContent).toContain('決定')
    expect(line(/いたずら/).textContent).toMatch(/^不明/)
    expect(line(/いたずら/).textContent).toContain('記録 01:50')
    expect(screen.getByRole('heading', { name: '2025-11-22（土）' })).toBeTruthy()
  })

  it('folds away what the app wrote by itself until it is asked for', async () => {
    const { world, act } = await scene()
    await act('01:00', { do: 'resumeApp' })
    await renderWithServices(<Place />, world)
    await waitFor(() => expect(lines()).toHaveLength(1))
    await choose()
    await userEvent.click(screen.getByRole('button', { name: '自動の行も出す（2）' }))
    expect(lines()).toHaveLength(3)
    expect(line(/アプリの版が変わった/)).toBeTruthy()
  })

  it('shows one kind of line in one tap', async () => {
    const { world, act } = await scene()
    await act('01:00', noteOf('透析の予定が無い', { kind: 'unresolved' }))
    await act('01:10', noteOf('外来を止める', { kind: 'decision', patientSafety: true }))
    await renderWithServices(<Place />, world)
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: '未解決 1' }))
    await waitFor(() => expect(lines()).toHaveLength(1))
    expect(line(/透析/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '患者安全 1' }))
    await waitFor(() => expect(line(/外来/)).toBeTruthy())
    expect(screen.queryByRole('link', { name: /透析/ })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'すべて 3' }))
    await waitFor(() => expect(lines()).toHaveLength(3))
  })

  it.each(['ﾌﾟﾘﾝﾀ', 'ぷりんた', 'ＥＮＧＬＩＳＨ', 'やきんかんごし'])(
    'finds words whatever the kana and the width: %s',
    async (wanted) => {
      const { world, act } = await scene()
      await act('00:40', noteOf('プリンタが english の紙を出す', { from: 'ヤキンカンゴシ' }))
      await act('00:50', noteOf('別の話'))
      await renderWithServices(<Place />, world)
      await choose()
      await userEvent.type(screen.getByRole('searchbox', { name: /言葉で探す/ }), wanted)
      await userEvent.click(screen.getByRole('button', { name: '1件を見る' }))
      await waitFor(() => expect(lines()).toHaveLength(1))
      expect(line(/プリンタ/)).toBeTruthy()
      await userEvent.click(screen.getByRole('button', { name: '元に戻す' }))
      await waitFor(() => expect(lines()).toHaveLength(3))
    },
  )

  it('narrows by lane, type and person', async () => {
    const { world, act } = await scene()
    const book = world.session.state.getState().open?.runbook
    const step = book?.steps.find((s) => s.type === 'step' && s.lane === 'clinical')
    await act('00:40', { do: 'recordStep', step: step?.id ?? '', outcome: 'done', by: '看護師長' })
    await act('00:50', noteOf('別の話', { from: '事務長', kind: 'order' }))
    await renderWithServices(<Place />, world)
    const user = userEvent.setup()
    await choose()
    await user.click(screen.getByRole('button', { name: '診療' }))
    await waitFor(() => expect(lines()).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: '診療' }))
    await user.selectOptions(screen.getByRole('combobox', { name: '種別' }), '指示')
    await waitFor(() => expect(line(/別の話/)).toBeTruthy())
    await user.selectOptions(screen.getByRole('combobox', { name: '人・役' }), '看護師長')
    await waitFor(() => expect(screen.getByText('あてはまる記録がありません。')).toBeTruthy())
  })

  it('reads as it happened, or as it was recorded', async () => {
    const { world, act } = await scene()
    await act('01:00', noteOf('先に書いた'))
    await act('02:00', noteOf('後で書いた', { occurred: { at: at('00:45'), precision: 'exact' } }))
    await renderWithServices(<Place />, world)
    const order = (): string[] =>
      lines().map((text) => /先に|後で|記録開始/.exec(text ?? '')?.[0] ?? '')
    await waitFor(() => expect(order()).toEqual(['記録開始', '後で', '先に']))
    await choose()
    await userEvent.click(screen.getByRole('button', { name: '記録順' }))
    await waitFor(() => expect(order()).toEqual(['記録開始', '先に', '後で']))
  })

  it('takes in and announces what is recorded while one looks', async () => {
    const { world, act } = await scene()
    await renderWithServices(<Place />, world)
    expect(screen.getByRole('status').textContent).toBe('')
    await act('01:00', noteOf('新しいこと'))
    await waitFor(() => expect(line(/新しいこと/)).toBeTruthy())
    await waitFor(() =>
      expect(screen.getByRole('status').textContent).toBe('追加 01:00 新しいこと'),
    )
  })

  it('opens an entry from its line and goes back to the list', async () => {
    const { world, act, log } = await scene()
    const id = await act('01:00', noteOf('二行\nある'))
    await renderWithServices(<Place />, world)
    const sheet = await open(/二行/)
    expect(window.location.hash).toBe(`#/i/${log}/log/${id}`)
    expect(within(sheet).getAllByText('2025-11-22（土）01:00 +09:00')).toHaveLength(2)
    expect(sheet.textContent).toContain(id.slice(0, 12))
    await userEvent.click(within(sheet).getByRole('button', { name: '閉じる' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(window.location.hash).toBe(`#/i/${log}/log`)
    await waitFor(() => expect(document.activeElement).toBe(line(/二行/)))
  })

  it('corrects words and time, and keeps the former ones within reach', async () => {
    const { world, act } = await scene()
    await act('01:00', noteOf('電子カルテ2台'))
    await renderWithServices(<Place />, world)
    const sheet = within(await open(/2台/))
    const user = userEvent.setup()
    await user.click(sheet.getByRole('button', { name: '訂正する' }))
    const body = sheet.getByRole('textbox', { name: '本文' })
    await user.clear(body)
    await user.type(body, '電子カルテ7台')
    await user.type(sheet.getByRole('textbox', { name: /理由/ }), '数え直し')
    await user.click(sheet.getByRole('button', { name: '時刻も直す' }))
    await user.click(sheet.getByRole('button', { name: '−5分' }))
    await user.click(sheet.getByRole('button', { name: '訂正を記録する' }))
    await sheet.findByText('記録しました')
    expect(sheet.getByText('電子カルテ2台').tagName).toBe('DEL')
    expect(sheet.getByText('2025-11-22（土）01:00', { selector: 'del' })).toBeTruthy()
    expect(line(/電子カルテ7台/).textContent).toMatch(/00:55.*電子カルテ2台.*訂正 01:00.*数え直し/)
    await waitFor(() => expect(world.disk.drafts.size).toBe(0))
  })

  it('keeps a former time as uncertain as it was', async () => {
    const { act, world } = await scene()
    const rough = await act(
      '01:00',
      noteOf('紙が出た', { occurred: { at: at('00:40'), precision: 'about' } }),
    )
    const unknown = await act(
      '01:01',
      noteOf('電話が鳴った', { occurred: { at: null, precision: 'unknown' } }),
    )
    const exact = { at: at('00:50'), precision: 'exact' } as const
    for (const target of [rough, unknown])
      await act('01:05', { do: 'correctEntry', target, occurred: exact })
    await renderWithServices(<Place />, world)
    await screen.findByRole('link', { name: /紙が出た/ })
    const struck = (words: RegExp) => line(words).querySelector('del')?.textContent
    expect(struck(/紙が出た/)).toBe('00:40頃')
    expect(struck(/電話が鳴った/)).toBe('時刻不明')
  })

  it('asks for a change before it records a correction', async () => {
    const { world, act } = await scene()
    await act('01:00', noteOf('そのまま'))
    await renderWithServices(<Place />, world)
    const sheet = within(await open(/そのまま/))
    await userEvent.click(sheet.getByRole('button', { name: '訂正する' }))
    await userEvent.click(sheet.getByRole('button', { name: '訂正を記録する' }))
    expect(sheet.getByRole('alert').textContent).toContain('直してから')
  })

  it('strikes an entry through and leaves it readable', async () => {
    const { world, act } = await scene()
    await act('01:00', noteOf('電源を切った'))
    await renderWithServices(<Place />, world)
    const sheet = within(await open(/電源/))
    await userEvent.click(sheet.getByRole('button', { name: '取り消す' }))
    await userEvent.type(sheet.getByRole('textbox', { name: /理由/ }), '切っていない')
    await userEvent.click(sheet.getByRole('button', { name: '取消を記録する' }))
    await sheet.findByText('記録しました')
    expect(within(line(/電源/)).getByText('電源を切った').tagName).toBe('S')
    expect(line(/電源/).textContent).toContain('取消 01:00 切っていない')
    expect(sheet.queryByRole('button', { name: '取り消す' })).toBeNull()
  })

  it('adds to an entry, and resolves what was open', async () => {
    const { world, act } = await scene()
    await act('01:00', noteOf('薬剤部は不明', { kind: 'unresolved' }))
    await renderWithServices(<Place />, world)
    const sheet = within(await open(/薬剤部/))
    const user = userEvent.setup()
    await user.click(sheet.getByRole('button', { name: '追記する' }))
    await user.type(sheet.getByRole('textbox', { name: '書き足すこと' }), '2台は動く')
    await user.click(sheet.getByRole('button', { name: '追記を記録する' }))
    await sheet.findByText('記録しました')
    await user.click(sheet.getByRole('button', { name: '解決にする' }))
    await user.type(sheet.getByRole('textbox', { name: /どう解決したか/ }), '紙に切替')
    await user.click(sheet.getByRole('button', { name: '解決を記録する' }))
    await waitFor(() => expect(screen.getByRole('button', { name: '未解決 0' })).toBeTruthy())
    expect(line(/薬剤部/).textContent).toMatch(/2台は動く.*解決 01:00 紙に切替/s)
  })

  it('keeps the draft of a change, and shows a failed one where it can be tried again', async () => {
    const { world, act } = await scene()
    const id = await act('01:00', noteOf('もと'))
    await renderWithServices(<Place />, world)
    const sheet = within(await open(/もと/))
    await userEvent.click(sheet.getByRole('button', { name: '追記する' }))
    await userEvent.type(sheet.getByRole('textbox', { name: '書き足すこと' }), '続き')
    expect(world.session.state.getState().drafts.get(`text:${id}`)).toBe('続き')
    world.fail('failed')
    await userEvent.click(sheet.getByRole('button', { name: '追記を記録する' }))
    const alert = await screen.findByRole('alert')
    expect(within(alert).getByText('続き')).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    world.fail(null)
    await userEvent.click(within(alert).getByRole('button', { name: 'もう一度記録する' }))
    await waitFor(() => expect(line(/もと/).textContent).toContain('続き'))
  })

  it('leads from the line of a step to its card', async () => {
    const { world, act, log } = await scene()
    const step = world.session.state.getState().open?.runbook?.steps[0]
    await act('01:00', { do: 'recordStep', step: step?.id ?? '', outcome: 'done' })
    await renderWithServices(<Place />, world)
    const sheet = within(await open(/済/))
    const link = sheet.getByRole('link', { name: /この手順を開く/ })
    expect(link.getAttribute('href')).toBe(`#/i/${log}/steps/${step?.id}`)
  })

  it('says that an entry is not here', async () => {
    const { world, log } = await scene()
    window.location.hash = `#/i/${log}/log/${'0'.repeat(64)}`
    await renderWithServices(<Place />, world)
    expect(await screen.findByText('この記録は、この端末にありません。')).toBeTruthy()
  })

  it('holds a window of ten thousand lines, not all of them', async () => {
    layout.restore()
    layout = layOut(640)
    const made = await makeLog({ count: 10_000, draft: (i, t) => note(`行 ${i + 1}`, t) })
    const world = await makeWorld()
    for (const request of made.requests(1_000)) await world.store.append(request)
    await world.session.openIncident(made.log)
    window.location.hash = `#/i/${made.log}/log`
    await renderWithServices(<Place />, world)
    await waitFor(() => expect(screen.getAllByRole('link').length).toBeGreaterThan(0))
    expect(screen.getByRole('button', { name: 'すべて 10000' })).toBeTruthy()
    expect(screen.getAllByRole('link').length).toBeLessThan(60)
  }, 30_000)
})
