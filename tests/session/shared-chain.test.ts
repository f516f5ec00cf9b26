import { describe, expect, it } from 'vitest'
import type { EventStore } from '../../src/domain/ports.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { sharedDevice } from '../support/world.ts'

/** One chain under other hands: a second tab, and storage that gives back altered bytes. */

const bodies = (session: Session) =>
  session.state
    .getState()
    .open!.state.entries.filter((e) => e.shape === 'note')
    .map((e) => e.body)

async function started(device = sharedDevice(), store?: EventStore) {
  const tab = device.tab(store ? { store } : {})
  const session = createSession(tab.world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  return { device, session, log, ...tab }
}

describe('another tab records', () => {
  it('while this one signs: the entry is sealed again, not called failed', async () => {
    const device = sharedDevice()
    const { log } = await started(device)
    const tab = device.tab()
    let meanwhile: (() => Promise<void>) | null = null
    const session = createSession({
      ...tab.world,
      signer: async () => {
        const signer = await tab.world.signer()
        return {
          ...signer,
          sign: async (message) => {
            const work = meanwhile
            meanwhile = null
            await work?.()
            return signer.sign(message)
          },
        }
      },
    })
    await session.boot()
    await session.openIncident(log)
    const other = createSession({
      ...device.tab().world,
      // A page that went on without the lock, as after five seconds of waiting.
      locks: { hold: (_name, work) => work() },
    })
    await other.boot()
    await other.openIncident(log)
    meanwhile = async () => {
      await other.record({ do: 'note', body: '隣のタブ' })
      await session.visible(true)
    }
    expect(await session.record({ do: 'note', body: 'このタブ' })).toMatchObject({ ok: true })
    expect(bodies(session)).toEqual(['隣のタブ', 'このタブ'])
  })
})

describe('a spoilt last event', () => {
  const spoil = async (part: 'header' | 'text') => {
    const disk = memoryDisk()
    const device = sharedDevice()
    const { session, log } = await started(device, memoryStore(disk))
    await session.record({ do: 'note', body: '壊れる' })
    const row = [...disk.events.values()].find((r) => r.seq === 3)!
    disk.events.set(row.id, { ...row, [part]: new Uint8Array([0xff]) })
    const again = createSession(device.tab({ store: memoryStore(disk) }).world)
    await again.boot()
    await again.openIncident(log)
    return again
  }

  it.each(['header', 'text'] as const)('(%s) does not stop the recording', async (part) => {
    const session = await spoil(part)
    expect(await session.record({ do: 'note', body: '続き' })).toMatchObject({ ok: true })
    expect(bodies(session)).toEqual(['続き'])
  })

  it('is shown once, however often the log is looked at again', async () => {
    const session = await spoil('text')
    await session.visible(true)
    await session.visible(true)
    expect(session.state.getState().open!.state.damaged).toBe(1)
  })
})
