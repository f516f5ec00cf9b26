import { describe, expect, it } from 'vitest'
import type { EventStore } from '../../src/domain/ports.ts'
import { createSession } from '../../src/session/session.ts'
import { memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { sharedDevice } from '../support/world.ts'

async function started(device = sharedDevice(), store?: EventStore) {
  const tab = device.tab(store ? { store } : {})
  const session = createSession(tab.world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  return { device, session, log, ...tab }
}

describe('a pinned runbook whose stored bytes were spoilt', () => {
  it('is replaced by the shipped one with the same hash', async () => {
    const disk = memoryDisk()
    const device = sharedDevice()
    const { session, log } = await started(device, memoryStore(disk))
    const hash = session.state.getState().open!.runbookHash!
    disk.runbooks.set(hash, new Uint8Array([0x7b]))
    const again = createSession(device.tab({ store: memoryStore(disk) }).world)
    await again.boot()
    await again.openIncident(log)
    expect(again.state.getState().open?.runbook?.id).toBe('hospital')
  })
})
