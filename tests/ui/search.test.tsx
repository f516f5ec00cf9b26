import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { SearchScreen } from '../../src/ui/screens/search.tsx'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

afterEach(cleanup)

async function twoIncidents() {
  const world = await makeWorld()
  const notes = async (name: string, mode: 'live' | 'drill', ...bodies: string[]) => {
    await world.session.startIncident({ runbookId: 'hospital', name, mode })
    for (const body of bodies) await world.session.record({ do: 'note', body })
  }
  await notes('十月の夜', 'live', 'バックアップの線を抜いた', '患者は無事')
  await notes('春の訓練', 'drill', 'ﾊﾞｯｸｱｯﾌﾟ線の場所を確かめた')
  world.session.closeView()
  await renderWithServices(<SearchScreen />, world)
  return world
}

function look(words: string): void {
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: words } })
  fireEvent.click(screen.getByRole('button', { name: '探す' }))
}

describe('searching all records', () => {
  it('finds the words in live incidents and drills, whatever their width, and marks which is which', async () => {
    await twoIncidents()
    look('バックアップ')
    await screen.findByText('2件のインシデントに 2行')
    expect(screen.getByRole('heading', { name: '実動 十月の夜' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: '訓練 春の訓練' })).toBeTruthy()
    const link = screen.getByRole('link', { name: /バックアップの線を抜いた/ })
    expect(link.getAttribute('href')).toMatch(/^#\/i\/[^/]+\/log\/[0-9a-f]{64}$/)
  })

  it('says when nothing was found, and searches again', async () => {
    await twoIncidents()
    look('透析')
    await screen.findByText('「透析」は見つかりませんでした。')
    look('患者は無事')
    await screen.findByText('1件のインシデントに 1行')
  })

  it('counts an incident that cannot be read, and shows the others', async () => {
    const world = await twoIncidents()
    const [row] = world.session.state.getState().logs
    const { read } = world.store
    Object.assign(world.store, {
      read: (log: string) =>
        log === row?.log ? Promise.reject(new Error('lost')) : read(log as never),
    })
    look('バックアップ')
    await screen.findByText('1件のインシデントに 1行')
    expect(screen.getByText('読めなかったインシデントが1件あります。')).toBeTruthy()
  })
})
