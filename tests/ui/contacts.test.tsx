import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import type { Entry } from '../../src/domain/log/entry.ts'
import type { Mode } from '../../src/domain/log/event.ts'
import { StepContacts } from '../../src/ui/components/step/contacts.tsx'
import { useSessionState } from '../../src/ui/context.ts'
import { ContactsScreen } from '../../src/ui/screens/contacts.tsx'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

afterEach(cleanup)

async function incident(mode: Mode = 'live', start?: string): Promise<World> {
  const world = await makeWorld(start ? { start } : {})
  const { session } = world
  const person = session.newId()
  await session.prepare({
    do: 'savePerson',
    person,
    name: mode === 'drill' ? '当直責任者 090-0000-0000' : '当直責任者',
    number: '0883-00-0000',
    roles: ['duty'],
  })
  await session.prepare({
    do: 'saveContact',
    contact: 'vendor',
    number: '内線 201',
    note: '夜は0120-000-000',
  })
  await session.startIncident({ runbookId: 'hospital', mode })
  return world
}

const calls = (world: World): readonly Entry[] =>
  world.session.state.getState().open?.state.entries.filter((e) => e.shape === 'call') ?? []

function Ready() {
  return useSessionState((state) => state.contacts) ? <ContactsScreen /> : null
}

const row = (name: RegExp): HTMLElement => {
  const item = screen.getByRole('heading', { level: 3, name }).closest('li')
  if (!item) throw new Error(String(name))
  return item
}

describe('calling in an incident', () => {
  it('dials by a real link, records the call, and asks what came of it', async () => {
    const { world } = await renderWithServices(<Ready />, await incident())
    const link = await screen.findByRole('link', { name: /0883-00-0000 当直責任者/ })
    expect(link.getAttribute('href')).toBe('tel:0883000000')
    let prevented: boolean | null = null
    document.addEventListener(
      'click',
      (event) => {
        prevented = event.defaultPrevented
        event.preventDefault()
      },
      { once: true },
    )
    fireEvent.click(link)
    expect(prevented).toBe(false)
    const panel = await screen.findByRole('region', { name: '当直責任者への電話の結果' })
    expect(calls(world)).toHaveLength(1)

    fireEvent.click(within(panel).getByRole('button', { name: '出た' }))
    fireEvent.input(within(panel).getByLabelText(/聞いたこと/), { target: { value: '今から行く' } })
    fireEvent.input(within(panel).getByLabelText('受付番号'), { target: { value: 'A-7' } })
    fireEvent.input(within(panel).getByLabelText(/折返しの時刻/), { target: { value: '０４１０' } })
    fireEvent.click(within(panel).getByRole('button', { name: '結果を記録する' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: /結果/ })).toBeNull())
    expect(calls(world)[0]?.call).toMatchObject({
      result: 'answered',
      body: '今から行く',
      number: 'A-7',
      callBackAt: '2025-11-22T04:10:00.000+09:00',
    })
    expect(within(row(/当直責任者/)).getByText(/出た・折返し 04:10/)).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
    expect(world.session.state.getState().drafts.size).toBe(0)
  })

  it('stands again with what was typed after the app was away', async () => {
    const { world } = await renderWithServices(<Ready />, await incident())
    await world.session.record({ do: 'placeCall', contact: 'mhlw', name: '厚生労働省' })
    fireEvent.click(await screen.findByRole('button', { name: '出ない' }))
    fireEvent.input(screen.getByLabelText(/メモ/), { target: { value: '留守電に入れた' } })
    cleanup()
    await renderWithServices(<Ready />, world)
    expect((screen.getByLabelText(/メモ/) as HTMLTextAreaElement).value).toBe('留守電に入れた')
    expect(screen.getByRole('button', { name: '出ない' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('keeps the words when the result cannot be stored', async () => {
    const { world } = await renderWithServices(<Ready />, await incident())
    await world.session.record({ do: 'placeCall', contact: 'mhlw', name: '厚生労働省' })
    fireEvent.click(await screen.findByRole('button', { name: '話し中' }))
    fireEvent.input(screen.getByLabelText(/メモ/), { target: { value: '3回かけた' } })
    world.fail('quota')
    fireEvent.click(screen.getByRole('button', { name: '結果を記録する' }))
    await waitFor(() => expect(world.session.state.getState().pending[0]?.fault).toBe('quota'))
    expect((screen.getByLabelText(/メモ/) as HTMLTextAreaElement).value).toBe('3回かけた')
    expect(calls(world)[0]?.call).toBeNull()
  })

  it('takes back a call that was not made', async () => {
    const { world } = await renderWithServices(<Ready />, await incident())
    await world.session.record({ do: 'placeCall', contact: 'mhlw', name: '厚生労働省' })
    fireEvent.click(await screen.findByRole('button', { name: 'かけなかった' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: /結果/ })).toBeNull())
    expect(calls(world)[0]?.struck).toBe(true)
  })

  it('shows extensions and missing numbers as words, and records calls made by hand', async () => {
    const { world } = await renderWithServices(<Ready />, await incident())
    const vendor = await waitFor(() => row(/保守会社/))
    expect(within(vendor).getByText('内線 201')).toBeTruthy()
    expect(within(vendor).queryByRole('link', { name: /201/ })).toBeNull()
    const owner = row(/設置者/)
    expect(within(owner).getByText('番号が未登録')).toBeTruthy()
    expect(
      within(owner)
        .getByRole('link', { name: /登録する/ })
        .getAttribute('href'),
    ).toBe('#/settings')
    fireEvent.click(within(owner).getByRole('button', { name: /かけたと記録する/ }))
    await waitFor(() => expect(calls(world)).toHaveLength(1))
  })
})

describe('hours and the night', () => {
  it('folds the offices that sleep away at night, and shows them on a tap', async () => {
    await renderWithServices(<Ready />, await incident('live', '2025-11-22T02:10:00.000+09:00'))
    const folded = (await screen.findByText(/夜は電話しないところ/)).closest('details')
    expect(folded?.textContent).toContain('JPCERT')
    expect(within(row(/^日本医師会/)).getByText('時間外')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '夜の表示' }))
    expect(screen.queryByText(/夜は電話しないところ/)).toBeNull()
    expect(row(/JPCERT/)).toBeTruthy()
  })

  it('shows all by day, and says who answers', async () => {
    await renderWithServices(<Ready />, await incident('live', '2025-11-21T10:00:00.000+09:00'))
    await waitFor(() => row(/JPCERT/))
    expect(within(row(/^日本医師会/)).getByText('今つながる')).toBeTruthy()
    expect(within(row(/^厚生労働省/)).getByText('受付時間 不明')).toBeTruthy()
    expect(
      within(row(/^厚生労働省/)).getByText(/公式の資料・原典を見た・2024-02-14 時点/),
    ).toBeTruthy()
  })
})

describe('a drill', () => {
  it('shows no number, no tel: and no mailto: anywhere, and records a call nobody placed', async () => {
    const { world, view } = await renderWithServices(<Ready />, await incident('drill'))
    await waitFor(() => row(/^日本医師会/))
    expect(view.container.querySelector('[href^="tel:"], [href^="mailto:"]')).toBeNull()
    const text = view.container.textContent ?? ''
    for (const number of ['0883-00-0000', '090-', '0120', '03-6812', '内線', '110', '@mhlw'])
      expect(text).not.toContain(number)
    expect(screen.getByText(/相手役は進行役/)).toBeTruthy()
    fireEvent.click(within(row(/^日本医師会/)).getByRole('button', { name: /電話する（訓練）/ }))
    await screen.findByRole('region', { name: /日本医師会.*への電話の結果/ })
    const placed = calls(world)[0]?.event
    expect(placed).toMatchObject({ data: { simulated: true } })
    expect(placed).toMatchObject({ text: { name: expect.stringMatching(/^日本医師会/) } })
    expect(placed).not.toHaveProperty('text.number')
  })
})

it('a step shows its own contacts and the result of a call placed there', async () => {
  const world = await incident()
  function Step() {
    return useSessionState((state) => state.contacts) ? (
      <StepContacts ids={['jma-hotline', 'no-such', 'vendor']} />
    ) : null
  }
  await renderWithServices(<Step />, world)
  const link = await screen.findByRole('link', { name: /0120-179-066/ })
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
  expect(screen.queryByRole('region')).toBeNull()
  fireEvent.click(link)
  await screen.findByRole('region', { name: /日本医師会/ })
})
