import { cleanup, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../src/ui/app.tsx'
import { Boundary } from '../../src/ui/boundary.tsx'
import { lazy, loadAllScreens } from '../../src/ui/lazy.tsx'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

afterEach(cleanup)
beforeEach(() => {
  window.location.hash = ''
})

/** What decides whether a new build is kept or left for the one before it. */
describe('how the start went', () => {
  it('the app came up when the record is open and every screen could be loaded', async () => {
    const world = await makeWorld({ boot: false })
    await renderWithServices(<App services={world.services} />, world)
    await loadAllScreens()
    expect(world.asked).not.toContain('came up')
    await world.session.boot()
    await waitFor(() => expect(world.asked).toContain('came up'))
    expect(world.asked).not.toContain('failed to start')
  })

  it('opened in an incident, it came up when that incident is there', async () => {
    const world = await makeWorld()
    const { log } = await world.session.startIncident({ runbookId: 'hospital' })
    world.session.closeView()
    window.location.hash = `#/i/${log}/log`
    await renderWithServices(<App services={world.services} />, world)
    expect(world.asked).not.toContain('came up')
    await waitFor(() => expect(world.asked).toContain('came up'))
  })

  it('a storage that does not answer is no sign of life', async () => {
    const world = await makeWorld({ dead: true })
    await renderWithServices(<App services={world.services} />, world)
    await loadAllScreens()
    await new Promise((done) => setTimeout(done, 50))
    expect(world.asked).not.toContain('came up')
  })

  it('a screen that throws is a failed start', async () => {
    const Broken = () => {
      throw new Error('a defect')
    }
    const { world } = await renderWithServices(
      <Boundary>
        <Broken />
      </Boundary>,
    )
    expect(world.asked).toContain('failed to start')
  })

  it('a chunk that holds nothing cannot be loaded', async () => {
    // biome-ignore lint/suspicious/noExplicitAny: what an emptied chunk gives
    lazy<object>(async () => ({}) as any)
    await expect(loadAllScreens()).rejects.toThrow('no screen')
  })
})
