import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Instant, logIdFrom } from '../../src/domain/ids.ts'
import type { EventStore, HealRequest } from '../../src/domain/ports.ts'
import {
  emptySummary,
  type Made,
  type MadeLog,
  makeLog,
  seededRandom,
} from '../support/make-log.ts'
import { bytesOf, type Storage } from './contract.ts'

const at = '2025-11-22T04:00:00.000+09:00' as Instant

/** What is asked of any store that gets lost events back. */
export function healContract(name: string, make: () => Promise<Storage>): void {
  describe(`healing, ${name}`, () => {
    let storage: Storage
    let store: EventStore
    let night: MadeLog

    beforeEach(async () => {
      storage = await make()
      store = storage.open()
      night = await makeLog({ count: 8, devices: 2 })
    })
    afterEach(() => storage.discard())

    const asked = (events: readonly Made[]): HealRequest => ({
      ...{ log: night.log, purpose: 'incident', mode: 'live', runbookHash: null, events },
      summary: { ...emptySummary, name: '戻った', entries: events.length },
    })
    const ids = async (): Promise<readonly string[]> =>
      (await store.read(night.log)).map(({ id }) => id)

    test('given an empty store, then every event, every head and the log are back', async () => {
      expect(await store.heal(asked(night.events))).toBe(8)
      expect((await storage.open().read(night.log)).map(bytesOf)).toEqual(night.events.map(bytesOf))
      for (const who of night.authors)
        expect(await store.head(night.log, who.signer.device)).toEqual(who.head)
      expect(await store.logs()).toMatchObject([
        { log: night.log, mode: 'live', deleted: null, summary: { name: '戻った' } },
      ])
    })

    test('given the first half of a log, then the rest comes back and the chains go on', async () => {
      for (const request of night.requests().filter((_, i) => i % 4 < 2))
        await store.append(request)
      expect(await store.read(night.log)).toHaveLength(4)
      expect(await store.heal(asked(night.events.slice(4)))).toBe(4)
      expect(await ids()).toEqual(night.events.map(({ id }) => id))
      const [nurse] = night.authors
      const before = nurse!.head
      const next = await nurse!.write({ type: 'incident.reopened', data: {}, text: null })
      expect(await store.append(nurse!.request([next], before))).toEqual({ ok: true })
    })

    test('given events that are there, then nothing is doubled', async () => {
      await store.heal(asked(night.events))
      await store.heal(asked(night.events.slice(2, 5)))
      expect(await ids()).toEqual(night.events.map(({ id }) => id))
    })

    test('given a log that was deleted here, then it stays deleted', async () => {
      for (const request of night.requests()) await store.append(request)
      await store.remove(night.log, { at, entries: 8, heads: '' })
      expect(await store.heal(asked(night.events))).toBe(0)
      expect(await store.read(night.log)).toEqual([])
      expect(await store.logs()).toMatchObject([{ deleted: { at } }])
    })

    test('given an act that was recorded again since, then the new event stands', async () => {
      const [nurse] = night.authors
      const act = night.events[0]!.parsed.act
      nurse!.head = null
      const again = await nurse!.write({ type: 'incident.reopened', data: {}, text: null }, { act })
      await store.append(nurse!.request([again], null))
      await store.heal(asked(night.events))
      expect(await ids()).toContain(again.id)
      expect(await ids()).not.toContain(night.events[0]!.id)
    })

    test('given events of another log, then they do not enter', async () => {
      const other = await makeLog({ count: 2, seed: 9 })
      expect(await store.heal(asked([...night.events, ...other.events]))).toBe(8)
      expect(await store.read(other.log)).toEqual([])
    })

    test('given a tombstone, then it is known where nothing else is, and only there', async () => {
      const log = logIdFrom(seededRandom(77).bytes(16))
      const row = {
        ...({ log, purpose: 'incident', mode: 'drill', runbookHash: null } as const),
        summary: emptySummary,
        deleted: { at, entries: 3, heads: '' },
      }
      await store.remember(row)
      expect(await store.logs()).toMatchObject([{ log, mode: 'drill', deleted: { entries: 3 } }])
      await store.heal(asked(night.events))
      await store.remember({ ...row, log: night.log })
      expect(await store.read(night.log)).toHaveLength(8)
      expect((await store.logs()).find((known) => known.log === night.log)?.deleted).toBeNull()
    })
  })
}
