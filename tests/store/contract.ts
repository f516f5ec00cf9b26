import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ActId, actIdFrom, type Instant, type LogId, logIdFrom } from '../../src/domain/ids.ts'
import { chainProblems, type Head } from '../../src/domain/log/chain.ts'
import { parseHeader, proofOrder, type StoredEvent } from '../../src/domain/log/event.ts'
import type { EventStore } from '../../src/domain/ports.ts'
import {
  type Author,
  author,
  emptySummary,
  type Made,
  makeLog,
  manualClock,
  note,
  seededRandom,
  testSigner,
} from '../support/make-log.ts'

/** One storage; every `open` is another tab's handle on it. */
export interface Storage {
  open(): EventStore
  discard(): Promise<void>
}

const at = '2025-11-22T02:10:00.000+09:00' as Instant
const tombstone = { at, entries: 3, heads: '' }
export const bytesOf = ({ id, header, sig, data, dataSalt, text, textSalt }: StoredEvent) => [
  id,
  ...[header, sig, data, dataSalt, text, textSalt].map((part) => part && Array.from(part).join()),
]

/** What the record asks of any store that claims to keep it. */
export function storeContract(name: string, make: () => Promise<Storage>): void {
  describe(`the store contract, ${name}`, () => {
    let storage: Storage
    let store: EventStore
    let random: ReturnType<typeof seededRandom>
    let log: LogId

    beforeEach(async () => {
      storage = await make()
      store = storage.open()
      random = seededRandom(7)
      log = logIdFrom(random.bytes(16))
    })
    afterEach(() => storage.discard())

    const person = (seed = 1, inLog = log): Author =>
      author({ log: inLog, signer: testSigner(seed), random, clock: manualClock(at) })
    const says = (who: Author, body: string, act?: ActId): Promise<Made> =>
      who.write(note(body, at), act ? { act } : {})
    /** Writes and appends one entry per line, each in its own append. */
    async function given(who: Author, ...bodies: string[]): Promise<Made[]> {
      const made: Made[] = []
      for (const body of bodies) {
        const expected = who.head
        const event = await says(who, body)
        expect(await store.append(who.request([event], expected))).toEqual({ ok: true })
        made.push(event)
      }
      return made
    }

    describe('erasing', () => {
      test('given entries, when an append erases texts, then they and their salts are gone and all else stays', async () => {
        const [nurse, other] = [person(), person(2)]
        const [first, second] = await given(nurse, '名前', '残る')
        const [theirs] = await given(other, 'ほかの端末の名前')
        const event = await says(nurse, '消した')
        const request = nurse.request([event], { id: second!.id, seq: 2, lamport: 2 })
        const summary = { ...emptySummary, name: null, entries: 4 }
        const erase = [first!.id, theirs!.id]
        expect(await store.append({ ...request, summary, erase })).toEqual({ ok: true })
        const bare = (made: Made) => bytesOf({ ...made, text: null, textSalt: null })
        const stored = new Map((await store.read(log)).map((e) => [e.id, bytesOf(e)]))
        expect(stored.get(first!.id)).toEqual(bare(first!))
        expect(stored.get(theirs!.id)).toEqual(bare(theirs!))
        expect(stored.get(second!.id)).toEqual(bytesOf(second!))
        expect(stored.get(event.id)).toEqual(bytesOf(event))
        expect((await store.head(log, other.signer.device))?.id).toBe(theirs!.id)
        expect((await store.logs())[0]?.summary).toEqual(summary)
      })

      test('given a head that moved, when an append would erase, then nothing is erased', async () => {
        const nurse = person()
        const [first] = await given(nurse, '名前', '動いた')
        const event = await says(nurse, '消した')
        const request = nurse.request([event], { id: first!.id, seq: 1, lamport: 1 })
        const stale = { ...request, erase: [first!.id] }
        expect((await store.append(stale)).ok).toBe(false)
        expect(bytesOf((await store.read(log))[0]!)).toEqual(bytesOf(first!))
      })

      test('given another log, when an append names its entry, then its text stays', async () => {
        const nurse = person()
        const [first] = await given(nurse, '一')
        const elsewhere = logIdFrom(random.bytes(16))
        const [theirs] = await given(person(3, elsewhere), '別の記録')
        const event = await says(nurse, '消した')
        const expected = { id: first!.id, seq: 1, lamport: 1 }
        const request = nurse.request([event], expected)
        expect(await store.append({ ...request, erase: [theirs!.id] })).toEqual({ ok: true })
        expect((await store.read(elsewhere)).map(bytesOf)).toEqual([bytesOf(theirs!)])
      })
    })

    describe('appending', () => {
      test('given nothing, when an entry is appended, then its exact bytes are read back', async () => {
        const [event] = await given(person(), '止まった 😮')
        expect((await store.read(log)).map(bytesOf)).toEqual([bytesOf(event!)])
      })

      test('given an entry without text, when it is read, then there is none', async () => {
        const nurse = person()
        const event = await nurse.write({ type: 'incident.reopened', data: {}, text: null })
        await store.append(nurse.request([event], null))
        const [read] = await store.read(log)
        expect([read?.text, read?.textSalt]).toEqual([null, null])
      })

      test('given bytes that are a view into a large buffer, then only the view is kept', async () => {
        const nurse = person()
        const event = await says(nurse, 'view')
        const large = new Uint8Array(100_000)
        large.set(event.header, 5000)
        const header = large.subarray(5000, 5000 + event.header.length)
        await store.append(nurse.request([{ ...event, header }], null))
        large.fill(0)
        const [read] = await store.read(log)
        expect(bytesOf(read!)).toEqual(bytesOf(event))
        expect(read?.header.buffer.byteLength).toBe(event.header.length)
      })

      test('given one act of several events, when appended, then all of them are there', async () => {
        const nurse = person()
        const events = [await says(nurse, 'a'), await says(nurse, 'b'), await says(nurse, 'c')]
        expect(await store.append(nurse.request(events, null))).toEqual({ ok: true })
        expect((await store.read(log)).map((e) => e.id)).toEqual(events.map((e) => e.id))
        expect(await store.head(log, nurse.signer.device)).toEqual(nurse.head)
      })

      test('given nothing, then there is no head, no event and no log', async () => {
        expect(await store.head(log, person().signer.device)).toBeNull()
        expect(await store.read(log)).toEqual([])
        expect(await store.logs()).toEqual([])
      })

      test('given events that do not follow, when appended, then it refuses and keeps nothing', async () => {
        const nurse = person()
        const [first, second] = [await says(nurse, 'a'), await says(nurse, 'b')]
        const skipped = await store.append(nurse.request([second], null))
        const swapped = await store.append(nurse.request([second, first], null))
        const renamed = { ...nurse.request([first], null), device: person(2).signer.device }
        const acts = { ...nurse.request([first], null), acts: [actIdFrom(random.bytes(16))] }
        const drill = { ...nurse.request([first], null), mode: 'drill' as const }
        const results = [
          skipped,
          swapped,
          await store.append(renamed),
          await store.append(acts),
          await store.append(drill),
          await store.append(nurse.request([], null)),
        ]
        for (const result of results) expect(result).toMatchObject({ ok: false, why: 'failed' })
        expect(await store.read(log)).toEqual([])
      })

      test('given one act in two events, when appended, then it refuses', async () => {
        const nurse = person()
        const first = await says(nurse, 'a')
        const events = [first, await says(nurse, 'b', first.parsed.act)]
        const result = await store.append(nurse.request(events, null))
        expect(result).toMatchObject({ ok: false, why: 'failed' })
        expect(await store.read(log)).toEqual([])
      })

      test('given a live log, when a drill is appended to it, then it refuses', async () => {
        await given(person(), 'live')
        const signer = testSigner(2)
        const drill = author({ log, signer, random, clock: manualClock(at), mode: 'drill' })
        const request = drill.request([await drill.write(note('drill', at))], null)
        expect(await store.append(request)).toMatchObject({ ok: false, why: 'failed' })
        expect(await store.read(log)).toHaveLength(1)
      })
    })

    describe('the expected head', () => {
      test('given a chain that grew, when an entry names the old head, then nothing is written', async () => {
        const nurse = person()
        const [first] = await given(nurse, '1', '2')
        nurse.head = headOf(first!)
        const late = await says(nurse, 'late')
        const result = await store.append(nurse.request([late], headOf(first!)))
        expect(result).toEqual({ ok: false, why: 'headMoved' })
        expect(await store.read(log)).toHaveLength(2)
      })

      test('given an empty log, when an entry expects a head, then nothing is written', async () => {
        const nurse = person()
        await says(nurse, 'never stored')
        const expected = nurse.head
        const second = await says(nurse, 'second')
        const result = await store.append(nurse.request([second], expected))
        expect(result).toEqual({ ok: false, why: 'headMoved' })
      })

      test('given two tabs racing, then one loses, tries again, and both entries are there', async () => {
        const other = storage.open()
        const [here, there] = [person(), person()]
        const mine = await says(here, 'here')
        const theirs = await says(there, 'there')
        const results = await Promise.all([
          store.append(here.request([mine], null)),
          other.append(there.request([theirs], null)),
        ])
        expect(results).toContainEqual({ ok: true })
        expect(results).toContainEqual({ ok: false, why: 'headMoved' })

        const [loser, tab] = results[0]?.ok ? [there, other] : [here, store]
        const { act } = (results[0]?.ok ? theirs : mine).parsed
        const head = await tab.head(log, loser.signer.device)
        loser.head = head
        const again = await says(loser, 'again', act)
        expect(await tab.append(loser.request([again], head))).toEqual({ ok: true })

        const events = await store.read(log)
        expect(events).toHaveLength(2)
        expect(problemsOf(log, events)).toEqual([])
      })

      test('given two devices, when both append, then neither is in the way of the other', async () => {
        const [here, there] = [person(1), person(2)]
        await given(here, 'a', 'b')
        await given(there, 'c')
        expect(await store.head(log, here.signer.device)).toEqual(here.head)
        expect(await store.head(log, there.signer.device)).toEqual(there.head)
      })
    })

    describe('an act is recorded once', () => {
      test('given a recorded try, when the very same events come again, then it is done', async () => {
        const nurse = person()
        const event = await says(nurse, 'once')
        const request = nurse.request([event], null)
        expect(await store.append(request)).toEqual({ ok: true })
        expect(await store.append(request)).toEqual({ ok: true })
        expect(await store.read(log)).toHaveLength(1)
      })

      test('given a recorded act, when it comes in a new event, then the first stands', async () => {
        const nurse = person()
        const [first] = await given(nurse, 'once')
        const head = nurse.head
        const again = await says(nurse, 'twice', first!.parsed.act)
        const result = await store.append(nurse.request([again], head))
        expect(result).toMatchObject({ ok: false, why: 'alreadyRecorded' })
        if (result.ok || result.why !== 'alreadyRecorded') throw new Error('unreachable')
        expect(result.events.map(bytesOf)).toEqual([bytesOf(first!)])
        expect(await store.read(log)).toHaveLength(1)
      })

      test('given a recorded act, when a stale tab repeats it, then that is told before the head', async () => {
        const nurse = person()
        const [first] = await given(nurse, '1', '2')
        const stale = person()
        const again = await says(stale, 'other words', first!.parsed.act)
        const result = await store.append(stale.request([again], null))
        expect(result).toMatchObject({ ok: false, why: 'alreadyRecorded' })
      })
    })

    describe('reading', () => {
      test('given three devices, when the log is read, then it comes in proof order', async () => {
        const made = await makeLog({ count: 60, devices: 3, seed: 5 })
        for (const request of made.requests(7)) await store.append(request)
        const read = await store.read(made.log)
        const headers = read.map((event) => headerOf(event))
        expect(headers).toEqual([...headers].sort(proofOrder))
        expect(read.map(bytesOf)).toEqual(made.events.map(bytesOf))
      })

      test('given a chain, when it is read after a seq, then only later events come, in order', async () => {
        const made = await makeLog({ count: 24, devices: 2, seed: 6 })
        for (const request of made.requests(5)) await store.append(request)
        const device = made.signers[1]!.device
        const later = await store.readChain(made.log, device, 9)
        expect(later.map((event) => headerOf(event).seq)).toEqual([10, 11, 12])
        expect(later.every((event) => headerOf(event).device === device)).toBe(true)
        expect(await store.readChain(made.log, device, 12)).toEqual([])
        expect(await store.readChain(made.log, device, 0)).toHaveLength(12)
      })

      test('given two logs, then each is read alone', async () => {
        const second = logIdFrom(random.bytes(16))
        await given(person(1), 'here')
        const other = person(1, second)
        await given(other, 'there', 'there too')
        expect(await store.read(log)).toHaveLength(1)
        expect(await store.read(second)).toHaveLength(2)
        expect((await store.logs()).map((row) => row.log).sort()).toEqual([log, second].sort())
      })

      test('given another tab opened later, then it reads what this one wrote', async () => {
        const made = await given(person(), 'a', 'b')
        expect((await storage.open().read(log)).map(bytesOf)).toEqual(made.map(bytesOf))
      })
    })

    describe('the row of a log', () => {
      test('given appends, then it carries the last summary and keeps the pinned runbook', async () => {
        const nurse = person()
        const first = await says(nurse, 'opened')
        const runbookHash = 'ab'.repeat(32)
        await store.append({ ...nurse.request([first], null), runbookHash })
        const head = nurse.head
        const second = await says(nurse, 'more')
        const summary = { ...emptySummary, name: '夜間', entries: 2 }
        await store.append({ ...nurse.request([second], head), summary })
        const row = { log, purpose: 'incident', mode: 'live', runbookHash, summary, deleted: null }
        expect(await store.logs()).toEqual([row])
      })

      test('given a refused append, then the summary is not touched', async () => {
        const nurse = person()
        await given(nurse, '1')
        const before = await store.logs()
        const stale = person()
        const late = await says(stale, 'late')
        const summary = { ...emptySummary, name: 'wrong' }
        await store.append({ ...stale.request([late], null), summary })
        expect(await store.logs()).toEqual(before)
      })
    })

    describe('removing', () => {
      test('given a log, when it is removed, then a tombstone is all that is left of it', async () => {
        const kept = person(1, logIdFrom(random.bytes(16)))
        await given(kept, 'stays')
        const nurse = person()
        await given(nurse, '1', '2', '3')
        await store.remove(log, tombstone)
        expect(await store.read(log)).toEqual([])
        expect(await store.head(log, nurse.signer.device)).toBeNull()
        expect((await store.logs()).find((row) => row.log === log)?.deleted).toEqual(tombstone)
        expect(await store.read(kept.log)).toHaveLength(1)
        expect(await store.head(kept.log, kept.signer.device)).toEqual(kept.head)
      })

      test('given a removed log, when it is removed again, then the first tombstone stands', async () => {
        await given(person(), '1')
        await store.remove(log, tombstone)
        await store.remove(log, { ...tombstone, entries: 0 })
        expect((await store.logs())[0]?.deleted).toEqual(tombstone)
      })

      test('given a removed log, when a tab still appends to it, then it refuses', async () => {
        const nurse = person()
        await given(nurse, '1')
        const head = nurse.head
        await storage.open().remove(log, tombstone)
        const late = await says(nurse, 'late')
        const result = await store.append(nurse.request([late], head))
        expect(result).toMatchObject({ ok: false, why: 'failed' })
        expect(await store.read(log)).toEqual([])
      })

      test('given more events than were counted, when the log is removed, then all stay', async () => {
        const nurse = person()
        await given(nurse, '1', '2')
        expect(await store.remove(log, tombstone, 1)).toBe(false)
        expect(await store.read(log)).toHaveLength(2)
        expect((await store.logs())[0]?.deleted).toBeNull()
        expect(await store.remove(log, tombstone, 2)).toBe(true)
        expect(await store.read(log)).toEqual([])
      })

      test('given no such log, when it is removed, then nothing happens', async () => {
        await store.remove(log, tombstone)
        expect(await store.logs()).toEqual([])
      })
    })

    describe('runbooks and drafts', () => {
      test('given the bytes of a runbook, then the same bytes come back by their hash', async () => {
        const bytes = random.bytes(5000)
        await store.saveRunbook('ab'.repeat(32), bytes)
        await store.saveRunbook('ab'.repeat(32), bytes)
        expect(await storage.open().runbook('ab'.repeat(32))).toEqual(bytes)
        expect(await store.runbook('cd'.repeat(32))).toBeNull()
      })

      test('given drafts, then the last text of each is there, and an emptied one is gone', async () => {
        await store.saveDraft('note', 'はじ')
        await store.saveDraft('note', 'はじめ')
        await store.saveDraft('call', 'x')
        await store.saveDraft('call', '')
        expect([...(await storage.open().drafts())]).toEqual([['note', 'はじめ']])
      })
    })

    test('given a store that answers, then a probe says so', async () => {
      expect(await store.probe()).toBe(true)
    })
  })
}

export const headOf = (event: Made): Head => ({
  id: event.id,
  seq: event.parsed.seq,
  lamport: event.parsed.lamport,
})

export function headerOf(event: StoredEvent) {
  const parsed = parseHeader(event.header, true)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.header
}

/** Problems of every chain in a log, each given in order of seq. */
export function problemsOf(log: LogId, events: readonly StoredEvent[]) {
  const decoded = events.map((event) => ({ id: event.id, header: headerOf(event) }))
  const devices = new Set(decoded.map((event) => event.header.device))
  return [...devices].flatMap((device) => {
    const chain = decoded.filter((event) => event.header.device === device)
    return chainProblems(
      log,
      chain.sort((a, b) => a.header.seq - b.header.seq),
    )
  })
}
