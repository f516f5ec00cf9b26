import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { SettingsScreen } from '../../src/ui/screens/settings.tsx'
import { makeWorld, renderWithServices, type World } from '../support/ui.tsx'

afterEach(cleanup)

const section = (title: string) => {
  const found = screen.getByRole('heading', { level: 2, name: title }).closest('section')
  if (!found) throw new Error(title)
  return within(found)
}

const type = (field: HTMLElement, text: string): void => {
  fireEvent.input(field, { target: { value: text } })
}

const readiness = (world: World) => world.session.state.getState().readiness

async function withPeople(...names: readonly string[]): Promise<World> {
  const world = await makeWorld()
  const ids = names.map(() => world.session.newId())
  for (const [i, name] of names.entries())
    await world.session.prepare({
      do: 'savePerson',
      person: ids[i] ?? '',
      name,
      number: `内線${i + 1}`,
      roles: ['duty'],
    })
  await world.session.prepare({ do: 'orderChain', people: ids })
  return world
}

describe('the hospital', () => {
  it('says 保存しました only after the write is durable', async () => {
    const { world } = await renderWithServices(<SettingsScreen />)
    const hospital = section('病院')
    expect(hospital.getByRole('status').textContent).toBe('')
    type(hospital.getByLabelText('病院の名前'), '半田町立病院')
    fireEvent.click(hospital.getByRole('button', { name: '保存する' }))
    await waitFor(() => expect(hospital.getByRole('status').textContent).toBe('保存しました'))
    expect(readiness(world).hospital).toBe('半田町立病院')
  })

  it('keeps the words when they cannot be saved, also on leaving and coming back', async () => {
    const world = await makeWorld()
    world.fail('unavailable')
    const { view } = await renderWithServices(<SettingsScreen />, world)
    type(section('病院').getByLabelText('病院の名前'), '半田町立病院')
    fireEvent.click(section('病院').getByRole('button', { name: '保存する' }))
    expect((await screen.findByRole('alert')).textContent).toContain('保存できません')
    expect(section('病院').getByRole('status').textContent).toBe('')
    view.unmount()
    await renderWithServices(<SettingsScreen />, world)
    expect(section('病院').getByLabelText('病院の名前')).toHaveProperty('value', '半田町立病院')
    world.fail(null)
    fireEvent.click(section('病院').getByRole('button', { name: '保存する' }))
    await section('病院').findByText('保存しました')
    expect(world.session.state.getState().pending).toEqual([])
    expect(world.session.state.getState().drafts.size).toBe(0)
  })

  it('asks for a name when there is none', async () => {
    await renderWithServices(<SettingsScreen />)
    fireEvent.click(section('病院').getByRole('button', { name: '保存する' }))
    expect((await screen.findByRole('alert')).textContent).toContain('名前を入れて')
  })
})

describe('people', () => {
  it('saves a person with a number and roles', async () => {
    const { world } = await renderWithServices(<SettingsScreen />)
    const people = section('人と役割')
    fireEvent.click(people.getByRole('button', { name: '人を加える' }))
    type(people.getByLabelText('名前か職名'), '当直師長 佐藤')
    type(people.getByLabelText('電話番号か内線'), '内線201')
    fireEvent.click(people.getByRole('button', { name: '当直責任者' }))
    fireEvent.click(people.getByRole('button', { name: '記録係' }))
    fireEvent.click(people.getByRole('button', { name: '保存する' }))
    await people.findByText('保存しました')
    expect([...readiness(world).people.values()]).toMatchObject([
      { name: '当直師長 佐藤', number: '内線201', roles: ['duty', 'scribe'] },
    ])
  })

  it('removes a person only after asking', async () => {
    const world = await withPeople('佐藤')
    await renderWithServices(<SettingsScreen />, world)
    const people = section('人と役割')
    const fold = people.getByText('佐藤').closest('details')
    if (!fold) throw new Error('no row')
    fold.open = true
    fireEvent(fold, new Event('toggle'))
    fireEvent.click(await people.findByRole('button', { name: 'この人を外す' }))
    expect(readiness(world).people.size).toBe(1)
    fireEvent.click(people.getByRole('button', { name: '外す' }))
    await waitFor(() => expect(readiness(world).people.size).toBe(0))
    expect(readiness(world).chain).toEqual([])
  })
})

describe('the telephone order', () => {
  const names = () =>
    section('電話の順番')
      .getAllByRole('listitem')
      .map((row) => row.querySelector('b')?.textContent)

  it('is changed by buttons, and the focus stays on the button', async () => {
    const world = await withPeople('佐藤', '田中', '山田')
    await renderWithServices(<SettingsScreen />, world)
    fireEvent.click(screen.getByRole('button', { name: '山田を上へ' }))
    await waitFor(() => expect(names()).toEqual(['佐藤', '山田', '田中']))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '山田を上へ' }))
    fireEvent.click(screen.getByRole('button', { name: '佐藤を上へ' }))
    fireEvent.click(screen.getByRole('button', { name: '佐藤を下へ' }))
    await waitFor(() => expect(names()).toEqual(['山田', '佐藤', '田中']))
  })

  it('takes people out and in', async () => {
    const world = await withPeople('佐藤', '田中')
    await renderWithServices(<SettingsScreen />, world)
    fireEvent.click(screen.getByRole('button', { name: '佐藤を順番から外す' }))
    await waitFor(() => expect(names()).toEqual(['田中']))
    fireEvent.click(screen.getByRole('button', { name: '佐藤を加える' }))
    await waitFor(() => expect(names()).toEqual(['田中', '佐藤']))
    expect(readiness(world).people.size).toBe(2)
  })
})

describe('contacts', () => {
  async function openVendor(world: World) {
    await renderWithServices(<SettingsScreen />, world)
    const fold = screen.getByText(/保守会社/).closest('details')
    if (!fold) throw new Error('no row')
    fold.open = true
    fireEvent(fold, new Event('toggle'))
    const inside = within(fold)
    await inside.findByLabelText('病院で使う番号')
    return inside
  }

  it('keeps an own number and the day it was checked', async () => {
    const world = await makeWorld()
    const vendor = await openVendor(world)
    type(vendor.getByLabelText('病院で使う番号'), '0120-000-000')
    fireEvent.click(await vendor.findByRole('button', { name: '今日この番号を確認した' }))
    await vendor.findByText('確認 2025-11-22（土）')
    expect(readiness(world).contacts.get('vendor')).toMatchObject({
      number: '0120-000-000',
      verified: '2025-11-22T02:10:00.000+09:00',
    })
  })

  it('does not call a changed number checked', async () => {
    const world = await makeWorld()
    await world.session.prepare({
      do: 'saveContact',
      contact: 'vendor',
      number: '0120-000-000',
      verified: world.session.now(),
    })
    const vendor = await openVendor(world)
    type(vendor.getByLabelText('病院で使う番号'), '0120-999-999')
    fireEvent.click(vendor.getByRole('button', { name: '保存する' }))
    await vendor.findByText('番号は未確認')
    expect(readiness(world).contacts.get('vendor')?.verified).toBeNull()
  })
})

describe('display and storage', () => {
  it('changes the language at once', async () => {
    const { world } = await renderWithServices(<SettingsScreen />)
    fireEvent.click(screen.getByRole('button', { name: 'English' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy()
    expect(world.session.state.getState().prefs.language).toBe('en')
  })

  it('says that records may go, and asks the browser to keep them', async () => {
    const { world } = await renderWithServices(<SettingsScreen />, { persisted: false })
    const storage = section('保存')
    expect(storage.getByText(/自動で消すことがあります/)).toBeTruthy()
    fireEvent.click(storage.getByRole('button', { name: '記録を残すよう頼む' }))
    await storage.findByText('この端末は、記録を自動では消しません。')
    expect(world.asked).toContain('persist')
  })
})

describe('the hospital’s day', () => {
  const day = async () => {
    const title = section('院内の一日').getByRole('heading', { level: 2 })
    const fold = title.closest('section')?.querySelector('details')
    if (!fold) throw new Error('no fold')
    fold.open = true
    fireEvent(fold, new Event('toggle'))
    return section('院内の一日')
  }
  const unfold = (element: HTMLElement): ReturnType<typeof within> => {
    const fold = element.closest('details')
    if (!fold) throw new Error('no fold')
    fold.open = true
    fireEvent(fold, new Event('toggle'))
    return within(fold)
  }

  it('is tentative until an item is saved; then it is the hospital’s own', async () => {
    const { world } = await renderWithServices(<SettingsScreen />)
    expect(section('院内の一日').getByText('自院の時刻0・仮12')).toBeTruthy()
    const breakfast = unfold((await day()).getByText('朝の配膳'))
    type(await breakfast.findByLabelText(/^時刻/), '９時')
    fireEvent.click(breakfast.getByRole('button', { name: '保存する' }))
    expect(breakfast.getByRole('alert').textContent).toContain('4桁')
    type(breakfast.getByLabelText(/^時刻/), '０７１５')
    fireEvent.click(breakfast.getByRole('button', { name: '保存する' }))
    await waitFor(() =>
      expect(readiness(world).rhythm.get('breakfast')).toMatchObject({
        at: '07:15',
        lead: 105,
        service: 'meals',
        name: '朝の配膳',
      }),
    )
    await section('院内の一日').findByText('自院の時刻1・仮11')
  })

  it('leaves out what the hospital does not do', async () => {
    const { world } = await renderWithServices(<SettingsScreen />)
    const dialysis = unfold((await day()).getByText('透析の開始'))
    fireEvent.click(await dialysis.findByRole('button', { name: /行わないと保存する/ }))
    await waitFor(() => expect(readiness(world).rhythm.get('dialysis')?.days).toEqual([]))
    await section('院内の一日').findByText('この病院では行わない')
  })

  it('takes an item of its own', async () => {
    const { world } = await renderWithServices(<SettingsScreen />)
    fireEvent.click((await day()).getByRole('button', { name: '一日に加える' }))
    const form = within(section('院内の一日').getByRole('heading', { level: 3 }).parentElement!)
    type(form.getByLabelText('何が来るか'), '放射線治療')
    type(form.getByLabelText(/^時刻/), '0930')
    fireEvent.click(form.getByRole('button', { name: '日' }))
    fireEvent.click(form.getByRole('button', { name: '保存する' }))
    await waitFor(() =>
      expect([...readiness(world).rhythm.values()]).toMatchObject([
        { name: '放射線治療', at: '09:30', days: [1, 2, 3, 4, 5, 6] },
      ]),
    )
  })
})
