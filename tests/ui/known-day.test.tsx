import { cleanup, fireEvent, screen } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import { KnownDay } from '../../src/ui/components/known-day.tsx'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

afterEach(cleanup)

it('an unknown day leaves the clocks on the detection; it is not taken for today', async () => {
  const world = await makeWorld({ start: '2026-11-22T05:00:00.000+09:00' })
  await world.session.startIncident({ runbookId: 'hospital' })
  await renderWithServices(<KnownDay />, world)
  fireEvent.click(screen.getByRole('button', { name: '知った日を直す' }))
  fireEvent.click(screen.getByRole('button', { name: '不明' }))
  fireEvent.click(screen.getByRole('button', { name: '知った日を記録する' }))
  await screen.findByText('記録しました')
  expect(world.session.state.getState().open?.state.breachKnownAt).toBeNull()
})
