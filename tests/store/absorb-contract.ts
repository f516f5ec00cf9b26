import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { EventId } from '../../src/domain/ids.ts'
import type { AbsorbRequest, EventStore } from '../../src/domain/ports.ts'
import { emptySummary, type Made, type MadeLog, makeLog } from '../support/make-log.ts'
import { bytesOf, type Storage } from './contract.ts'

const runbook = { hash: 'ab'.repeat(32), bytes: Uint8Array.of(1, 2, 3) }

export const copyOf = (
  made: MadeLog,
  fresh: readonly Made[],
  more: Partial<AbsorbRequest> = {},
): AbsorbRequest => ({
  log: made.log,
  purpose: 'incident',
  mode: 'live',
  fresh,
  doubled: new Set(),
  mended: [],
  runbookHash: null,
  runbooks: [],
  summary: { ...emptySummary, name: '写し', entries: fresh.length },
  revive: false,
  ...more,
})

/** What the record asks of any store that takes in another device's copy. */
export function absorbContract(name: string, make: () => Promise<Storage>): void {
  describe(`taking a copy in, ${name}`, async () => {
    const made = await makeLog({ count: 12, devices: 3, seed: 40 })
    let storage: Storage
    let store: EventStore

    beforeEach(async () => {
      storage = await make()
      store = storage.open()
    })
    afterEach(() => storage.discard())

    const whole = async () => ({
      events: (await store.read(made.log)).map(bytesOf),
      logs: await store.logs(),
      heads: await Promise.all(made.signers.map(({ device }) => store.head(made.log, device))),
    })

    test('given nothing of a log, when a copy comes, then it is all there as it was sealed', async () => {
      expect(
        await store.absorb(
          copyOf(made, made.events, { runbookHash: runbook.hash, runbooks: [runbook] }),
        ),
      ).toEqual({
        ok: true,
        added: 12,
      })
      expect((await storage.open().read(made.log)).map(bytesOf)).toEqual(made.events.map(bytesOf))
      expect(await store.count(made.log)).toBe(12)
      expect(await store.runbook(runbook.hash)).toEqual(runbook.bytes)
      expect(await store.logs()).toEqual([
        {
          ...{ log: made.log, purpose: 'incident', mode: 'live', deleted: null },
          runbookHash: runbook.hash,
          summary: { ...emptySummary, name: '写し', entries: 12 },
        },
      ])
      const heads = fold(null, made.events).heads
      for (const { device } of made.signers)
        expect(await store.head(made.log, device)).toEqual(heads.get(device))
    })

    test('given part of it, when the copy comes twice, then only what is new is added, once', async () => {
      for (const request of made.requests(2).slice(0, 2)) await store.append(request)
      const before = await store.count(made.log)
      expect(await store.absorb(copyOf(made, made.events))).toEqual({
        ok: true,
        added: 12 - before,
      })
      const once = await whole()
      expect(await store.absorb(copyOf(made, made.events))).toEqual({ ok: true, added: 0 })
      expect(await whole()).toEqual(once)
    })

    test('given a copy that is in, when its own device goes on, then the append follows it', async () => {
      const [first, second] = made.requests(2)
      await store.append(first!)
      await store.absorb(
        copyOf(
          made,
          made.events.filter((event) => event.parsed.device !== first!.device),
        ),
      )
      expect(await store.append(second!)).toEqual({ ok: true })
      expect(await store.head(made.log, first!.device)).toMatchObject({ seq: 4 })
    })

    test('given older events of others, then home still reads the summary of the whole', async () => {
      const latest = made.requests(4).at(-1)!
      await store.append({ ...latest, summary: { ...emptySummary, entries: 4 } })
      const older = made.events.filter((event) => event.parsed.device !== latest.device)
      await store.absorb(copyOf(made, older, { summary: { ...emptySummary, entries: 12 } }))
      expect((await store.logs())[0]?.summary.entries).toBe(12)
    })

    /** Two events of one device, place and act, as two phones with one key write them. */
    const twinsOfOneAct = async () => {
      const twins = await makeLog({ count: 2, devices: 1, seed: 41 })
      const [joined, second] = twins.events
      const self = twins.authors[0]!
      self.head = { id: joined!.id, seq: 1, lamport: 1 }
      const twin = await self.write(
        { type: 'incident.reopened', data: {}, text: null },
        { act: second!.parsed.act },
      )
      await store.absorb(copyOf(twins, [joined!, second!]))
      const doubled = new Set<EventId>([twin.id])
      return { twins, twin, doubled, device: self.signer.device, ids: [joined!.id, second!.id] }
    }

    test('given two events of one place and one act, then both are kept', async () => {
      const { twins, twin, doubled, device, ids } = await twinsOfOneAct()
      expect(await store.absorb(copyOf(twins, [twin], { doubled }))).toEqual({ ok: true, added: 1 })
      const kept = (await store.read(twins.log)).map((event) => event.id)
      expect([...kept].sort()).toEqual([...ids, twin.id].sort())
      const head = [ids[1]!, twin.id].sort()[0]!
      expect((await store.head(twins.log, device))?.id).toBe(head)
    })

    test('given a spoilt one of two events of one act, when it comes whole, then it stands', async () => {
      const { twins, twin, doubled } = await twinsOfOneAct()
      const spoilt = { ...twin, data: Uint8Array.of(0xff) }
      await store.absorb(copyOf(twins, [spoilt], { doubled }))
      expect(await store.absorb(copyOf(twins, [], { mended: [twin] }))).toEqual({
        ok: true,
        added: 0,
      })
      const kept = (await store.read(twins.log)).find(({ id }) => id === twin.id)
      expect(kept && bytesOf(kept)).toEqual(bytesOf(twin))
    })

    test('given damaged and blacked-out rows, when whole ones come, then these stand', async () => {
      const hurt = made.events.map((event, i) =>
        i === 3
          ? { ...event, text: null, textSalt: null }
          : i === 5
            ? { ...event, data: Uint8Array.of(0xff) }
            : event,
      )
      await store.absorb(copyOf(made, hurt))
      const mended = [made.events[3]!, made.events[5]!]
      expect(await store.absorb(copyOf(made, [], { mended }))).toEqual({ ok: true, added: 0 })
      expect((await store.read(made.log)).map(bytesOf)).toEqual(made.events.map(bytesOf))
    })

    test('given a log of the other mode, or a stranger among the events, then nothing is written', async () => {
      await store.absorb(copyOf(made, made.events.slice(0, 6)))
      const before = await whole()
      const drill = await makeLog({ count: 3, seed: 42, mode: 'drill' })
      const results = [
        await store.absorb(copyOf(made, made.events, { mode: 'drill' })),
        await store.absorb(copyOf(made, [...made.events, drill.events[0]!])),
        await store.absorb({ ...copyOf(drill, drill.events), log: made.log, mode: 'drill' }),
      ]
      expect(results.map((result) => result.ok)).toEqual([false, false, false])
      expect(await whole()).toEqual(before)
    })

    test('given a log that was deleted, then it comes back only when asked for', async () => {
      await store.absorb(copyOf(made, made.events))
      const tombstone = { at: made.events[0]!.parsed.wall, entries: 12, heads: '' }
      await store.remove(made.log, tombstone)
      expect(await store.absorb(copyOf(made, made.events))).toEqual({ ok: false, why: 'deleted' })
      expect(await store.read(made.log)).toEqual([])
      const asked = copyOf(made, made.events, { revive: true })
      expect(await store.absorb(asked)).toEqual({ ok: true, added: 12 })
      expect((await store.logs())[0]).toMatchObject({ deleted: null, summary: { name: '写し' } })
    })
  })
}
