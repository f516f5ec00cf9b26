import { decode } from '../domain/decode.ts'
import { evolve, inProofOrder } from '../domain/evolve.ts'
import type { LogId } from '../domain/ids.ts'
import { initialState } from '../domain/state.ts'
import { jsonl } from '../export/jsonl.ts'
import { deviceClock } from '../platform/clock.ts'
import { deviceSigner } from '../platform/device-key.ts'
import { library } from '../platform/library.ts'
import { locks } from '../platform/locks.ts'
import { notebook } from '../platform/notebook.ts'
import { prefsStore } from '../platform/prefs.ts'
import { random } from '../platform/random.ts'
import { signatures } from '../platform/signatures.ts'
import { storageCare } from '../platform/storage-care.ts'
import { tabs } from '../platform/tabs.ts'
import { witness } from '../platform/witness.ts'
import { createSession } from '../session/session.ts'
import { connect } from '../store/connection.ts'
import { openNamed } from '../store/database.ts'
import { indexedDbStore } from '../store/indexed-db.ts'
import { keyShelf } from '../store/key-shelf.ts'

/** The parts `npm run bench` times inside a real browser; `bench.mjs` drives it. */

const connection = connect(openNamed('bench'))
const store = indexedDbStore(connection)
const lock = locks()
const session = createSession({
  store,
  signer: () => deviceSigner(keyShelf(connection), lock, random),
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

  /** Fills a log of its own with `count` notes (not timed) and returns its id. */
  async fill(count: number): Promise<string> {
    if (session.state.getState().phase !== 'ready') await session.boot()
    const { log } = await session.startIncident({ runbookId: 'hospital' })
    for (let i = 0; i < count; i++) await session.record({ do: 'note', body: `${i} ${body}` })
    session.closeView()
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
