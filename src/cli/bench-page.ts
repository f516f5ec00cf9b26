import { type Head, seal } from '../domain/chain.ts'
import { decode } from '../domain/decode.ts'
import { type StoredEvent, signedMessage } from '../domain/event.ts'
import type { Draft } from '../domain/events.ts'
import { evolve, inProofOrder } from '../domain/evolve.ts'
import { type ActId, actIdFrom, type Instant, type LogId, logIdFrom } from '../domain/ids.ts'
import { initialState } from '../domain/state.ts'
import { jsonl } from '../export/jsonl.ts'
import { deviceClock } from '../platform/clock.ts'
import { deviceSigner, renewedSigner } from '../platform/device-key.ts'
import { digest } from '../platform/digest.ts'
import { library } from '../platform/library.ts'
import { locks } from '../platform/locks.ts'
import { notebook } from '../platform/notebook.ts'
import { prefsStore } from '../platform/prefs.ts'
import { random } from '../platform/random.ts'
import { signatures } from '../platform/signatures.ts'
import { storageCare } from '../platform/storage-care.ts'
import { tabs } from '../platform/tabs.ts'
import { witness } from '../platform/witness.ts'
import { startWorker } from '../platform/workers.ts'
import { createSession } from '../session/session.ts'
import { connect } from '../store/connection.ts'
import { openNamed } from '../store/database.ts'
import { indexedDbFiles } from '../store/files.ts'
import { indexedDbStore } from '../store/indexed-db.ts'
import { opfsJournal } from '../store/journal.ts'
import journalWorker from '../store/journal-worker.ts?worker&url'
import { journaled } from '../store/journaled.ts'
import { keyShelf } from '../store/key-shelf.ts'

/** The parts `npm run bench` times inside a real browser; `bench.mjs` drives it. */

const connection = connect(openNamed('bench'))
const journal = opfsJournal('bench', () => startWorker(journalWorker))
const store = journaled(indexedDbStore(connection), journal)
const files = indexedDbFiles(connection)
const lock = locks()
const session = createSession({
  store,
  journal,
  files,
  digest,
  signer: () => deviceSigner(keyShelf(connection), lock, random),
  renewSigner: () => renewedSigner(keyShelf(connection), lock, random),
  signatures,
  clock: deviceClock(random),
  random,
  locks: lock,
  tabs: tabs(),
  witness,
  notebook,
  prefs: prefsStore(),
  storage: storageCare,
  library,
  app: 'bench',
  breathe: () => new Promise((resume) => setTimeout(resume, 0)),
})

const body = '電子カルテの端末に英文の脅迫文。3階西病棟のプリンタが止まらない。写真あり。'

const summary = {
  ...{ name: null, openedAt: null, detectedAt: null, lastAt: null },
  ...{ entries: 0, closed: false },
}

const noteOf = (text: string, at: Instant): Draft => ({
  type: 'note.recorded',
  data: {
    occurred: { at, precision: 'exact' },
    ...{ kind: null, means: null, certainty: null, patientSafety: false, stamp: false, step: null },
  },
  text: { body: text },
})

const bench = {
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
    const signer = await deviceSigner(keyShelf(connection), lock, random)
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
