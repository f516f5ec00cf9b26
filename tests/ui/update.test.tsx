import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { HomeScreen } from '../../src/ui/screens/home.tsx'
import { SettingsScreen } from '../../src/ui/screens/settings.tsx'
import { updateText } from '../../src/ui/text/update.ts'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

afterEach(cleanup)
const words = updateText.ja

describe('a newer version waits', () => {
  it.each(['live', 'drill'] as const)(
    'under a running %s incident it recommends the export, and is taken by a tap only',
    async (mode) => {
      const world = await makeWorld({ offline: { updateWaiting: true } })
      const { log } = await world.session.startIncident({ runbookId: 'hospital', mode })
      world.session.closeView()
      await renderWithServices(<SettingsScreen />, world)
      expect(await screen.findByText(words.exportFirst)).toBeTruthy()
      const way = screen.getByRole('link', { name: new RegExp(words.toExport) })
      expect(way.getAttribute('href')).toBe(`#/i/${log}/export`)
      expect(way.textContent).toContain(words.never)
      expect(world.asked).not.toContain('update')
      fireEvent.click(screen.getByRole('button', { name: words.update }))
      expect(world.asked).toContain('update')
    },
  )

  it('knows what left the phone whole, and what grew since', async () => {
    const world = await makeWorld({ offline: { updateWaiting: true } })
    const { log } = await world.session.startIncident({ runbookId: 'hospital' })
    world.clock.advance(60_000)
    world.session.noteExport()
    world.session.closeView()
    const { view } = await renderWithServices(<SettingsScreen />, world)
    expect(await screen.findByText(words.allExported)).toBeTruthy()
    expect(screen.queryByText(words.exportFirst)).toBeNull()
    view.unmount()

    await world.session.openIncident(log)
    world.clock.advance(60_000)
    await world.session.record({ do: 'note', body: '外来は止める' })
    world.session.closeView()
    await renderWithServices(<SettingsScreen />, world)
    expect(await screen.findByText(words.exportFirst)).toBeTruthy()
    expect(screen.getByText(/そのあとにも記録があります/)).toBeTruthy()
  })

  it('warns of what is not recorded yet', async () => {
    const world = await makeWorld({ offline: { updateWaiting: true } })
    await world.session.startIncident({ runbookId: 'hospital' })
    world.fail('quota')
    await world.session.record({ do: 'stamp' })
    await renderWithServices(<SettingsScreen />, world)
    expect(screen.getByText(words.unsaved)).toBeTruthy()
  })

  it('asks for nothing when nothing runs', async () => {
    await renderWithServices(<SettingsScreen />, { offline: { updateWaiting: true } })
    expect(screen.getByRole('button', { name: words.update })).toBeTruthy()
    expect(screen.queryByText(words.exportFirst)).toBeNull()
    expect(screen.queryByText(words.allExported)).toBeNull()
  })
})

describe('a version that did not come up here', () => {
  it('is said on home and in the settings, and can be tried again', async () => {
    const world = await makeWorld({ offline: { updateFailed: true } })
    const { view } = await renderWithServices(<HomeScreen />, world)
    expect(screen.getByText(words.wentBack)).toBeTruthy()
    view.unmount()
    await renderWithServices(<SettingsScreen />, world)
    expect(screen.getByText(words.failedBody)).toBeTruthy()
    expect(screen.queryByRole('button', { name: words.update })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: words.tryAgain }))
    expect(world.asked).toContain('update')
  })

  it('one that came up can be left for the one before it, by hand', async () => {
    const world = await makeWorld({ offline: { previous: '0.0.9+abc' } })
    await renderWithServices(<SettingsScreen />, world)
    expect(screen.getByText(words.backVersion('0.0.9+abc'))).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: words.back, hidden: true }))
    expect(world.asked).toContain('goBack')
  })

  it('offers no way back where none is kept', async () => {
    await renderWithServices(<SettingsScreen />)
    expect(screen.queryByText(words.backTitle)).toBeNull()
  })
})
