import { describe, expect, it } from 'vitest'
import type { EventId, LogId } from '../../src/domain/ids.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { journaled } from '../../src/store/journaled.ts'
import { type MemoryDisk, memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { memoryCopy, memoryJournal } from '../../src/store/memory-journal.ts'
import { testSigner } from '../support/doubles.ts'
import { sharedDevice } from '../support/world.ts'

/** A browser with a store and a second copy of it, over several starts. */
function browser() {
  const device = sharedDevice()
  const copy = memoryCopy()
  let disk: MemoryDisk = memoryDisk()
  let key = 1
  const start = async (): Promise<Session> => {
    const journal = memoryJournal(disk, copy)
    const store = journaled(memoryStore(disk), journal)
    const { world } = device.tab({ store, journal })
    const session = createSession({ ...world, signer: async () => testSigner(key) })
    await session.boot()
    return session
  }
  return {
    copy,
    start,
    witness: device.witness,
    disk: () => disk,
    /** The database comes back empty, the key with it. */
    lose() {
      disk = memoryDisk()
      key++
    },
  }
}

async function night(home: ReturnType<typeof browser>, words: readonly string[]) {
  const session = await home.start()
  const { log } = await session.startIncident({ runbookId: 'hospital', name: '夜' })
  for (const body of words) await session.record({ do: 'note', body })
  return { session, log }
}

const bodies = (session: Session): readonly (string | null)[] =>
  session.state.getState().open!.state.entries.map(({ body }) => body)

const copied = (home: ReturnType<typeof browser>, log: LogId): Map<EventId, StoredEvent> =>
  home.copy.logs.get(log)!

describe('a store that came back empty', () => {
  it('is whole again before anything is shown, and the record says so', async () => {
    const home = browser()
    const { log } = await night(home, ['一', '二', '三'])
    home.lose()
    const session = await home.start()
    expect(session.state.getState()).toMatchObject({
      phase: 'ready',
      losses: [],
      logs: [{ log, mode: 'live', deleted: null, summary: { name: '夜', closed: false } }],
      healed: [{ log, entries: 5 }],
    })
    await session.openIncident(log)
    expect(bodies(session)).toEqual(expect.arrayContaining(['一', '二', '三']))
    const { state, runbook } = session.state.getState().open!
    expect(state.entries.filter(({ shape }) => shape === 'store')).toHaveLength(1)
    expect(state.position!.open().length).toBeGreaterThan(0)
    expect(runbook?.id).toBe('hospital')
  })

  it('is gone on with by a new chain that names the lost one', async () => {
    const home = browser()
    const { log } = await night(home, ['一'])
    home.lose()
    const session = await home.start()
    await session.openIncident(log)
    await session.record({ do: 'note', body: '続き' })
    const { members, heads } = session.state.getState().open!.state
    const [before, after] = [testSigner(1).device, testSigner(2).device]
    expect(members.get(after)).toMatchObject({ replaces: before, root: false })
    expect(heads.get(before)!.seq).toBe(3)
    expect(session.state.getState().losses).toEqual([])
  })

  it('stays said until somebody has read it, over another start too', async () => {
    const home = browser()
    const { log } = await night(home, ['一'])
    home.lose()
    await home.start()
    const session = await home.start()
    expect(session.state.getState().healed).toEqual([{ log, entries: 3 }])
    session.acknowledgeHealing()
    expect((await home.start()).state.getState().healed).toEqual([])
  })

  it('keeps the loss said where the copy lacks the last entries', async () => {
    const home = browser()
    const { log } = await night(home, ['一', '二'])
    const last = [...copied(home, log).keys()].at(-1)!
    copied(home, log).delete(last)
    home.lose()
    const { losses, healed } = (await home.start()).state.getState()
    expect(healed).toEqual([{ log, entries: 3 }])
    expect(losses).toMatchObject([{ log, expected: 4, found: 3 }])
  })

  it('takes nothing back that was changed or was signed by nobody', async () => {
    const home = browser()
    const { log } = await night(home, ['一', '二', '三'])
    const events = [...copied(home, log).values()]
    const [, , one, two, three] = events
    copied(home, log).set(one!.id, { ...one!, text: two!.text })
    copied(home, log).set(three!.id, { ...three!, sig: two!.sig })
    home.lose()
    const session = await home.start()
    await session.openIncident(log)
    expect(bodies(session).filter((body) => body && '一二三'.includes(body))).toEqual(['二'])
    expect(session.state.getState().losses).toMatchObject([{ log, expected: 5, found: 4 }])
  })
})

describe('a store with spoilt rows', () => {
  it('gets an event back whose words were altered without an error, as soon as that is found', async () => {
    const home = browser()
    const { log } = await night(home, ['電源は切らない'])
    const row = [...home.disk().events.values()].at(-1)!
    home.disk().events.set(row.id, { ...row, text: new TextEncoder().encode('{"body":"切る"}') })
    const session = await home.start()
    await session.openIncident(log)
    await expect
      .poll(() => session.state.getState().open?.verification)
      .toMatchObject({ done: true, problems: [], chain: [] })
    expect(bodies(session)).toContain('電源は切らない')
    expect(session.state.getState().healed).toEqual([{ log, entries: 1 }])
  })

  it('gets it back behind the screens too, without being opened', async () => {
    const home = browser()
    const { log } = await night(home, ['一', '二'])
    const rows = [...home.disk().events.values()]
    home.disk().events.delete(rows[2]!.id)
    home.disk().acts.delete(rows[2]!.act)
    const session = await home.start()
    await session.careForStore()
    expect(session.state.getState().healed).toEqual([{ log, entries: 1 }])
    expect(home.disk().events.has(rows[2]!.id)).toBe(true)
  })

  it('finds a chain’s end and the log’s own row again', async () => {
    const home = browser()
    const { log } = await night(home, ['一'])
    home.disk().heads.clear()
    home.disk().logs.clear()
    const session = await home.start()
    expect(session.state.getState().logs).toMatchObject([{ log, summary: { name: '夜' } }])
    await session.openIncident(log)
    expect(await session.record({ do: 'note', body: '続き' })).toMatchObject({ ok: true })
    // No event was lost: there is nothing to be told.
    expect(session.state.getState().healed).toEqual([])
  })

  it('keeps the number of an event that is lost in both copies', async () => {
    const home = browser()
    const { log } = await night(home, ['一', '二'])
    const last = [...home.disk().events.values()].at(-1)!
    home.disk().events.delete(last.id)
    home.disk().acts.delete(last.act)
    copied(home, log).delete(last.id)
    const session = await home.start()
    await session.careForStore()
    await session.openIncident(log)
    await session.record({ do: 'note', body: '三' })
    const { heads } = session.state.getState().open!.state
    expect(heads.get(testSigner(1).device)!.seq).toBe(5)
  })
})

describe('a second copy or a witness that is gone', () => {
  it('is made again from the store', async () => {
    const home = browser()
    const { log, session: first } = await night(home, ['一', '二', '三', '四'])
    await first.careForStore()
    home.copy.logs.clear()
    const session = await home.start()
    await session.careForStore()
    expect(copied(home, log).size).toBe(6)
    expect(session.state.getState()).toMatchObject({
      healed: [],
      mended: { what: 'copy', entries: 6 },
    })
  })

  it('is noted anew when the witness was wiped', async () => {
    const home = browser()
    const { log, session: first } = await night(home, ['一'])
    await first.careForStore()
    home.witness.forget(log)
    const session = await home.start()
    await session.careForStore()
    expect(session.state.getState().mended).toMatchObject({ what: 'witness' })
    expect([...home.witness.read().get(log)!.values()][0]).toMatchObject({ seq: 3 })
  })

  it('is not called mended when it is only begun', async () => {
    const home = browser()
    const { session } = await night(home, ['一'])
    await session.careForStore()
    expect(session.state.getState()).toMatchObject({ healed: [], mended: null, copy: 'kept' })
  })
})
