import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { IncidentFrame } from '../../src/ui/components/incident-frame.tsx'
import { inline, number, row, workbook } from '../support/make-table.ts'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

afterEach(cleanup)

async function opened(
  language: 'ja' | 'en' = 'ja',
): Promise<{ world: World; container: Element; log: string }> {
  const world = await makeWorld({
    start: '2021-11-02T09:00:00.000+09:00',
    prefs: { theme: 'auto', language },
  })
  const { log } = await world.session.startIncident({
    runbookId: 'hospital',
    detection: { at: '2021-10-31T00:30:00.000+09:00', precision: 'exact' } as never,
  })
  const { view } = await renderWithServices(
    <IncidentFrame log={log} tab="export" item="table" />,
    world,
  )
  await waitFor(() => expect(view.container.querySelector('.table-import')).toBeTruthy())
  return { world, container: view.container, log }
}

/** Beside preact/compat, which the frame brings along, `fireEvent.change` sends an input event instead. */
const changed = (element: Element): boolean =>
  element.dispatchEvent(new Event('change', { bubbles: true }))

function choose(container: Element, name: string, content: string | Uint8Array): void {
  const input = container.querySelector('.table-import input[type=file]')!
  const files = [new File([content as BlobPart], name)]
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  changed(input)
}

function give(select: Element, value: string): void {
  ;(select as HTMLSelectElement).value = value
  changed(select)
}

const count = (world: World): number => world.session.state.getState().open!.state.entries.length
const newest = (world: World, most: number) =>
  world.session.state
    .getState()
    .open!.state.entries.slice(-most)
    .map(({ body, late, occurred }) => `${occurred.at?.slice(0, 16) ?? '不明'} ${late} ${body}`)

const csv = [
  '日付,時刻,内容,記録者',
  '10月31日,0:30,プリンタが英文を印刷,山田',
  ',朝,電源を確認,',
  ',0:45頃,電子カルテが開かない,佐藤',
  ',2022/10/31 9:00,未来,',
].join('\r\n')

describe('taking in a chronology kept elsewhere', () => {
  it('shows what enters and what does not, and why; nothing enters before it is said', async () => {
    const { world, container } = await opened()
    const before = count(world)
    choose(container, '経過.csv', csv)
    await screen.findByText('入る行 2')
    expect(screen.getByText('入らない行 2')).toBeTruthy()
    const bad = screen.getByRole('heading', { name: '入らない行と理由' }).parentElement!
    expect(bad.textContent).toContain('3行目 B3「朝」時刻と読めません。')
    expect(bad.textContent).toContain('5行目')
    expect(bad.textContent).toContain('今より後の時刻です。')
    expect(count(world)).toBe(before)

    fireEvent.click(screen.getByRole('button', { name: '2件を後記として記録する' }))
    await screen.findByText('2件を後記として記録しました。')
    expect(newest(world, 2)).toEqual([
      '2021-10-31T00:30 true プリンタが英文を印刷',
      '2021-10-31T00:45 true 電子カルテが開かない',
    ])
    expect(count(world)).toBe(before + 2)
  })

  it('chosen once more it says what is in already, and enters nothing twice', async () => {
    const { world, container } = await opened()
    choose(container, '経過.csv', csv)
    fireEvent.click(await screen.findByRole('button', { name: '2件を後記として記録する' }))
    await screen.findByText('2件を後記として記録しました。')
    const before = count(world)
    choose(container, '経過（コピー）.csv', csv)
    await screen.findByText('前に取り込んだ行 2（二重には入りません）')
    expect(screen.getByText('新しく入る行はありません。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /記録する/ })?.closest('.table-import')).toBeFalsy()
    expect(count(world)).toBe(before)
  })

  it('a wrong guess is put right by choosing what a column is', async () => {
    const { world, container } = await opened()
    choose(container, 'x.csv', '日時,内容,本当の内容\n10/31 0:30,番号1,プリンタ\n')
    const second = await screen.findByLabelText(/B列「内容」/)
    give(second, '')
    await screen.findByText('内容の列を選びます。')
    give(screen.getByLabelText(/C列「本当の内容」/), 'what')
    fireEvent.click(await screen.findByRole('button', { name: '1件を後記として記録する' }))
    await screen.findByText('1件を後記として記録しました。')
    expect(newest(world, 1)).toEqual(['2021-10-31T00:30 true プリンタ'])
  })

  it('asks for the day of times without one, and whether midnight was passed', async () => {
    const { container } = await opened()
    choose(container, 'board.csv', '時刻,内容\n23:50,a\n0:10,b\n')
    await screen.findByText('入らない行 1')
    const day = screen.getByLabelText(/日付のない行の日付/) as HTMLInputElement
    expect(day.value).toBe('2021-10-31')
    fireEvent.input(day, { target: { value: '2021-10-30' } })
    fireEvent.click(screen.getByLabelText(/翌日とみなす/))
    await screen.findByText('入る行 2')
    const good = screen.getByRole('heading', { name: '入る行' }).parentElement!
    expect(within(good).getByText('2021-10-31（日）00:10')).toBeTruthy()
    expect(good.textContent).toContain('翌日とみなした')
  })

  it('reads a workbook, and the sheet that is chosen', async () => {
    const { world, container } = await opened()
    choose(
      container,
      'クロノロ.xlsx',
      workbook({
        rows:
          row(1, inline('A1', '日時'), inline('B1', '内容')) +
          row(2, number('A2', 44500.0208333333, 1), inline('B2', '=1+1')),
      }),
    )
    fireEvent.click(await screen.findByRole('button', { name: '1件を後記として記録する' }))
    await screen.findByText('1件を後記として記録しました。')
    expect(newest(world, 1)).toEqual(['2021-10-31T00:30 true =1+1'])
  })

  it('a Timesketch file is read in UTC until Japan is said', async () => {
    const { container } = await opened('en')
    choose(
      container,
      'ts.csv',
      'message,datetime,timestamp_desc\nlogon,2021-10-30 15:30:00,Logon Time\n',
    )
    await screen.findByText('It has the form of Timesketch.')
    await screen.findByText('2021-10-31 (Sun) 00:30')
    fireEvent.click(screen.getByRole('button', { name: 'Japan time' }))
    await screen.findByText('2021-10-30 (Sat) 15:30')
  })

  it.each([
    ['IMG.JPG', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0]), '表ではありません'],
    ['old.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0]), 'パスワード'],
    ['empty.csv', '', '何も書かれていません'],
  ])('%s is refused with what to do', async (name, content, said) => {
    const { container } = await opened()
    choose(container, name, content)
    expect((await screen.findByRole('alert')).textContent).toContain(said)
    expect(screen.getByRole('button', { name: '別のファイルを選ぶ' })).toBeTruthy()
  })

  it('stays as it is when it cannot be stored, and can be tried again', async () => {
    const { world, container } = await opened()
    const before = count(world)
    choose(container, '経過.csv', csv)
    const record = await screen.findByRole('button', { name: '2件を後記として記録する' })
    world.fail('quota')
    fireEvent.click(record)
    await screen.findByText(/同じ行が二重に入ることはありません/)
    expect(count(world)).toBe(before)
    expect(world.session.state.getState().pending).toEqual([])
    world.fail(null)
    fireEvent.click(record)
    await screen.findByText('2件を後記として記録しました。')
    expect(count(world)).toBe(before + 2)
  })

  it('the chronology names the row as late, with the file, its row and its own time', async () => {
    const { world, container, log } = await opened()
    choose(container, '経過.csv', csv)
    fireEvent.click(await screen.findByRole('button', { name: '2件を後記として記録する' }))
    await screen.findByText('2件を後記として記録しました。')
    const entry = world.session.state.getState().open!.state.entries.at(-1)!
    cleanup()
    await renderWithServices(<IncidentFrame log={log} tab="log" item={entry.id} />, world)
    const sheet = await screen.findByRole('dialog')
    expect(sheet.textContent).toContain('後記')
    expect(sheet.textContent).toContain('取り込み元: 経過.csv 4行目')
    expect(sheet.textContent).toContain('元の表の時刻0:45頃')
    expect(sheet.textContent).toMatch(/SHA-256 [0-9a-f]{64}/)
  })
})
