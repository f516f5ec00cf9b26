import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type ActId,
  actIdFrom,
  type EventId,
  type Instant,
  logIdFrom,
} from '../../src/domain/ids.ts'
import type { EventStore } from '../../src/domain/ports.ts'
import { type Connection, connect } from '../../src/store/connection.ts'
import { openNamed } from '../../src/store/database.ts'
import { indexedDbStore } from '../../src/store/indexed-db.ts'
import { bytesOf, headerOf, headOf, problemsOf, storeContract } from '../store/contract.ts'
import { healContract } from '../store/heal-contract.ts'
import {
  type Author,
  author,
  type Made,
  makeLog,
  manualClock,
  note,
  seededRandom,
  testSigner,
} from '../support/make-log.ts'
import { type Fault, faultLine, injectFaults, type Line } from './fault-line.ts'

let databases = 0
const freshName = (): string => `shodo-test-${Date.now()}-${databases++}`
const at = '2025-11-22T02:10:00.000+09:00' as Instant

const storage = async () => {
  const name = freshName()
  const open: Connection[] = []
  return {
    open() {
      const connection = connect(openNamed(name))
      open.push(connection)
      return indexedDbStore(connection)
    },
    async discard() {
      for (const connection of open) connection.close()
      await deleteDB(name)
    },
  }
}

storeContract('in IndexedDB', storage)
healContract('in IndexedDB', storage)

test('given a database of a later version, then this one goes on with it', async () => {
  const name = freshName()
  const later = await openDB(name, 2, {
    upgrade(db) {
      const events = db.createObjectStore('events', { keyPath: 'id' })
      events.createIndex('chain', ['log', 'device', 'seq'])
      events.createIndex('act', 'act', { unique: true })
      db.createObjectStore('heads', { keyPath: ['log', 'device'] })
      db.createObjectStore('logs', { keyPath: 'log' })
      for (const one of ['runbooks', 'drafts', 'keys', 'meta', 'wonders']) db.createObjectStore(one)
    },
  })
  later.close()
  const connection = connect(openNamed(name))
  expect(await indexedDbStore(connection).logs()).toEqual([])
  connection.close()
  await deleteDB(name)
})

describe('IndexedDB as phones have it', () => {
  let name: string
  let line: Line
  let store: EventStore
  let nurse: Author
  let undo: () => void
  const random = seededRandom(11)

  beforeEach(() => {
    name = freshName()
    line = faultLine(name)
    store = indexedDbStore(line.connection)
    const log = logIdFrom(random.bytes(16))
    nurse = author({ log, signer: testSigner(1), random, clock: manualClock(at) })
    undo = injectFaults()
  })
  afterEach(async () => {
    // In this order: a spy restores what it found, which is the injection below it.
    vi.restoreAllMocks()
    undo()
    line.connection.close()
    await deleteDB(name)
  })

  const append = async (
    body = 'entry',
  ): Promise<[Made, Awaited<ReturnType<EventStore['append']>>]> => {
    const expected = nurse.head
    const event = await nurse.write(note(body, at))
    return [event, await store.append(nurse.request([event], expected))]
  }

  test('given an append, then its one transaction is strict', async () => {
    await store.logs()
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await append()
    const writing = spy.mock.results
      .map((result) => result.value as IDBTransaction)
      .filter((tx) => tx.mode === 'readwrite')
    expect(writing.map((tx) => tx.durability)).toEqual(['strict'])
    expect([...(writing[0]?.objectStoreNames ?? [])]).toEqual(['events', 'heads', 'logs'])
  })

  test('given a removal or a runbook, then its transaction is strict too', async () => {
    await append()
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await store.remove(nurse.log, { at, entries: 1, heads: '' })
    await store.saveRunbook('ab'.repeat(32), random.bytes(10))
    const made = spy.mock.results.map((result) => (result.value as IDBTransaction).durability)
    expect(made).toEqual(['strict', 'strict'])
  })

  test('given a handle closed behind its back, when appending, then it is recorded', async () => {
    await append('before')
    line.handles.at(-1)?.close()
    const [event, result] = await append('after')
    expect(result).toEqual({ ok: true })
    expect(line.handles).toHaveLength(2)
    expect((await store.read(nurse.log)).at(-1)?.id).toBe(event.id)
  })

  test('given a handle closed behind its back, then reading and probing recover', async () => {
    const [event] = await append()
    line.handles.at(-1)?.close()
    expect((await store.read(nurse.log)).map(bytesOf)).toEqual([bytesOf(event)])
    line.handles.at(-1)?.close()
    expect(await store.probe()).toBe(true)
  })

  test('given a transaction that is aborted at any point, then the next try records it', async () => {
    for (let after = 0; after < 7; after++) {
      line.planned.push({ kind: 'abort', after })
      const [, result] = await append(`aborted after ${after}`)
      expect(result).toEqual({ ok: true })
      line.planned.length = 0
    }
    expect(line.struck).toBeGreaterThanOrEqual(4)
    expect(problemsOf(nurse.log, await store.read(nurse.log))).toEqual([])
    expect(await store.read(nurse.log)).toHaveLength(7)
  })

  test('given a commit nobody heard of, then the entry is there once and it is said', async () => {
    line.planned.push({ kind: 'unacknowledged' })
    const [event, result] = await append()
    expect(line.struck).toBe(1)
    expect(result).toEqual({ ok: true })
    expect((await store.read(nurse.log)).map((e) => e.id)).toEqual([event.id])
  })

  test('given three failures in a row, then it says unavailable and keeps nothing', async () => {
    await append('before')
    line.planned.push({ kind: 'sever' }, { kind: 'abort', after: 1 }, { kind: 'sever' })
    const before = nurse.head
    const [event, result] = await append('failing')
    expect(result).toMatchObject({ ok: false, why: 'unavailable' })
    expect(await store.read(nurse.log)).toHaveLength(1)
    expect(await store.append(nurse.request([event], before))).toEqual({ ok: true })
  })

  test('given a full disk, then it says quota at once', async () => {
    await append('before')
    const native = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'error')
    const original = IDBObjectStore.prototype.add
    // A quota that is really full cannot be arranged here: the browser grants half the disk.
    let asked = 0
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      asked++
      const request = original.apply(this, args)
      const error = new DOMException('full', 'QuotaExceededError')
      Object.defineProperty(this.transaction, 'error', { get: () => error })
      this.transaction.abort()
      return request
    })
    const [, result] = await append('too much')
    expect(native).toBeDefined()
    expect(result).toMatchObject({ ok: false, why: 'quota' })
    expect(asked).toBe(1)
    expect(await store.read(nurse.log)).toHaveLength(1)
  })

  test('given a newer version in another tab, then the handle makes way and goes on recording', async () => {
    await append()
    const upgraded = await new Promise<string>((resolve, reject) => {
      const request = indexedDB.open(name, 2)
      request.onblocked = () => reject(new Error('blocked'))
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        request.result.close()
        resolve('upgraded')
      }
    })
    expect(upgraded).toBe('upgraded')
    // An incident may run for weeks in this build; a later version only adds to the database.
    const [, result] = await append('old build')
    expect(result).toEqual({ ok: true })
    expect(await store.probe()).toBe(true)
  })

  test('given no storage at all, then it says so', async () => {
    const broken = indexedDbStore(
      connect(() => Promise.reject(new DOMException('denied', 'SecurityError'))),
    )
    const event = await nurse.write(note('x', at))
    const result = await broken.append(nurse.request([event], null))
    expect(result).toMatchObject({ ok: false, why: 'unavailable' })
    await expect(broken.logs()).rejects.toMatchObject({ name: 'StoreError', fault: 'unavailable' })
    expect(await broken.probe()).toBe(false)
  })

  test('given two events with one seq from elsewhere, then both can lie in the store', async () => {
    const made = await makeLog({ count: 2, seed: 3 })
    for (const request of made.requests()) await store.append(request)
    const fork = author({
      ...{ log: made.log, signer: made.signers[0]!, random },
      clock: manualClock(at),
    })
    fork.head = headOf(made.events[0]!)
    const twin = await fork.write(note('other branch', at))
    const { seq, lamport, act } = twin.parsed
    const { parsed: _, ...stored } = twin
    await line.connection.run((db) =>
      db.add('events', {
        ...stored,
        ...{ log: made.log, device: twin.parsed.device, seq, lamport, act, enc: 0 },
      }),
    )
    const read = await store.read(made.log)
    expect(read).toHaveLength(3)
    expect(problemsOf(made.log, read).map((problem) => problem.what)).toEqual(['fork'])
    expect(await store.readChain(made.log, twin.parsed.device, 1)).toHaveLength(2)
  })

  test('given 10,000 entries, then they are read in seconds, all and in order', async () => {
    const made = await makeLog({ count: 10_000, devices: 4, seed: 9 })
    for (const request of made.requests(500))
      expect(await store.append(request)).toEqual({ ok: true })
    const started = performance.now()
    const read = await store.read(made.log)
    const took = performance.now() - started
    console.log(`read 10,000 events in ${Math.round(took)} ms`)
    expect(read.map((event) => event.id)).toEqual(made.events.map((event) => event.id))
    expect(took).toBeLessThan(5000)
  }, 60_000)
})

describe('a night of faults', () => {
  const faultsPerSeed = 250

  for (const seed of [1, 2, 3, 4]) {
    test(`seed ${seed}: ${faultsPerSeed} faults, nothing lost, nothing doubled, order kept`, async () => {
      const night = await runNight(seed, faultsPerSeed)
      console.log(`seed ${seed}: ${night.summary}`)
      expect(night.lost).toEqual([])
      expect(night.doubled).toEqual([])
      expect(night.inOrder).toBe(true)
      expect(night.problems).toEqual([])
      expect(night.struck).toBeGreaterThanOrEqual(faultsPerSeed)
    }, 120_000)
  }
})

/** Two tabs of one device record act after act while the storage fails under the first. */
async function runNight(seed: number, faults: number) {
  const name = freshName()
  const random = seededRandom(seed)
  const clock = manualClock(at)
  const signer = testSigner(seed)
  const log = logIdFrom(random.bytes(16))
  const line = faultLine(name)
  const other = connect(openNamed(name))
  const [store, otherTab] = [indexedDbStore(line.connection), indexedDbStore(other)]
  const undo = injectFaults()
  const acknowledged: ActId[] = []
  const kinds = { sever: 0, abort: 0, unacknowledged: 0, moved: 0, givenUp: 0 }

  /** Records one act as the session does; a fault is answered by the person trying again. */
  async function record(by: EventStore, act: ActId, meddle: () => Promise<void>): Promise<void> {
    const self = author({ log, signer, random, clock })
    let kept: { event: Made; head: Author['head'] } | null = null
    for (let attempt = 0; attempt < 20; attempt++) {
      const head: Author['head'] =
        kept && random.int(2) ? kept.head : await by.head(log, signer.device)
      self.head = head
      // Sometimes the same bytes are tried again, sometimes the act is sealed anew.
      const event: Made =
        kept && kept.head === head ? kept.event : await self.write(note(`act ${act}`, at), { act })
      kept = { event, head }
      if (attempt === 0) await meddle()
      const result = await by.append(self.request([event], head))
      if (result.ok) return
      if (result.why === 'alreadyRecorded') {
        expect(result.events.map((stored) => headerOf(stored).act)).toEqual([act])
        return
      }
      if (result.why === 'headMoved') {
        kinds.moved++
        kept = null
        continue
      }
      expect(result.why).toBe('unavailable')
      kinds.givenUp++
    }
    throw new Error(`seed ${seed}: act ${act} was never recorded`)
  }

  const fault = (): Fault => {
    const pick = random.int(3)
    if (pick === 0) return { kind: 'sever' }
    return pick === 1 ? { kind: 'abort', after: random.int(6) } : { kind: 'unacknowledged' }
  }

  while (line.struck + kinds.moved < faults) {
    const act = actIdFrom(random.bytes(16))
    clock.advance(1000)
    const burst = random.int(12) === 0 ? 3 : 1
    for (let i = 0; i < burst; i++) {
      const next = fault()
      kinds[next.kind]++
      line.planned.push(next)
    }
    await record(store, act, async () => {
      if (random.int(6) !== 0) return
      const theirs = actIdFrom(random.bytes(16))
      await record(otherTab, theirs, async () => undefined)
      acknowledged.push(theirs)
    })
    acknowledged.push(act)
    line.planned.length = 0
  }

  undo()
  const morning = connect(openNamed(name))
  const events = await indexedDbStore(morning).read(log)
  for (const connection of [line.connection, other, morning]) connection.close()
  await deleteDB(name)
  const acts = events.map((event) => headerOf(event).act)
  const ids = new Set<EventId>(events.map((event) => event.id))
  const struck = line.struck + kinds.moved
  return {
    lost: acknowledged.filter((act) => !acts.includes(act)),
    doubled: acts.filter((act, i) => acts.indexOf(act) !== i || !acknowledged.includes(act)),
    inOrder: acts.join() === acknowledged.join() && ids.size === events.length,
    problems: problemsOf(log, events),
    struck,
    summary: `${acknowledged.length} acts, ${struck} faults struck of ${JSON.stringify(kinds)}`,
  }
}
