import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StartScreen } from '../../src/ui/screens/start.tsx'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

beforeEach(() => {
  window.location.hash = '#/start'
})
afterEach(cleanup)

const startButton = () => screen.getByRole('button', { name: '今から記録を始める' })

describe('starting an incident', () => {
  it('takes one tap, asks for nothing, and goes to the steps', async () => {
    const { world } = await renderWithServices(<StartScreen />)
    fireEvent.click(startButton())
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/i\/[0-9a-f-]{36}\/steps$/))
    const { open } = world.session.state.getState()
    expect(open?.mode).toBe('live')
    expect(open?.state.runbook?.id).toBe('hospital')
    expect(open?.state.detection?.at).toBe('2025-11-22T02:10:00.000+09:00')
    await waitFor(() => expect(world.asked).toContain('persist'))
  })

  it('starts one incident however often it is tapped', async () => {
    const { world } = await renderWithServices(<StartScreen />)
    fireEvent.click(startButton())
    fireEvent.click(screen.getByRole('button', { name: /今から|始めています/ }))
    await waitFor(() => expect(window.location.hash).toContain('/steps'))
    expect(world.session.state.getState().logs).toHaveLength(1)
  })

  it('takes the clinic flow and an earlier detection when they are chosen', async () => {
    const { world } = await renderWithServices(<StartScreen />)
    fireEvent.click(screen.getByRole('button', { name: '診療所' }))
    fireEvent.click(screen.getByRole('button', { name: '−15分' }))
    fireEvent.click(startButton())
    await waitFor(() => expect(window.location.hash).toContain('/steps'))
    const { open } = world.session.state.getState()
    expect(open?.state.runbook?.id).toBe('clinic')
    expect(open?.state.detection?.at).toBe('2025-11-22T01:55:00.000+09:00')
  })

  it('keeps one flow chosen when the chosen one is tapped again', async () => {
    await renderWithServices(<StartScreen />)
    const hospital = screen.getByRole('button', { name: '病院' })
    fireEvent.click(hospital)
    expect(hospital.getAttribute('aria-pressed')).toBe('true')
  })

  it('warns of a second record of something real, not of a drill', async () => {
    const world = await makeWorld()
    await world.session.startDrill({ scenario: 'night-printer', cut: 'quarter' })
    const { view } = await renderWithServices(<StartScreen />, world)
    expect(screen.queryByText(/記録中のインシデントがあります/)).toBeNull()
    view.unmount()
    await world.session.startIncident({ runbookId: 'hospital' })
    await renderWithServices(<StartScreen />, world)
    screen.getByText(/記録中のインシデントがあります/)
  })

  it('goes on to the incident when the first record cannot be stored', async () => {
    const world = await makeWorld()
    world.fail('quota')
    await renderWithServices(<StartScreen />, world)
    fireEvent.click(startButton())
    await waitFor(() => expect(window.location.hash).toContain('/steps'))
    expect(world.session.state.getState().pending[0]?.fault).toBe('quota')
  })

  it('says so when nothing could be started, and can be tapped again', async () => {
    const world = await makeWorld()
    const { session } = world
    let broken = true
    const services = {
      ...world.services,
      session: {
        ...session,
        startIncident: (options: Parameters<typeof session.startIncident>[0]) =>
          broken ? Promise.reject(new Error('no runbook')) : session.startIncident(options),
      },
    }
    await renderWithServices(<StartScreen />, { ...world, services })
    fireEvent.click(startButton())
    expect((await screen.findByRole('alert')).textContent).toContain('始められませんでした')
    broken = false
    fireEvent.click(startButton())
    await waitFor(() => expect(window.location.hash).toContain('/steps'))
  })

  it('warns in a Safari tab that the record does not move with the app', async () => {
    await renderWithServices(<StartScreen />, { install: 'iosTab' })
    expect(screen.getByText(/引き継がれません/)).toBeTruthy()
    expect(startButton()).toBeTruthy()
  })
})
