import { describe, expect, it } from 'vitest'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import { isOwnTarget } from '../../src/domain/flow/targets.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import { createSession } from '../../src/session/session.ts'
import { memoryStore } from '../../src/store/memory.ts'
import { hospital } from '../support/scene.ts'
import { sharedDevice } from '../support/world.ts'

const ours: Runbook = {
  ...hospital,
  version: 'ours-1',
  title: { ja: '当院の手順書', en: 'Our own flow' },
}
const target = hospital.steps.find(isOwnTarget)!

async function device() {
  const shared = sharedDevice()
  const session = createSession(shared.tab().world)
  await session.boot()
  const start = async () => {
    await session.startIncident({ runbookId: 'hospital' })
    return session.state.getState().open!
  }
  return { shared, session, start }
}

describe('a flow of the hospital’s own', () => {
  it('is what new incidents start with; a running one keeps its own', async () => {
    const { session, start } = await device()
    const before = await start()
    expect(await session.adoptRunbook(ours)).toMatchObject({ ok: true })
    expect(session.state.getState().open!.runbook!.version).toBe(hospital.version)
    const after = await start()
    expect(after.runbook!.title).toEqual(ours.title)
    expect(after.state.runbook).toMatchObject({ version: 'ours-1', hash: after.runbookHash })
    expect(before.runbookHash).not.toBe(after.runbookHash)
    expect(session.runbooks().find((book) => book.id === 'hospital')?.title).toEqual(ours.title)
    // Opened again later, it still has the flow it began with.
    await session.openIncident(before.id)
    expect(session.state.getState().open!.runbook!.version).toBe(hospital.version)
  })

  it('is pinned whole, and found again by its hash', async () => {
    const { shared, session, start } = await device()
    await session.adoptRunbook(ours)
    const { runbookHash } = await start()
    expect(hashHex((await shared.store.runbook(runbookHash!))!)).toBe(runbookHash)
  })

  it('gives way to the shipped one when it is withdrawn', async () => {
    const { session, start } = await device()
    await session.adoptRunbook(ours)
    await session.prepare({ do: 'withdrawRunbook', id: 'hospital' })
    expect((await start()).runbook!.version).toBe(hospital.version)
  })

  it('is not adopted when its bytes could not be kept', async () => {
    const shared = sharedDevice()
    const full = { ...memoryStore(), saveRunbook: () => Promise.reject(new Error('full')) }
    const session = createSession(shared.tab({ store: full }).world)
    await session.boot()
    await expect(session.adoptRunbook(ours)).rejects.toThrow('full')
    expect(session.state.getState().readiness.adopted.size).toBe(0)
  })

  it('starts with the shipped one when its bytes came back altered', async () => {
    const { shared, session } = await device()
    await session.adoptRunbook(ours)
    const own = session.state.getState().readiness.adopted.get('hospital')!
    await shared.store.saveRunbook(own.hash, new Uint8Array([0x7b, 0x7d]))
    await session.startIncident({ runbookId: 'hospital' })
    expect(session.state.getState().open!.runbook!.version).toBe(hospital.version)
  })
})

describe('targets of the hospital', () => {
  it('stand in what a new incident pins', async () => {
    const { session, start } = await device()
    await session.prepare({ do: 'saveTarget', step: target.id, minutes: 7 })
    const { runbook, runbookHash, state } = await start()
    const step = runbook!.steps.find((known) => known.id === target.id)
    expect(step?.deadline?.minutes).toBe(7)
    expect(state.runbook!.hash).toBe(runbookHash)
    await session.prepare({ do: 'saveTarget', step: target.id, minutes: null })
    expect((await start()).runbook!.steps.find(({ id }) => id === target.id)?.deadline).toEqual(
      target.deadline,
    )
  })
})
