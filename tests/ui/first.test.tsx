import { cleanup, screen } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { FirstScreen } from '../../src/ui/screens/first.tsx'
import { Poster } from '../../src/ui/screens/poster.tsx'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

afterEach(cleanup)

async function hospital(): Promise<World> {
  const world = await makeWorld()
  const { session } = world
  const people = [
    { name: '病院長', number: '090-0000-0001', roles: [] },
    { name: '当直責任者', number: '０８８３−００−００００', roles: ['duty'] },
    { name: '事務長', number: '内線 201', roles: [] },
  ].map((person) => ({ person: session.newId(), ...person }))
  for (const person of people) await session.prepare({ do: 'savePerson', ...person })
  await session.prepare({ do: 'orderChain', people: [1, 2, 0].map((i) => people[i]?.person ?? '') })
  await session.prepare({ do: 'describeHospital', name: 'いや町立病院' })
  return world
}

describe('変だと思ったら', () => {
  it('shows five actions in their order', async () => {
    await renderWithServices(<FirstScreen />)
    expect(screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent)).toEqual([
      '患者を見る',
      '撮る',
      '触らない。電源を切らない',
      '異常が出た事務・カルテPCだけLANを抜く',
      '電話する',
    ])
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('変だと思ったら')
  })

  it('calls the first of the chain in one tap, and names the next', async () => {
    await renderWithServices(<FirstScreen />, await hospital())
    const first = screen.getByRole('link', { name: /当直責任者へ電話/ })
    expect(first.getAttribute('href')).toBe('tel:0883000000')
    expect(first.textContent).toContain('0883-00-0000')
    expect(screen.getByRole('link', { name: /病院長/ }).getAttribute('href')).toBe(
      'tel:09000000001',
    )
  })

  it('shows an extension as text only', async () => {
    await renderWithServices(<FirstScreen />, await hospital())
    expect(screen.getByText('内線 201')).toBeTruthy()
    expect(screen.queryByRole('link', { name: /事務長/ })).toBeNull()
  })

  it('says plainly that no order is set, and where to look', async () => {
    await renderWithServices(<FirstScreen />)
    expect(screen.getByText('電話順が設定されていません')).toBeTruthy()
    expect(screen.getByText(/院内の連絡表/)).toBeTruthy()
    expect(screen.getByRole('link', { name: '電話順を設定する' }).getAttribute('href')).toBe(
      '#/settings',
    )
  })

  it('stands before the storage answers, and when it never does', async () => {
    await renderWithServices(<FirstScreen />, { boot: false })
    expect(screen.getByRole('status').textContent).toBe('電話順を読んでいます…')
    expect(screen.queryByText('電話順が設定されていません')).toBeNull()
    cleanup()
    const dead = await makeWorld({ boot: false })
    dead.session.state.setState({ phase: 'unavailable' })
    await renderWithServices(<FirstScreen />, dead)
    expect(screen.getByText('電話順を読めません')).toBeTruthy()
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(5)
  })

  it('leads to the record, the poster and home', async () => {
    await renderWithServices(<FirstScreen />, { prefs: { theme: 'auto', language: 'en' } })
    const hrefs = ['Start the record', 'Print the poster', 'Home'].map((name) =>
      screen.getByRole('link', { name }).getAttribute('href'),
    )
    expect(hrefs).toEqual(['#/start', '#/poster', '#/'])
  })
})

describe('the poster', () => {
  it('shows hospital, numbers as text and the day they were last changed', async () => {
    const world = await hospital()
    world.clock.advance(40 * 86_400_000)
    world.session.tick()
    const { view } = await renderWithServices(<Poster />, world)
    expect(screen.getByText('いや町立病院')).toBeTruthy()
    expect(screen.getByText('0883-00-0000')).toBeTruthy()
    expect(view.container.querySelector('[href^="tel:"]')).toBeNull()
    expect(screen.getByText(/改訂日 2025-11-22/)).toBeTruthy()
  })

  it('leaves rules to write on where nothing is set, and prints on a tap', async () => {
    const { world, view } = await renderWithServices(<Poster />)
    expect(view.container.querySelectorAll('.poster-write')).toHaveLength(3)
    screen.getByRole('button', { name: '印刷する' }).click()
    expect(world.asked).toEqual(['print'])
  })
})
