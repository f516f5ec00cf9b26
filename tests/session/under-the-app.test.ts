import { describe, expect, it } from 'vitest'
import type { EventStore } from '../../src/domain/ports.ts'
import { createSession } from '../../src/session/session.ts'
import { sharedDevice } from '../support/world.ts'

/** A store that can be emptied, or be full, while the app is open. */
function brittle() {
  const device = sharedDevice()
  let store = device.store
  let full = false
  const held: EventStore = {
    ...store,
    append: async (request) =>
      full ? { ok: false, why: 'quota', detail: 'full' } : store.append(request),
    read: (log) => store.read(log),
    readChain: (log, id, after) => store.readChain(log, id, after),
    head: (log, id) => store.head(log, id),
    logs: () => store.logs(),
  }
  const session = createSession(device.tab({ store: held }).world)
  return {
    session,
    empty: () => {
      store = sharedDevice().store
    },
    fill: (yes: boolean) => {
      full = yes
    },
  }
}

describe('a store emptied under the open app', () => {
  it('is said when the next act fails, and its words are kept', async () => {
    const { session, empty } = brittle()
    await session.boot()
    const { log } = await session.startIncident({ runbookId: 'clinic' })
    empty()
    expect(await session.record({ do: 'note', body: '残る' })).toMatchObject({ why: 'failed' })
    await expect.poll(() => session.state.getState().losses).toMatchObject([{ log, found: 0 }])
    expect(session.state.getState().pending).toMatchObject([{ command: { body: '残る' } }])
  })

  it('is said when the page comes back to the front', async () => {
    const { session, empty } = brittle()
    await session.boot()
    const { log } = await session.startIncident({ runbookId: 'clinic' })
    empty()
    await session.visible(true)
    expect(session.state.getState().losses).toMatchObject([{ log, expected: 2, found: 0 }])
  })

  it('gives no file that holds less than the screen shows', async () => {
    const { session, empty } = brittle()
    await session.boot()
    await session.startIncident({ runbookId: 'clinic' })
    expect((await session.storedLog()).events).toHaveLength(2)
    empty()
    await expect(session.storedLog()).rejects.toThrow('0 of 2')
    expect(session.state.getState().losses).toHaveLength(1)
  })
})

describe('a start that could not be stored', () => {
  it('is stored before the act that follows it', async () => {
    const { session, fill } = brittle()
    await session.boot()
    fill(true)
    await session.startIncident({ runbookId: 'clinic' })
    await session.record({ do: 'note', body: '一' })
    fill(false)
    await session.record({ do: 'note', body: '二' })
    const { open, pending } = session.state.getState()
    expect(open!.state.entries.map((entry) => entry.shape)).toEqual(['device', 'incident', 'note'])
    expect(open!.state.position!.open().length).toBeGreaterThan(0)
    expect(pending).toMatchObject([{ command: { body: '一' } }])
  })
})
