import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseJsonl } from '../../src/export/jsonl.ts'
import { ExportScreen } from '../../src/ui/screens/export.tsx'
import { makeWorld, renderWithServices, type World, type WorldPlan } from '../support/ui.tsx'

afterEach(cleanup)

async function incident(
  plan: WorldPlan & { readonly mode?: 'live' | 'drill' } = {},
): Promise<World> {
  const world = await makeWorld({ start: '2021-10-31T00:31:00.000+09:00', ...plan })
  await world.session.startIncident({
    runbookId: 'hospital',
    mode: plan.mode ?? 'live',
    detection: { at: '2021-10-31T00:30:00.000+09:00', precision: 'about' },
    name: 'プリンタの脅迫文',
  })
  await world.session.record({ do: 'note', body: '=1+1 プリンタが英文を印刷' })
  return world
}

const openLog = (world: World) => world.session.state.getState().open!
const ready = async (name: RegExp): Promise<HTMLElement> => {
  const button = await screen.findByRole('button', { name })
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'))
  return button
}
const section = (title: string) =>
  within(screen.getByRole('heading', { level: 2, name: title }).closest('section')!)

describe('handing the record out', () => {
  it('has the hand-over to the next device first, and asks who holds this one until somebody said', async () => {
    const world = await incident()
    await renderWithServices(<ExportScreen />, world)
    const [first] = within(screen.getByRole('list', { name: '書き出すもの' })).getAllByRole(
      'heading',
    )
    expect(first!.textContent).toBe('日勤・交代の端末へ渡す（ZIP）')
    fireEvent.click(screen.getByRole('button', { name: '担当を決める' }))
    fireEvent.input(screen.getByRole('textbox', { name: /名前/ }), {
      target: { value: '夜勤 佐藤' },
    })
    fireEvent.click(screen.getByRole('button', { name: '担当を記録する' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: /担当を/ })).toBeNull())
    const { state, device } = openLog(world)
    expect(state.holders.get(device)?.name).toBe('夜勤 佐藤')
  })

  it('says how much is on this device only, and gives the file that was ready before the tap', async () => {
    const world = await incident()
    await renderWithServices(<ExportScreen />, world)
    expect(screen.getByText('3件の記録は、まだ端末の外にありません。')).toBeTruthy()
    const button = await ready(/CSV.*ファイルを渡す/)
    world.clock.setWall(Date.parse('2021-10-31T03:10:00+09:00'))
    fireEvent.click(button)
    await screen.findByText('端末の外へ渡しました 03:10')
    expect(world.files.map((file) => file.name)).toEqual([
      `shodo-実動-20211031-0030-${openLog(world).id.slice(0, 8)}.csv`,
    ])
    expect(await world.files[0]!.text()).toContain(`"'=1+1 プリンタが英文を印刷"`)
    expect(
      screen.getByText(/最後の書き出し 2021-10-31（日）03:10。その後の記録はありません/),
    ).toBeTruthy()
  })

  it('gives the newest entries too, and counts what came after', async () => {
    const world = await incident()
    await renderWithServices(<ExportScreen />, world)
    fireEvent.click(await ready(/JSONL.*ファイルを渡す/))
    await waitFor(() => expect(world.files).toHaveLength(1))
    await world.session.record({ do: 'note', body: '救急を止めた' })
    await screen.findByText(/その後に1件増えました/)
    fireEvent.click(await ready(/JSONL.*ファイルを渡す/))
    await waitFor(() => expect(world.files).toHaveLength(2))
    const read = async (i: number) =>
      parseJsonl(new Uint8Array(await world.files[i]!.arrayBuffer()))
    expect(await read(0)).toMatchObject({ problems: [], mode: 'live' })
    expect((await read(0)).events).toHaveLength(3)
    const second = await read(1)
    expect(second.problems).toEqual([])
    expect(second.events).toHaveLength(4)
    expect(second.runbook).not.toBeNull()
  })

  it('does not call it handed out when the share sheet was closed', async () => {
    const world = await incident()
    const services = { ...world.services, saveFile: async () => 'cancelled' as const }
    await renderWithServices(<ExportScreen />, { ...world, services })
    fireEvent.click(await ready(/CSV.*ファイルを渡す/))
    await screen.findByText('渡していません。')
    expect(world.session.state.getState().exported).toBeNull()
  })

  it('says so when the record cannot be read, and tries again', async () => {
    const world = await incident()
    const read = vi.spyOn(world.session, 'storedLog').mockRejectedValueOnce(new Error('gone'))
    await renderWithServices(<ExportScreen />, world)
    expect((await screen.findByRole('alert')).textContent).toBe('記録を読み出せません。')
    fireEvent.click(screen.getByRole('button', { name: 'もう一度試す' }))
    await ready(/JSONL.*ファイルを渡す/)
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('calls a drill a drill in the name of the file', async () => {
    const world = await incident({ mode: 'drill' })
    await renderWithServices(<ExportScreen />, world)
    fireEvent.click(await ready(/CSV.*ファイルを渡す/))
    await waitFor(() => expect(world.files[0]?.name).toMatch(/^shodo-訓練-20211031-0030-/))
    expect(await world.files[0]!.text()).toContain('"訓練"')
  })

  it('leads to the print view', async () => {
    const world = await incident()
    await renderWithServices(<ExportScreen />, world)
    expect(screen.getByRole('link', { name: '印刷画面を開く' }).getAttribute('href')).toBe(
      `#/i/${openLog(world).id}/print`,
    )
  })
})

describe('the state of the record', () => {
  it('says that the record holds, of how many it knows', async () => {
    const world = await incident()
    const log = openLog(world).id
    world.session.closeView()
    await world.session.openIncident(log)
    await renderWithServices(<ExportScreen />, world)
    const state = section('この記録の状態')
    await state.findByText('記録はつながっています。')
    expect(state.getByText(/^3 \/ 3件を確かめました/)).toBeTruthy()
    expect(state.getByText('端末の空きが減ると、消されることがあります。')).toBeTruthy()
  })

  it('names the entry that was changed in the store', async () => {
    const world = await incident()
    const log = openLog(world).id
    const note = openLog(world).state.entries.at(-1)!
    const row = world.disk.events.get(note.id)!
    const text = new TextDecoder().decode(row.text!).replace('英文', '和文')
    world.disk.events.set(note.id, { ...row, text: new TextEncoder().encode(text) })
    world.session.closeView()
    await world.session.openIncident(log)
    await renderWithServices(<ExportScreen />, world)
    const state = section('この記録の状態')
    await state.findByText(/記録に問題があります（1か所）/)
    expect(state.getByText('記録 3: 文が書き換わっています。')).toBeTruthy()
  })
})

describe('the incident itself', () => {
  it('takes another name', async () => {
    const world = await incident()
    await renderWithServices(<ExportScreen />, world)
    fireEvent.click(screen.getByRole('button', { name: '名前を直す' }))
    fireEvent.input(screen.getByLabelText('名前'), { target: { value: '電子カルテ停止' } })
    fireEvent.click(screen.getByRole('button', { name: '名前を記録する' }))
    await screen.findByText('電子カルテ停止')
    expect(openLog(world).state.name).toBe('電子カルテ停止')
  })

  it('takes a corrected time of detection with its reason', async () => {
    const world = await incident()
    await renderWithServices(<ExportScreen />, world)
    fireEvent.click(screen.getByRole('button', { name: '検知時刻を直す' }))
    fireEvent.click(screen.getByRole('button', { name: '−15分' }))
    fireEvent.input(screen.getByLabelText('理由（任意）'), { target: { value: '紙の時刻' } })
    fireEvent.click(screen.getByRole('button', { name: '検知時刻を記録する' }))
    await screen.findByText('2021-10-31（日）00:15頃')
    expect(openLog(world).state.detection).toEqual({
      at: '2021-10-31T00:15:00.000+09:00',
      precision: 'about',
    })
  })

  it('says before a false alarm what it means, and can be re-opened', async () => {
    const world = await incident()
    await renderWithServices(<ExportScreen />, world)
    fireEvent.click(screen.getByRole('button', { name: '誤報・通常障害として終結にする' }))
    expect(screen.getByText(/切り離した線を元に戻します/)).toBeTruthy()
    expect(screen.getByText(/報告は、原則いりません/)).toBeTruthy()
    expect(screen.getByText('まだ開いている手順が1件あります。')).toBeTruthy()
    expect(screen.getByRole('link', { name: /手順を開く/ }).getAttribute('href')).toMatch(/PA-00$/)
    fireEvent.click(screen.getByRole('button', { name: '誤報・通常障害として終結を記録する' }))
    await screen.findByText(/誤報・通常障害として終結しました/)
    expect(openLog(world).state.closed).toMatchObject({ how: 'falseAlarm' })
    fireEvent.click(screen.getByRole('button', { name: '再開を記録する' }))
    await screen.findByRole('button', { name: '終結にする' })
    expect(openLog(world).state.closed).toBeNull()
  })

  it('keeps the reason that was typed when closing is put off', async () => {
    const world = await incident()
    await renderWithServices(<ExportScreen />, world)
    fireEvent.click(screen.getByRole('button', { name: '終結にする' }))
    fireEvent.input(screen.getByLabelText('理由（任意）'), { target: { value: '機器の故障' } })
    fireEvent.click(screen.getByRole('button', { name: 'やめる' }))
    expect(openLog(world).state.closed).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: '終結にする' }))
    expect((screen.getByLabelText('理由（任意）') as HTMLTextAreaElement).value).toBe('機器の故障')
  })

  it('ends with the way to take back an incident started by mistake', async () => {
    await renderWithServices(<ExportScreen />, await incident())
    expect(screen.getByRole('button', { name: 'このインシデントを削除する' })).toBeTruthy()
  })
})
