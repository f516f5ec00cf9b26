import { describe, expect, it } from 'vitest'
import { deferredSession } from '../../src/session/deferred.ts'
import { createSession } from '../../src/session/session.ts'
import { sharedDevice } from '../support/world.ts'

describe('a session whose code is read later', () => {
  it('shows the start at once, and records once its code is there', async () => {
    const { world } = sharedDevice().tab()
    let arrive = (): void => undefined
    const code = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const session = deferredSession(
      world,
      async (state) => {
        await code
        return createSession(world, state)
      },
      () => expect.unreachable(),
    )
    const phases: string[] = []
    session.state.subscribe(({ phase }) => phases.push(phase))
    const booted = session.boot()
    session.tick()
    await session.visible(true)
    expect(session.state.getState()).toMatchObject({ phase: 'starting', open: null })
    arrive()
    await booted
    expect(phases.at(-1)).toBe('ready')
    await session.startIncident({ runbookId: 'hospital' })
    await session.record({ do: 'note', body: '電話が鳴る' })
    expect(session.state.getState().open?.state.entries.at(-1)?.body).toBe('電話が鳴る')
  })

  it('says that nothing can be kept when its code cannot be read, and tries again when asked', async () => {
    const { world } = sharedDevice().tab()
    let there = false
    let failures = 0
    const session = deferredSession(
      world,
      async (state) => {
        if (!there) throw new TypeError('no such file')
        return createSession(world, state)
      },
      () => {
        failures++
      },
    )
    await session.boot()
    expect(session.state.getState().phase).toBe('unavailable')
    expect(failures).toBe(1)
    there = true
    await session.boot()
    expect(session.state.getState().phase).toBe('ready')
    const { result } = await session.startIncident({ runbookId: 'hospital' })
    expect(result).toMatchObject({ ok: true })
  })
})
