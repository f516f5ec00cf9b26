import { describe, expect, it } from 'vitest'
import type { EventStore } from '../../src/domain/ports.ts'
import { StoreError } from '../../src/domain/ports.ts'
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

describe('a word from another tab', () => {
  it('is no unhandled error while the storage does not answer', async () => {
    const device = sharedDevice()
    let down = false
    const store: EventStore = {
      ...device.store,
      logs: async () => {
        if (down) throw new StoreError('unavailable', 'cut')
        return device.store.logs()
      },
      readChain: async (...of) => {
        if (down) throw new StoreError('unavailable', 'cut')
        return device.store.readChain(...of)
      },
    }
    const { session, log } = await started(device, store)
    const other = createSession(device.tab().world)
    await other.boot()
    await other.openIncident(log)
    down = true
    // Vitest fails on a rejection nobody handled.
    await other.record({ do: 'note', body: '隣のタブ' })
    await new Promise((resume) => setTimeout(resume, 0))
    expect(session.state.getState().phase).toBe('ready')
  })
})

describe('deleting an incident', () => {
  it('leaves no drafts of it, and in the tombstone where its chain ended', async () => {
    const { session, log, device } = await started()
    session.saveDraft(`note:${log}`, '途中の言葉')
    session.saveDraft(`step:${log}:DT-01`, '途中の言葉')
    session.saveDraft('settings:hospital', '別のもの')
    session.closeView()
    const [head] = [...(device.witness.read().get(log) ?? [])]
    await session.deleteIncident(log)
    expect([...(await device.store.drafts()).keys()]).toEqual(['settings:hospital'])
    expect([...session.state.getState().drafts.keys()]).toEqual(['settings:hospital'])
    const row = session.state.getState().logs.find((known) => known.log === log)
    expect(row?.deleted?.heads).toBe(`${head![0]} ${head![1].seq} ${head![1].id}`)
  })
})

describe('slow storage', () => {
  it('takes a second tap for the first, and a change changed back for what it is', async () => {
    const { session } = await started()
    const check = (checked: boolean) =>
      session.record({ do: 'checkItem', step: 'DT-01', item: 0, checked })
    await Promise.all([check(true), check(true), check(false), check(true)])
    const checks = session.state
      .getState()
      .open!.state.entries.flatMap((e) =>
        e.event.kind === 'known' && e.event.type === 'item.checked' ? [e.event.data.checked] : [],
      )
    expect(checks).toEqual([true, false, true])
  })
})
