import { describe, expect, it } from 'vitest'
import type { LogId } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import type { AppendResult, EventStore } from '../../src/domain/ports.ts'
import { StoreError } from '../../src/domain/ports.ts'
import { createSession } from '../../src/session/session.ts'
import { sharedDevice } from '../support/world.ts'

async function started(device = sharedDevice(), options: Parameters<typeof device.tab>[0] = {}) {
  const tab = device.tab(options)
  const session = createSession(tab.world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  return { device, session, log, ...tab }
}

const bodies = (session: ReturnType<typeof createSession>) =>
  session.state
    .getState()
    .open!.state.entries.filter((e) => e.shape === 'note')
    .map((e) => e.body)

describe('starting an incident', () => {
  it('needs no set-up: the first entries are the device and the incident, and DT-01 is open', async () => {
    const { session } = await started()
    const { open } = session.state.getState()
    expect(open!.state.entries.map((e) => e.shape)).toEqual(['device', 'incident'])
    expect(open!.state.position!.open().map((s) => s.step)).toEqual(['DT-01'])
    expect(open!.mode).toBe('live')
  })

  it('pins the whole runbook with the incident', async () => {
    const { session, device } = await started()
    const hash = session.state.getState().open!.runbookHash!
    expect(await device.store.runbook(hash)).not.toBeNull()
    expect(session.state.getState().open!.state.runbook!.hash).toBe(hash)
  })

  it('shows the incident on home afterwards', async () => {
    const { session, log } = await started()
    expect(session.state.getState().logs.map((row) => row.log)).toEqual([log])
  })
})

describe('recording', () => {
  it('says what opened next', async () => {
    const { session } = await started()
    const result = await session.record({ do: 'recordStep', step: 'DT-01', outcome: 'done' })
    expect(result).toMatchObject({ ok: true, opened: ['CL-00', 'DT-02', 'DT-03'] })
  })

  it('refuses empty words and unknown steps, and writes nothing', async () => {
    const { session } = await started()
    const before = session.state.getState().open!.state.entries.length
    expect(await session.record({ do: 'note', body: '  ' })).toMatchObject({ refusal: 'empty' })
    expect(
      await session.record({ do: 'recordStep', step: 'XX-99', outcome: 'done' }),
    ).toMatchObject({ refusal: 'noSuchStep' })
    expect(session.state.getState().open!.state.entries).toHaveLength(before)
    expect(session.state.getState().pending).toEqual([])
  })

  it('keeps two quick acts in the order they were made', async () => {
    const { session } = await started()
    await Promise.all(['一', '二', '三'].map((body) => session.record({ do: 'note', body })))
    expect(bodies(session)).toEqual(['一', '二', '三'])
  })

  it('reopens where it was: the same entries in the same order', async () => {
    const { session, log, device } = await started()
    await session.record({ do: 'note', body: 'プリンタが止まらない' })
    await session.record({ do: 'recordStep', step: 'DT-01', outcome: 'done' })
    const before = session.state.getState().open!.state.entries.map((e) => e.id)
    const again = createSession(device.tab().world)
    await again.boot()
    await again.openIncident(log)
    const { open } = again.state.getState()
    expect(open!.state.entries.map((e) => e.id)).toEqual(before)
    expect(open!.state.position!.open().map((s) => s.step)).toContain('DT-02')
  })

  it('notes that another version of the app goes on with the incident', async () => {
    const { log, device } = await started()
    const newer = createSession(device.tab({ app: 'newer' }).world)
    await newer.boot()
    await newer.openIncident(log)
    const last = newer.state.getState().open!.state.entries.at(-1)!
    expect(last.event).toMatchObject({
      type: 'app.resumed',
      data: { version: 'newer', previousVersion: 'test' },
    })
  })
})

describe('when the storage fails', () => {
  const failing = (store: EventStore, results: (AppendResult | Error)[]): EventStore => ({
    ...store,
    append: async (request) => {
      const next = results.shift()
      if (next instanceof Error) throw next
      return next ?? store.append(request)
    },
  })

  it('keeps the words and records them once when tried again', async () => {
    const device = sharedDevice()
    const results: (AppendResult | Error)[] = []
    const { session } = await started(device, { store: failing(device.store, results) })
    results.push({ ok: false, why: 'quota', detail: 'full' })
    const result = await session.record({ do: 'note', body: '救急を止めた' })
    expect(result).toMatchObject({ ok: false, why: 'quota' })
    const [pending] = session.state.getState().pending
    expect(pending).toMatchObject({ fault: 'quota', command: { body: '救急を止めた' } })
    expect(bodies(session)).toEqual([])
    expect(await session.retry(pending!.key)).toMatchObject({ ok: true })
    expect(bodies(session)).toEqual(['救急を止めた'])
    expect(session.state.getState().pending).toEqual([])
  })

  it('does not double an act that was committed without our hearing of it', async () => {
    const device = sharedDevice()
    let unheard = false
    const store: EventStore = {
      ...device.store,
      append: async (request) => {
        const result = await device.store.append(request)
        if (!unheard) return result
        unheard = false
        throw new StoreError('unavailable', 'the connection was cut')
      },
    }
    const { session } = await started(device, { store })
    unheard = true
    expect(await session.record({ do: 'note', body: '一度だけ' })).toMatchObject({ ok: false })
    await session.retry(session.state.getState().pending[0]!.key)
    expect(bodies(session)).toEqual(['一度だけ'])
  })

  it('shows an act tried again after its incident was left and opened again', async () => {
    const device = sharedDevice()
    const results: (AppendResult | Error)[] = []
    const { session, log } = await started(device, { store: failing(device.store, results) })
    results.push({ ok: false, why: 'quota', detail: 'full' })
    await session.record({ do: 'note', body: '救急を止めた' })
    session.closeView()
    await session.openIncident(log)
    await session.retry(session.state.getState().pending[0]!.key)
    expect(bodies(session)).toEqual(['救急を止めた'])
  })

  it('shows an act that arrived after its incident was left and opened again', async () => {
    const device = sharedDevice()
    let held: Promise<void> | null = null
    const store: EventStore = {
      ...device.store,
      append: async (request) => {
        await held
        return device.store.append(request)
      },
    }
    const { session, log } = await started(device, { store })
    let arrive = (): void => undefined
    held = new Promise((resolve) => {
      arrive = resolve
    })
    const going = session.record({ do: 'note', body: '遅れて届く' })
    session.closeView()
    await session.openIncident(log)
    arrive()
    await going
    expect(bodies(session)).toEqual(['遅れて届く'])
  })

  it('takes a second tap while the first is on its way as the same act', async () => {
    const { session } = await started()
    await session.record({ do: 'note', body: '停電' })
    const target = session.state.getState().open!.state.entries.at(-1)!.id
    const add = () => session.record({ do: 'textEntry', target, body: '別館も' })
    const [first, second] = await Promise.all([add(), add()])
    expect(second).toEqual(first)
    expect(bodies(session)).toEqual(['停電\n別館も'])
    await add()
    expect(bodies(session)).toEqual(['停電\n別館も\n別館も'])
  })

  it('calls nothing recorded that it could not read back', async () => {
    const { session } = await started()
    const before = session.state.getState().open!.state.entries.length
    const words = { do: 'recordStep', step: 'RC-05', outcome: 'done', body: '検査した' } as const
    expect(await session.record({ ...words, system: 'zz' })).toMatchObject({ why: 'failed' })
    const { open, pending } = session.state.getState()
    expect(open!.state.entries).toHaveLength(before)
    expect(pending).toMatchObject([{ command: { body: '検査した' } }])
  })

  it('says so at boot when the storage does not answer, and starts when it does again', async () => {
    const device = sharedDevice()
    let down = true
    const store: EventStore = {
      ...device.store,
      logs: async () => {
        if (down) throw new StoreError('unavailable', 'down')
        return device.store.logs()
      },
    }
    const session = createSession(device.tab({ store }).world)
    await session.boot()
    expect(session.state.getState().phase).toBe('unavailable')
    down = false
    await session.boot()
    expect(session.state.getState().phase).toBe('ready')
  })
})

describe('a store that comes back short', () => {
  it('is noticed by the witness and said until it is acknowledged', async () => {
    const { session, log, device } = await started()
    await session.record({ do: 'note', body: '消える' })
    const { store: emptied } = sharedDevice()
    const again = createSession(device.tab({ store: emptied }).world)
    await again.boot()
    expect(again.state.getState().losses).toMatchObject([{ log, expected: 3, found: 0 }])
    again.acknowledgeLoss(log)
    expect(again.state.getState().losses).toEqual([])
  })
})

describe('two tabs', () => {
  it('write one chain, lose nothing and both show all', async () => {
    const { session, log, device } = await started()
    const other = createSession(device.tab().world)
    await other.boot()
    await other.openIncident(log)
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? other : session).record({ do: 'note', body: `${i}` }),
      ),
    )
    await session.visible(true)
    await other.visible(true)
    expect([...bodies(session)].sort()).toEqual(Array.from({ length: 20 }, (_, i) => `${i}`).sort())
    expect(bodies(other)).toEqual(bodies(session))
    const seqs = (await device.store.read(log)).length
    expect(seqs).toBe(22)
  })
})

describe('two incidents', () => {
  it('shows the one that was come back to before the other had opened', async () => {
    const { session, log } = await started()
    const { log: first } = await session.startIncident({ runbookId: 'clinic' })
    const opening = session.openIncident(log)
    await session.openIncident(first)
    await opening
    expect(session.state.getState()).toMatchObject({ open: { id: first }, opening: 'no' })
  })
})

describe('the clock', () => {
  it('appends a jump when it is set while the page is awake', async () => {
    const { session, clock } = await started()
    session.tick()
    clock.setWall(instantMs('2020-01-01T00:00:00.000+09:00'))
    session.tick()
    await session.record({ do: 'note', body: '時計が変わった後' })
    const { entries } = session.state.getState().open!.state
    expect(entries.map((e) => e.shape)).toContain('clock')
    expect(entries.at(-1)!.clockDoubt).toBe(true)
  })
})

describe('deleting a mistaken incident', () => {
  it('leaves a tombstone and no loss at the next start', async () => {
    const { session, log, device } = await started()
    await session.deleteIncident(log)
    const again = createSession(device.tab().world)
    await again.boot()
    const { logs, losses } = again.state.getState()
    expect(logs[0]).toMatchObject({ log, deleted: { entries: 2 } })
    expect(losses).toEqual([])
    await again.openIncident(log as LogId)
    expect(again.state.getState().opening).toBe('missing')
  })

  it('is seen by the other tabs', async () => {
    const { session, log, device } = await started()
    const other = createSession(device.tab().world)
    await other.boot()
    await session.deleteIncident(log)
    await expect.poll(() => other.state.getState().logs[0]?.deleted).toBeTruthy()
  })

  it('is no loss when the app died before the witness forgot it', async () => {
    const { session, log, device } = await started()
    const seen = new Map(device.witness.read().get(log))
    await session.deleteIncident(log)
    for (const [id, head] of seen) device.witness.note(log, id, head)
    const again = createSession(device.tab().world)
    await again.boot()
    expect(again.state.getState().losses).toEqual([])
    expect(device.witness.read().has(log)).toBe(false)
  })
})

describe('the readiness log', () => {
  it('keeps people and their order over a restart', async () => {
    const device = sharedDevice()
    const session = createSession(device.tab().world)
    await session.boot()
    const person = session.newId()
    await session.prepare({
      do: 'savePerson',
      person,
      name: '事務当直',
      number: '0883-00-0000',
      roles: ['duty'],
    })
    await session.prepare({ do: 'orderChain', people: [person] })
    const again = createSession(device.tab().world)
    await again.boot()
    const { readiness } = again.state.getState()
    expect(readiness.chain).toEqual([person])
    expect(readiness.people.get(person)).toMatchObject({ name: '事務当直' })
  })

  it('is one log, also when two tabs were open before it began', async () => {
    const device = sharedDevice()
    const one = createSession(device.tab().world)
    await one.boot()
    const two = createSession(device.tab().world)
    await two.boot()
    const save = (session: typeof one, name: string) =>
      session.prepare({ do: 'savePerson', person: session.newId(), name, roles: [] })
    await save(one, '事務当直')
    await save(two, '看護部長')
    const again = createSession(device.tab().world)
    await again.boot()
    const names = [...again.state.getState().readiness.people.values()].map(({ name }) => name)
    expect(names).toEqual(['事務当直', '看護部長'])
  })
})
