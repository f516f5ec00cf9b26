import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BoardScreen } from '../../src/ui/screens/board.tsx'
import { ChronologyScreen } from '../../src/ui/screens/chronology.tsx'
import { ExportScreen } from '../../src/ui/screens/export.tsx'
import { PrintChronology } from '../../src/ui/screens/print-chronology.tsx'
import { type Layout, layOut } from '../support/layout.ts'
import { handOver, leadPhone, withScribe } from '../support/two-phones.ts'
import { renderWithServices, type World } from '../support/ui.tsx'

let layout: Layout
beforeEach(() => {
  layout = layOut(4_000)
})
afterEach(() => {
  cleanup()
  layout.restore()
  window.location.hash = ''
})

const devices = () =>
  within(screen.getByRole('heading', { level: 2, name: '端末' }).closest('section')!)
const members = (world: World) => world.session.state.getState().open!.state.members
const standingOf = (world: World, name: string) => {
  const { holders } = world.session.state.getState().open!.state
  const [device] = [...holders].find(([, holder]) => holder.name === name)!
  return members(world).get(device)!
}

describe('the devices of a record', () => {
  it('says of a single one that nobody else writes, and where others are taken in', async () => {
    const { world } = await leadPhone()
    await renderWithServices(<ExportScreen />, world)
    expect(devices().getByText(/この端末だけで書いています/)).toBeTruthy()
    expect(
      devices().getByRole('link', { name: 'ほかの端末の記録を受け取る' }).getAttribute('href'),
    ).toBe('#/import')
  })

  it('says that they do not see each other, whose they are, and until when each was heard', async () => {
    const { world } = await withScribe()
    await renderWithServices(<ExportScreen />, world)
    expect(devices().getByText(/渡し合うまで、互いの記録が見えません/)).toBeTruthy()
    expect(devices().getByText('最後に受け取った 02:10（新しい記録 3件）')).toBeTruthy()
    const [own, other] = devices().getAllByRole('listitem')
    expect(own!.textContent).toMatch(/山田.*この端末.*確認済/)
    expect(other!.textContent).toMatch(/佐藤.*未確認.*3件・02:10までの記録/)
  })

  it('confirms one by a tap, which is an entry of the record', async () => {
    const { world } = await withScribe()
    await renderWithServices(<ExportScreen />, world)
    fireEvent.click(devices().getByRole('button', { name: '佐藤を、自分たちの端末と確かめた' }))
    await waitFor(() => expect(standingOf(world, '佐藤').admitted).toBe(true))
    expect(devices().queryByText('未確認')).toBeNull()
  })

  it('retires one after asking, sets apart what comes later, and takes it back', async () => {
    const { world, scribe, log } = await withScribe()
    const { view } = await renderWithServices(<ExportScreen />, world)
    fireEvent.click(devices().getByRole('button', { name: '佐藤を外す' }))
    expect(devices().getByText(/今ここにある3件は、そのまま残ります/)).toBeTruthy()
    expect(standingOf(world, '佐藤').retiredAfter).toBeNull()
    fireEvent.click(devices().getByRole('button', { name: '外したことを記録する' }))
    await waitFor(() => expect(standingOf(world, '佐藤').retiredAfter).toBe(3))
    view.unmount()

    await scribe.session.record({ do: 'note', body: '拾った人が書いた' })
    await handOver(scribe, world, log)
    const shown = await renderWithServices(<ChronologyScreen />, world)
    const line = (await screen.findByText('拾った人が書いた')).closest('a')!
    expect(line.textContent).toContain('別扱い')
    expect(screen.getByText('病棟から電話').closest('a')!.textContent).not.toContain('別扱い')
    shown.view.unmount()

    await renderWithServices(<ExportScreen />, world)
    fireEvent.click(devices().getByRole('button', { name: '佐藤を仲間に戻す' }))
    await waitFor(() => expect(standingOf(world, '佐藤').admitted).toBe(true))
    expect(standingOf(world, '佐藤').retiredAfter).toBeNull()
  })

  it('offers nothing of it to a device that is not confirmed itself, and says what to do', async () => {
    const { scribe } = await withScribe()
    await renderWithServices(<ExportScreen />, scribe)
    expect(devices().getByText(/この端末は、まだ確かめられていません/)).toBeTruthy()
    expect(devices().queryByRole('button')).toBeNull()
  })
})

describe('what is shown because of other devices', () => {
  it('marks the lines of an unconfirmed device, quietly, and not one’s own', async () => {
    const { world, scribe } = await withScribe()
    const { view } = await renderWithServices(<ChronologyScreen />, world)
    const lineOf = async (body: string) => (await screen.findByText(body)).closest('a')!
    expect((await lineOf('病棟から電話')).textContent).toContain('未確認の端末')
    expect((await lineOf('救急を止めた')).textContent).not.toContain('未確認の端末')
    view.unmount()
    await renderWithServices(<ChronologyScreen />, scribe)
    expect((await lineOf('病棟から電話')).textContent).not.toContain('未確認の端末')
  })

  it('marks them on paper, whoever prints', async () => {
    const { scribe, log } = await withScribe()
    window.location.hash = `#/i/${log}/print`
    await renderWithServices(<PrintChronology />, scribe)
    const row = (await screen.findByText('病棟から電話')).closest('tr')!
    expect(row.textContent).toContain('未確認の端末')
    expect(screen.getByText('救急を止めた').closest('tr')!.textContent).not.toContain('未確認')
  })

  it('says on the board until when each other device was heard', async () => {
    const { world } = await withScribe()
    await renderWithServices(<BoardScreen />, world)
    expect(screen.getByRole('link', { name: '佐藤 02:10まで' }).getAttribute('href')).toMatch(
      /\/export$/,
    )
  })
})
