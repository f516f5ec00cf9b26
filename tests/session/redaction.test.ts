import { describe, expect, it } from 'vitest'
import type { EventId, LogId } from '../../src/domain/ids.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { journaled } from '../../src/store/journaled.ts'
import { type MemoryDisk, memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { memoryCopy, memoryJournal } from '../../src/store/memory-journal.ts'
import { testSigner } from '../support/doubles.ts'
import { handOver, leadPhone, otherPhone } from '../support/two-phones.ts'
import { sharedDevice } from '../support/world.ts'

/** Words that are erased by an explicit act: where they are looked for afterwards, and not found. */

const name = '患者の山田太郎さん'

function browser() {
  const device = sharedDevice()
  const copy = memoryCopy()
  let disk: MemoryDisk = memoryDisk()
  let key = 1
  let mute = false
  const start = async (): Promise<Session> => {
    const memory = memoryJournal(disk, copy)
    const journal = {
      ...memory,
      reseed: (log: LogId) => (mute ? Promise.reject(new Error('mute')) : memory.reseed(log)),
    }
    const store = journaled(memoryStore(disk), journal)
    const { world } = device.tab({ store, journal })
    const session = createSession({ ...world, signer: async () => testSigner(key) })
    await session.boot()
    return session
  }
  return {
    start,
    /** Everything kept in this browser, as text. */
    all: () =>
      [disk, copy]
        .flatMap((part) => Object.values(part) as unknown[])
        .map((kept) => textOf(kept))
        .join('\n'),
    copied: () => textOf(copy.logs),
    muteCopy: (on: boolean) => {
      mute = on
    },
    lose() {
      disk = memoryDisk()
      key++
    },
  }
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  if (value instanceof Map || value instanceof Set) return [...value].map(textOf).join('\n')
  if (Array.isArray(value)) return value.map(textOf).join('\n')
  if (value !== null && typeof value === 'object')
    return Object.values(value).map(textOf).join('\n')
  return String(value)
}

async function night(home: ReturnType<typeof browser>) {
  const session = await home.start()
  const { log } = await session.startIncident({ runbookId: 'hospital', name: `${name}の件` })
  const opening = session.state.getState().open!.state.entries.find((e) => e.shape === 'incident')!
  const said = await session.record({ do: 'note', body: `${name}が転倒` })
  await session.record({ do: 'note', body: '救急を止めた' })
  if (!said.ok) throw new Error(said.why)
  return { session, log, targets: [opening.id, said.ids.at(-1)!] }
}

const erase = (session: Session, targets: readonly EventId[]) =>
  session.record({ do: 'eraseTexts', targets, basis: 'mistake', by: '院長' })

const positions = (session: Session) =>
  session.state
    .getState()
    .open!.state.position!.open()
    .map(({ step }) => step)

describe('erasing words on a device', () => {
  it('leaves them nowhere: not in the store, its summaries, the second copy or a draft', async () => {
    const home = browser()
    const { session, log, targets } = await night(home)
    session.saveDraft(`correct ${log}`, `${name}が転倒した`)
    session.saveDraft('search', '救急')
    const before = positions(session)
    expect(home.all()).toContain(name)
    expect(await erase(session, targets)).toMatchObject({ ok: true })
    expect(home.all()).not.toContain(name)
    const { open, drafts, copyToErase } = session.state.getState()
    expect(textOf(open!.state.entries.map(({ body }) => body))).not.toContain(name)
    expect(open!.state.name).toBe(null)
    expect([...drafts]).toEqual([['search', '救急']])
    expect(copyToErase).toBe(null)
    expect(positions(session)).toEqual(before)
    const { events } = await session.storedLog()
    expect(events.filter(({ text, textSalt }) => text === null && textSalt === null).length).toBe(3)
    // Another start finds a record that holds, and nothing to put back.
    const next = await home.start()
    await next.careForStore()
    await next.openIncident(log)
    expect(next.state.getState()).toMatchObject({ healed: [], losses: [] })
    expect(next.state.getState().logs[0]!.summary.name).toBe(null)
    expect(home.all()).not.toContain(name)
  })

  it('leaves no search for them, and no part of them in a draft; other drafts stay', async () => {
    const home = browser()
    const { session, log, targets } = await night(home)
    session.saveDraft('search', '山田')
    session.saveDraft(`find:${log}`, 'ﾔﾏﾀﾞ')
    session.saveDraft(`note:${log}`, '山田太郎さん')
    session.saveDraft(`meeting:${log}`, '転倒')
    await erase(session, targets)
    expect([...session.state.getState().drafts]).toEqual([
      [`find:${log}`, 'ﾔﾏﾀﾞ'],
      [`meeting:${log}`, '転倒'],
    ])
    expect(home.all()).not.toContain('山田')
  })

  it('erases them from a second copy that did not answer at the next comparison', async () => {
    const home = browser()
    const { session, log, targets } = await night(home)
    home.muteCopy(true)
    await erase(session, targets)
    expect(session.state.getState().copyToErase).toBe(log)
    expect(home.copied()).toContain(name)
    home.muteCopy(false)
    const next = await home.start()
    await next.careForStore()
    expect(home.copied()).not.toContain(name)
    expect(next.state.getState().healed).toEqual([])
  })

  it('gets nothing erased back from a second copy when the database is lost before it', async () => {
    const home = browser()
    const { session, log, targets } = await night(home)
    home.muteCopy(true)
    await erase(session, targets)
    home.lose()
    const next = await home.start()
    await next.openIncident(log)
    const { open, logs } = next.state.getState()
    expect(open!.state.entries.some(({ body }) => body === '救急を止めた')).toBe(true)
    expect(textOf(open!.state.entries.map(({ body }) => body))).not.toContain(name)
    expect(logs[0]!.summary.name).toBe(null)
  })

  it('writes nothing where the act cannot be stored', async () => {
    const { world, log } = await leadPhone()
    const entry = world.session.state
      .getState()
      .open!.state.entries.find(({ body }) => body === '救急を止めた')!
    world.fail('quota')
    expect(await erase(world.session, [entry.id])).toMatchObject({ ok: false, why: 'quota' })
    expect(textOf(await world.store.read(log))).toContain('救急を止めた')
    world.fail(null)
    const [act] = world.session.state.getState().pending
    expect(await world.session.retry(act!.key)).toMatchObject({ ok: true })
    expect(textOf(await world.store.read(log))).not.toContain('救急を止めた')
  })
})

describe('erased words and other devices', () => {
  it('stay on a device that has them, come back from none, and spread no more', async () => {
    const { world: lead, log } = await leadPhone()
    const scribe = await otherPhone()
    await handOver(lead, scribe, log)
    const { state } = lead.session.state.getState().open!
    const entry = state.entries.find(({ body }) => body === '救急を止めた')!
    await erase(lead.session, [entry.id])
    // The other device hears of it and keeps its own.
    await handOver(lead, scribe, log)
    await scribe.session.openIncident(log)
    const there = scribe.session.state.getState().open!.state
    expect(there.entry.get(entry.id)!.body).toBe('救急を止めた')
    expect(there.erasures.has(entry.id)).toBe(true)
    // Its copy brings nothing back, and a third device learns nothing from it.
    await handOver(scribe, lead, log)
    expect(textOf(await lead.store.read(log))).not.toContain('救急を止めた')
    const third = await otherPhone({ seed: 3 })
    await handOver(scribe, third, log)
    expect(textOf(await third.store.read(log))).not.toContain('救急を止めた')
    expect(await third.store.count(log)).toBe(await lead.store.count(log))
    // Until it erases its own.
    await erase(scribe.session, [entry.id])
    expect(textOf(await scribe.store.read(log))).not.toContain('救急を止めた')
  })
})
