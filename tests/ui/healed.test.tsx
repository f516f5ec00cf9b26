import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../src/ui/app.tsx'
import { hashOf } from '../../src/ui/route.ts'
import { HomeScreen } from '../../src/ui/screens/home.tsx'
import { SettingsScreen } from '../../src/ui/screens/settings.tsx'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

beforeEach(() => {
  window.location.hash = ''
})
afterEach(cleanup)

/** An incident that got entries back in the run before. */
async function healed() {
  const before = await makeWorld()
  const { log } = await before.session.startIncident({ runbookId: 'hospital', name: '夜の停止' })
  return {
    log,
    world: await makeWorld({ seed: 2, disk: before.disk, notes: { healed: `${log} 12` } }),
  }
}

/** The incident is on screen; its code is loaded when it is first opened. */
const frame = () => screen.findByRole('navigation', { name: '画面' }, { timeout: 10_000 })

describe('entries that came back from the second copy', () => {
  it('are said at home, with the incident and their number, until somebody has read it', async () => {
    const { world } = await healed()
    await renderWithServices(<HomeScreen />, world)
    const notice = screen.getByRole('heading', { name: '失われた記録を戻しました' }).parentElement!
    expect(notice.textContent).toContain('夜の停止 12件')
    expect(notice.textContent).toContain('書き出して、端末の外にも残します')
    fireEvent.click(screen.getByRole('button', { name: '分かりました' }))
    await waitFor(() => expect(screen.queryByText('失われた記録を戻しました')).toBeNull())
    expect(world.notes.get('healed')).toBe('')
  })

  it('are said in the incident too, where the app comes back to', async () => {
    const { world, log } = await healed()
    window.location.hash = hashOf({ at: 'incident', log, tab: 'steps' })
    await renderWithServices(<App services={world.services} />, world)
    await frame()
    expect(screen.getByText('夜の停止 12件')).toBeTruthy()
  })

  it('are not said in another incident', async () => {
    const { world } = await healed()
    const { log } = await world.session.startIncident({ runbookId: 'clinic' })
    window.location.hash = hashOf({ at: 'incident', log, tab: 'steps' })
    await renderWithServices(<App services={world.services} />, world)
    await frame()
    expect(screen.queryByText('失われた記録を戻しました')).toBeNull()
  })
})

describe('the second copy in the settings', () => {
  it('is said to be missing where the browser cannot keep one', async () => {
    await renderWithServices(<SettingsScreen />)
    expect(screen.getByText(/このブラウザでは作れません/)).toBeTruthy()
  })

  it('tells when it was last made good again', async () => {
    const notes = { mended: '2025-11-22T01:30:00.000+09:00 copy 3' }
    await renderWithServices(<SettingsScreen />, { notes })
    expect(screen.getByText(/01:30に、足りない所を書き直しました/)).toBeTruthy()
  })
})
