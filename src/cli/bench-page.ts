import { evolve, inProofOrder } from '../domain/evolve/evolve.ts'
import { initialState } from '../domain/evolve/state.ts'
import { type ActId, actIdFrom, type LogId, logIdFrom } from '../domain/ids.ts'
import { type Head, seal } from '../domain/log/chain.ts'
import { decode } from '../domain/log/decode.ts'
import { type StoredEvent, signedMessage } from '../domain/log/event.ts'
import { jsonl } from '../export/jsonl.ts'
import { deviceClock } from '../platform/clock.ts'
import { deviceSigner } from '../platform/device-key.ts'
import { random } from '../platform/random.ts'
import { body, noteOf } from './bench-copy.ts'
import { exchangeBench } from './bench-exchange.ts'
import { nightBench } from './bench-night.ts'
import { lock, session, shelf, store } from './bench-world.ts'

/** The parts `npm run bench` times inside a real browser; `bench.mjs` drives it. */

const summary = {
  ...{ name: null, openedAt: null, detectedAt: null, lastAt: null },
  ...{ entries: 0, closed: false },
}

const bench = {
  ...exchangeBench,
  ...nightBench,

  /** Milliseconds of each of `count` appends through the session: decide, hash, sign, strict write. */
  async appends(count: number): Promise<number[]> {
    if (session.state.getState().phase !== 'ready') await session.boot()
    if (!session.state.getState().open) await session.startIncident({ runbookId: 'hospital' })
    const times: number[] = []
    for (let i = 0; i < count; i++) {
      const start = performance.now()
      const result = await session.record({ do: 'note', body: `${i} ${body}` })
      times.push(performance.now() - start)
      if (!result.ok) throw new Error(JSON.stringify(result))
    }
    return times
  },

  /** Milliseconds of each of `count` bare strict puts of as many bytes as an event row has. */
  async puts(count: number): Promise<number[]> {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('bare', 1)
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' })
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const times: number[] = []
    for (let i = 0; i < count; i++) {
      const row = { id: `${Math.random()}`, bytes: random.bytes(1200) }
      const start = performance.now()
      await new Promise<void>((resolve, reject) => {
        const tx = db.transaction('rows', 'readwrite', { durability: 'strict' })
        tx.objectStore('rows').put(row)
        tx.oncomplete = () => resolve()
        tx.onabort = () => reject(tx.error)
      })
      times.push(performance.now() - start)
    }
    db.close()
    return times
  },

  /** Fills a log of its own with `count` signed notes, 500 a transaction (not timed); its id. */
  async fill(count: number): Promise<string> {
    const signer = await deviceSigner(shelf, lock, random)
    const clock = deviceClock(random)
    const log = logIdFrom(random.bytes(16))
    let head: Head | null = null
    for (let from = 0; from < count; from += 500) {
      const expected: Head | null = head
      const events: StoredEvent[] = []
      const acts: ActId[] = []
      for (let i = from; i < Math.min(from + 500, count); i++) {
        const act = actIdFrom(random.bytes(16))
        const wall = clock.wall()
        const { parsed, ...sealed } = seal(noteOf(`${i} ${body}`, wall), {
          ...{ log, purpose: 'incident', mode: 'live', device: signer.device, head, seen: [] },
          ...{ lamport: head?.lamport ?? 0, wall, t: wall, mono: clock.mono(), boot: clock.boot },
          ...{ origin: clock.origin, check: null, act },
          dataSalt: random.bytes(16),
          textSalt: random.bytes(16),
        })
        events.push({ ...sealed, sig: await signer.sign(signedMessage(sealed.header)) })
        acts.push(act)
        head = { id: sealed.id, seq: parsed.seq, lamport: parsed.lamport }
      }
      const result = await store.append({
        ...{ log, purpose: 'incident', mode: 'live', device: signer.device },
        ...{ events, acts, expected, runbookHash: null, summary },
      })
      if (!result.ok) throw new Error(JSON.stringify(result))
    }
    return log
  },

  /** Milliseconds to read a log and fold it, and of the parts. */
  async open(log: string): Promise<{ read: number; fold: number; total: number; entries: number }> {
    session.closeView()
    const start = performance.now()
    const stored = await store.read(log as LogId)
    const readDone = performance.now()
    const state = initialState(null)
    for (const event of inProofOrder(stored.map((one) => decode(one)))) evolve(state, event)
    const end = performance.now()
    return {
      read: readDone - start,
      fold: end - readDone,
      total: end - start,
      entries: state.entries.length,
    }
  },

  async exported(log: string): Promise<{ ms: number; bytes: number }> {
    const stored = await store.read(log as LogId)
    const start = performance.now()
    const bytes = jsonl(stored, null)
    return { ms: performance.now() - start, bytes: bytes.length }
  },
}

Object.assign(globalThis, { bench })
document.title = 'bench ready'
