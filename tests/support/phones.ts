import type { ExaminedCopy, LogCopy } from '../../src/domain/exchange/log-copy.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { canonicalText, type Json, utf8 } from '../../src/domain/json.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import type { EventStore, Library, StoreFault } from '../../src/domain/ports.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { openHandover } from '../../src/export/read-handover.ts'
import { digest } from '../../src/platform/digest.ts'
import { signatures } from '../../src/platform/signatures.ts'
import type { TakenCopy } from '../../src/session/exchange.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { type MemoryDisk, memoryDisk, memoryStore } from '../../src/store/memory.ts'
import { memoryFiles } from '../../src/store/memory-files.ts'
import { noJournal } from '../../src/store/no-journal.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { type ManualClock, manualClock, seededRandom, testSigner } from './doubles.ts'

/**
 * Phones that hand their records to each other, over real sessions and really signed events. A phone
 * can be set back to a backup, and copied together with its key.
 */

/** All that lies in one phone. */
interface Insides {
  readonly disk: MemoryDisk
  readonly notes: Map<string, string>
  readonly witness: Map<string, Map<string, { seq: number; id: string }>>
  key: number
}

export interface Phone {
  readonly name: string
  readonly session: Session
  readonly clock: ManualClock
  readonly disk: MemoryDisk
  /** The log as a file of `shodo/log/v1`. */
  file(log: LogId): Promise<Uint8Array>
  /** Brings a file in as the import screen does; throws where it is refused. */
  take(file: Uint8Array, admit?: boolean): Promise<ExaminedCopy>
  /** What a backup of this phone holds now. */
  backup(): Backup
}

export type Backup = { readonly insides: Insides }

export const libraryWith = (...books: readonly Runbook[]): Library => {
  const pinned = books.map((runbook) => {
    const bytes = utf8(canonicalText(runbook as unknown as Json))
    return { runbook, bytes, hash: hashHex(bytes) as string }
  })
  return {
    runbooks: pinned.map(({ runbook, hash }) => ({
      ...{ id: runbook.id, version: runbook.version, hash },
      ...{ title: runbook.title, summary: runbook.summary },
    })),
    load: async (id) => pinned.find(({ runbook }) => runbook.id === id)!.bytes,
    contacts: async () => utf8('{}'),
    scenarios: [],
    loadScenario: async (id) => Promise.reject(new RangeError(id)),
  }
}

/** Reads a file as the import screen does; throws where it is no sound copy of a log. */
export async function copyFrom(file: Uint8Array): Promise<LogCopy> {
  const known = read.get(file)
  if (known) return known
  const opened = await openHandover(bytesSource(file))
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems[0]))
  read.set(file, opened.handover)
  return opened.handover
}

/** Many phones read the same file; what comes out of it is never changed. */
const read = new WeakMap<Uint8Array, LogCopy>()

export interface PhonePlan {
  readonly name: string
  readonly seed: number
  readonly library: Library
  /** What it starts with: a backup, or another phone's insides. */
  readonly from?: Backup
  readonly nowMs?: number
  /** Why its storage takes no copy in just now. */
  readonly refuses?: () => StoreFault | null
}

export async function phone(plan: PhonePlan): Promise<Phone> {
  const { name, seed, library } = plan
  const insides: Insides = plan.from
    ? copyOf(plan.from.insides)
    : { disk: memoryDisk(), notes: new Map(), witness: new Map(), key: seed }
  const clock = manualClock(plan.nowMs ?? '2025-11-22T02:10:00.000+09:00')
  const kept = memoryStore(insides.disk)
  const store: EventStore = {
    ...kept,
    async absorb(request) {
      const why = plan.refuses?.()
      return why ? { ok: false, why, detail: 'told to fail' } : kept.absorb(request)
    },
  }
  const session = createSession({
    store,
    files: memoryFiles(),
    journal: noJournal,
    digest,
    signer: async () => testSigner(insides.key),
    renewSigner: async () => {
      insides.key = insides.key * 31 + seed
      return testSigner(insides.key)
    },
    signatures,
    clock: { ...clock, boot: hashHex(utf8(`${name} ${seed}`)).slice(0, 32) },
    random: seededRandom(seed),
    locks: { hold: (_name, work) => work() },
    tabs: { tell: () => undefined, listen: () => () => undefined },
    witness: {
      read: () => insides.witness as never,
      note: (log, device, head) => {
        const heads = insides.witness.get(log) ?? new Map()
        insides.witness.set(log, heads.set(device, head))
      },
      forget: (log) => void insides.witness.delete(log),
    },
    notebook: {
      read: (key) => insides.notes.get(key) ?? null,
      write: (key, value) => void insides.notes.set(key, value),
    },
    prefs: { read: () => ({ theme: 'auto', language: 'ja' }), write: () => undefined },
    storage: {
      health: async () => ({ persisted: true, usage: null, quota: null }),
      persist: async () => true,
    },
    library,
    app: 'test',
    breathe: async () => undefined,
  })
  await session.boot()
  return {
    ...{ name, session, clock, disk: insides.disk },
    async file(log) {
      const row = (await store.logs()).find((known) => known.log === log)
      const runbook = row?.runbookHash ? await store.runbook(row.runbookHash) : null
      return jsonl(await store.read(log), runbook)
    },
    async take(file, admit = false) {
      const examined = await session.copies.examine(await copyFrom(file))
      if (examined.refusal) throw new Error(examined.refusal)
      const taken: TakenCopy = await session.copies.take(examined, {
        admit: admit ? examined.unconfirmed : [],
      })
      if (!taken.ok) throw new Error(taken.why)
      return examined
    },
    backup: () => ({ insides: copyOf(insides) }),
  }
}

const copyOf = ({ disk, notes, witness, key }: Insides): Insides => ({
  disk: structuredClone(disk),
  notes: new Map(notes),
  witness: structuredClone(witness),
  key,
})
