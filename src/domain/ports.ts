import type { ActId, DeviceId, EventId, Hash, Instant, LogId } from './ids.ts'
import type { Head } from './log/chain.ts'
import type { Mode, Purpose, StoredEvent } from './log/event.ts'

/**
 * What the record needs of the world. `session/` knows the world only through these types; adapters
 * implement them; `main.tsx` and the command-line tools bring both together.
 */

/** What home shows of a log without opening it: a cache, rebuilt at every open. */
export interface LogSummary {
  readonly name: string | null
  readonly openedAt: Instant | null
  readonly detectedAt: Instant | null
  readonly lastAt: Instant | null
  readonly entries: number
  readonly closed: boolean
  /** Of a drill with a scenario: whether it was brought to its end. Its review may still be open. */
  readonly drill?: 'underWay' | 'over'
}

export interface LogRow {
  readonly log: LogId
  readonly purpose: Purpose
  readonly mode: Mode
  readonly runbookHash: string | null
  readonly summary: LogSummary
  /** Set when the log was deleted here: when, and how many entries it had. */
  readonly deleted: {
    readonly at: Instant
    readonly entries: number
    readonly heads: string
  } | null
}

/** `quota`: no room. `unavailable`: the storage does not answer. `failed`: it refused. */
export type StoreFault = 'quota' | 'unavailable' | 'failed'

export type AppendResult =
  | { readonly ok: true }
  /** The chain grew since `expected` was read. Nothing was written. */
  | { readonly ok: false; readonly why: 'headMoved' }
  /** This act is recorded already: an earlier try was committed. Nothing was written. */
  | { readonly ok: false; readonly why: 'alreadyRecorded'; readonly events: readonly StoredEvent[] }
  | { readonly ok: false; readonly why: StoreFault; readonly detail: string }

export interface AppendRequest {
  readonly log: LogId
  readonly purpose: Purpose
  readonly mode: Mode
  readonly device: DeviceId
  /** Sealed and signed, one chain, in order. */
  readonly events: readonly StoredEvent[]
  /** The device's head these events follow; null for its first. */
  readonly expected: Head | null
  /** The acts of `events`, in their order. */
  readonly acts: readonly ActId[]
  readonly runbookHash: string | null
  readonly summary: LogSummary
  /** Events of the log whose texts are erased in the same transaction. */
  readonly erase?: readonly EventId[]
}

/** Verified events of any devices, to be taken into a log at once. */
export interface AbsorbRequest {
  readonly log: LogId
  readonly purpose: Purpose
  readonly mode: Mode
  /** What is not stored yet; what turns out to be is left as it is. */
  readonly fresh: readonly StoredEvent[]
  /** Events of `fresh` whose act stands in another event already. */
  readonly doubled: ReadonlySet<EventId>
  /** Whole copies of stored events that are damaged or blacked out here. */
  readonly mended: readonly StoredEvent[]
  readonly runbookHash: string | null
  /** What the log pins and this device lacks: its runbook, a drill's scenario. */
  readonly runbooks: readonly { readonly hash: string; readonly bytes: Uint8Array }[]
  readonly summary: LogSummary
  /** Takes a log in again that was deleted here. */
  readonly revive: boolean
}

export type AbsorbResult =
  | { readonly ok: true; readonly added: number }
  /** Nothing was written. */
  | { readonly ok: false; readonly why: 'deleted' | 'otherMode' }
  | { readonly ok: false; readonly why: StoreFault; readonly detail: string }

/**
 * The primary store. Every append is one strict transaction that compares the expected head and
 * adds; severed connections are reopened and retried inside (at most three times, idempotent).
 */
export interface EventStore {
  append(request: AppendRequest): Promise<AppendResult>
  /** Takes another device's copy into a log: one strict transaction, all of it or nothing. */
  absorb(request: AbsorbRequest): Promise<AbsorbResult>
  /** This device's head in a log. Rejects with {@link StoreError}. */
  head(log: LogId, device: DeviceId): Promise<Head | null>
  /** All events of a log in proof order. */
  read(log: LogId): Promise<readonly StoredEvent[]>
  /** How many events of a log are stored. */
  count(log: LogId): Promise<number>
  /** Events of one chain with a seq above `after`. */
  readChain(log: LogId, device: DeviceId, after: number): Promise<readonly StoredEvent[]>
  logs(): Promise<readonly LogRow[]>
  /**
   * Deletes a log's events and leaves its row as a tombstone. With `expected`, only when the log holds
   * so many events; whether it is gone.
   */
  remove(log: LogId, tombstone: NonNullable<LogRow['deleted']>, expected?: number): Promise<boolean>
  saveRunbook(hash: string, bytes: Uint8Array): Promise<void>
  runbook(hash: string): Promise<Uint8Array | null>
  /** Puts back what was lost or spoilt, in one strict transaction; how many events that were. */
  heal(request: HealRequest): Promise<number>
  /** Puts back the tombstone of a log that was deleted here, where nothing is known of the log. */
  remember(tombstone: LogRow): Promise<void>
  saveDraft(key: string, text: string): Promise<void>
  drafts(): Promise<ReadonlyMap<string, string>>
  /** Asks the storage for a sign of life and reopens it when it gives none. */
  probe(): Promise<boolean>
}

/**
 * What a log gets back. Its events were verified by the caller: hashes, log, signatures. They take
 * the place of spoilt rows of the same ids; every chain's end is found anew.
 */
export interface HealRequest {
  readonly log: LogId
  readonly purpose: Purpose
  readonly mode: Mode
  readonly runbookHash: string | null
  readonly events: readonly StoredEvent[]
  readonly summary: LogSummary
}

/** Where the store and its second copy part. */
export interface CopyFinding {
  readonly log: LogId
  /** Events that the copy has and the store lacks or has otherwise. */
  readonly lost: number
  /** The store's rows about the log do not fit its events. */
  readonly rows: boolean
  /** The copy itself has unreadable lines, a torn end, or an event otherwise than the store. */
  readonly spoilt: boolean
  /** The store has forgotten that the log was deleted here. */
  readonly tombstone: LogRow | null
}

export interface CopyReport {
  readonly findings: readonly CopyFinding[]
  /** Events that the copy lacked and has now. */
  readonly added: number
  /** This comparison began the copy. */
  readonly begun: boolean
  /** The copy was there before, and short, spoilt or gone; it is whole again. */
  readonly repaired: boolean
  /** Runbooks that the store lacks or has spoilt, whole in the copy. */
  readonly runbooks: readonly { readonly hash: string; readonly bytes: Uint8Array }[]
  /** Devices this browser wrote as before, oldest first. */
  readonly devices: readonly DeviceId[]
}

export type CopyState = 'asking' | 'absent' | 'kept' | 'behind'

/**
 * The second copy of the record, apart from the store, where the browser can keep one. The store
 * writes it behind every append; here is what the session asks of it. All of it rejects where there
 * is none.
 */
export interface Journal {
  /** `behind`: what was recorded last could not be copied. Calls at once with the present state. */
  listen(changed: (state: CopyState) => void): () => void
  /** Whether a copy was ever begun here; asked without starting anything. */
  begun(): Promise<boolean>
  /** Copies what the copy lacks, and tells where the two part otherwise. */
  compare(device: DeviceId): Promise<CopyReport>
  /** What the copy holds of a log, unverified. */
  read(log: LogId): Promise<readonly StoredEvent[]>
  /** Writes a log's copy anew from what is sound in either. */
  reseed(log: LogId): Promise<void>
  /** The page may be frozen next: what was added is flushed now. */
  flush(): void
}

/** What is known of a kept file beside its bytes. */
export interface KeptFile {
  readonly hash: Hash
  readonly size: number
  /** What the device said it is; empty when it said nothing. */
  readonly mime: string
}

/** A file to be kept for a log, by the SHA-256 of its bytes exactly as they were received. */
export interface FileToKeep extends KeptFile {
  readonly log: LogId
  /** A small picture (JPEG) for lists; null where none could be made. */
  readonly thumb: Uint8Array | null
  /** The bytes from `from` up to `to`; asked for in order, a few megabytes at a time. */
  part(from: number, to: number): Promise<Uint8Array>
}

/**
 * The bytes of attached files, apart from the record and after it: no event waits for them. A file
 * that several logs name lies here once and goes with the last of them. All of it rejects with
 * {@link StoreError}.
 */
export interface FileStore {
  /** A file is about to come: what has to be made ready for the first one is. */
  prepare(): Promise<void>
  /**
   * Keeps a file durably and whole, or not at all; `told` hears how many bytes are written. One that
   * is here already is only noted for the log. What `part` rejects with is passed on.
   */
  put(file: FileToKeep, told?: (bytes: number) => void): Promise<void>
  file(hash: Hash): Promise<KeptFile | null>
  /** What is here: of one log, or of all. */
  hashes(log?: LogId): Promise<ReadonlySet<Hash>>
  /** The bytes in order, at most 256 KiB at a time; rejects where a part is missing. */
  bytes(hash: Hash): AsyncGenerator<Uint8Array>
  thumb(hash: Hash): Promise<Uint8Array | null>
  setThumb(hash: Hash, thumb: Uint8Array): Promise<void>
  /** A log no longer names these files, or any: those that no other log names are deleted. */
  release(log: LogId, hashes?: readonly Hash[]): Promise<void>
  /** Deletes what a death in the middle of `put` left behind; how many files that were. */
  sweep(): Promise<number>
}

/** A photo or file as the person gave it, in memory or within reach until it is kept or given up. */
export interface GivenFile {
  readonly name: string
  readonly size: number
  readonly mime: string
  /**
   * Looks at it once: its hash, a small picture, the camera's time. Rejects when the device no longer
   * gives its bytes.
   */
  study(): Promise<FileStudy>
  part(from: number, to: number): Promise<Uint8Array>
  /** It waits for a person: its bytes stay in memory only while those who wait are few. */
  rest(): void
  /** Its bytes are kept, or given up: they need no longer be in memory. */
  release(): void
}

export interface FileStudy {
  readonly hash: Hash
  /** Bytes really read: a phone may have announced another number. */
  readonly size: number
  readonly thumb: Uint8Array | null
  /** What the file claims; null where it says nothing. */
  readonly taken: Instant | null
}

/** SHA-256 of bytes that come in parts. */
export type Digest = (size: number, bytes: AsyncIterable<Uint8Array>) => Promise<Hash>

export class StoreError extends Error {
  readonly fault: StoreFault
  constructor(fault: StoreFault, detail: string) {
    super(detail)
    this.name = 'StoreError'
    this.fault = fault
  }
}

/** The device's Ed25519 key. The private part never leaves the adapter. */
export interface Signer {
  readonly device: DeviceId
  /** Raw public key, 64 hex characters. */
  readonly key: string
  sign(message: Uint8Array): Promise<Uint8Array>
}

export interface Signatures {
  /** Strict RFC 8032 verification: S < L, canonical encodings, no small-order key. */
  verify(key: Uint8Array, message: Uint8Array, sig: Uint8Array): Promise<boolean>
}

export interface Clock {
  /** The device's clock with its offset. */
  wall(): Instant
  /** Whole milliseconds since `origin` on a clock that is never set. */
  mono(): number
  /** Unix ms at which `mono` was 0. */
  readonly origin: number
  /** Random id of this run of the app, 32 hex characters. */
  readonly boot: string
}

export interface Random {
  bytes(count: number): Uint8Array
}

/** Exclusive lock shared by all tabs, held for one append. */
export interface Locks {
  hold<T>(name: string, work: () => Promise<T>): Promise<T>
  /**
   * Keeps a name for as long as this page lives, or until what it resolves to is called; null while
   * another page keeps it. Missing where there is one page only.
   */
  keep?(name: string): Promise<(() => void) | null>
}

export interface TabMessage {
  readonly log: LogId
  readonly device: DeviceId
}

/** Tells the other tabs of this origin that a chain grew. */
export interface Tabs {
  tell(message: TabMessage): void
  listen(heard: (message: TabMessage) => void): () => void
}

/** Heads kept apart from the store, so that a store that comes back empty or short is noticed. */
export interface Witness {
  read(): ReadonlyMap<LogId, ReadonlyMap<DeviceId, { readonly seq: number; readonly id: EventId }>>
  note(log: LogId, device: DeviceId, head: { readonly seq: number; readonly id: EventId }): void
  /** Forgets a log that was deleted on purpose, or whose loss the person acknowledged. */
  forget(log: LogId): void
}

/** Small facts about this device that are no record: where the person was, what was exported. */
export interface Notebook {
  read(key: string): string | null
  write(key: string, value: string): void
}

export type Theme = 'auto' | 'light' | 'dark'
export type Language = 'ja' | 'en'

export interface Prefs {
  readonly theme: Theme
  readonly language: Language
}

export interface PrefsStore {
  read(): Prefs
  write(prefs: Prefs): void
}

export interface StorageHealth {
  /** True: the browser could not open the database any more; a spare one beside it is used. */
  readonly spare?: boolean
  readonly persisted: boolean | null
  readonly usage: number | null
  readonly quota: number | null
}

/** What the browser says of its storage; asks for persistence when told to. */
export interface StorageCare {
  health(): Promise<StorageHealth>
  persist(): Promise<boolean | null>
}

export interface RunbookInfo {
  readonly id: string
  readonly version: string
  readonly hash: string
  readonly title: { readonly ja: string; readonly en: string }
  readonly summary: { readonly ja: string; readonly en: string }
}

/** A drill scenario on the shelf, as much as choosing one takes. */
export interface ScenarioInfo extends RunbookInfo {
  /** Id of the runbook it is played on. */
  readonly runbook: string
  readonly cuts: readonly {
    readonly id: string
    readonly title: { readonly ja: string; readonly en: string }
    readonly minutes: number
  }[]
  /** How many parts there are to play. */
  readonly parts: number
}

/** The runbooks, scenarios and contacts that came with the app: exact canonical bytes. */
export interface Library {
  readonly runbooks: readonly RunbookInfo[]
  readonly scenarios: readonly ScenarioInfo[]
  load(id: string): Promise<Uint8Array>
  loadScenario(id: string): Promise<Uint8Array>
  contacts(): Promise<Uint8Array>
}
