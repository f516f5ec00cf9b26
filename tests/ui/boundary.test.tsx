import { cleanup, screen, waitFor } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Boundary } from '../../src/ui/boundary.tsx'
import { lazy } from '../../src/ui/lazy.tsx'
import { appText } from '../../src/ui/text/app.ts'
import { makeWorld, renderWithServices } from '../support/ui.tsx'

afterEach(cleanup)
const words = appText.ja

describe('a screen that breaks', () => {
  it('shows what was typed, to be copied, and comes back when tried again', async () => {
    const world = await makeWorld()
    world.session.saveDraft('note:x', '救急隊が来た。まだ書いていない')
    let broken = true
    const Screen = () => {
      if (broken) throw new Error('a defect')
      return <p>無事</p>
    }
    await renderWithServices(
      <Boundary>
        <Screen />
      </Boundary>,
      world,
    )
    expect(screen.getByRole('alert').textContent).toBe(words.broken)
    expect(screen.getByText('救急隊が来た。まだ書いていない')).toBeTruthy()
    expect(screen.getByRole('link', { name: words.home })).toBeTruthy()
    broken = false
    await userEvent.click(screen.getByRole('button', { name: words.retry }))
    expect(screen.getByText('無事')).toBeTruthy()
  })

  it('a chunk that cannot be read says so, and can be tried again', async () => {
    const load = vi
      .fn()
      .mockRejectedValueOnce(new TypeError('gone'))
      .mockResolvedValue(() => <p>届いた</p>)
    const Later = lazy<object>(load)
    await renderWithServices(<Later />, await makeWorld())
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(words.screenMissing))
    await userEvent.click(screen.getByRole('button', { name: words.retry }))
    await waitFor(() => expect(screen.getByText('届いた')).toBeTruthy())
  })
})
