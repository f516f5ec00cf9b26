import type { EventId, Hash, LogId } from '../ids.ts'
import type { Mode, Purpose, StoredEvent } from '../log/event.ts'

/** What comes out of a file that another device handed over, before anything of it is believed. */

export type HandoverReason =
  /** Some other file. */
  | 'notShodo'
  /** Made by a later version, in a form this one does not read. */
  | 'newer'
  /** Its end is missing. */
  | 'cut'
  /** Bytes are not those that were written. */
  | 'changed'
  /** Compressed or encrypted: another program packed it. */
  | 'packed'
  /** Protected with a passphrase (`age`), and not opened yet. */
  | 'locked'
  /** Names that could write elsewhere or hide what they are; links. */
  | 'unsafe'
  /** Not as this app writes it, in some other way. */
  | 'form'
  | 'tooLarge'
  /** Events of another log, of another mode or purpose. */
  | 'mixed'
  /** A single event does not hold by itself: it was damaged where it was kept. */
  | 'event'
  /** The flow that the incident pins is missing or another. */
  | 'runbook'
  /** The device does not give the file's bytes: it was moved, or is still in the cloud. */
  | 'unreadable'

export interface HandoverProblem {
  readonly reason: HandoverReason
  /** Entry of the ZIP, or line of the log (`log.jsonl:12`); null for the file as a whole. */
  readonly place: string | null
  /** For a developer, in English. */
  readonly detail: string
}

/** Part `number` of `of`. Each part holds the whole log and some of its files. */
export interface HandoverPart {
  readonly number: number
  readonly of: number
}

/** A file attached to an entry, whose bytes are in this hand-over. */
export interface CarriedFile {
  readonly hash: Hash
  readonly size: number
}

export interface Handover {
  readonly log: LogId
  readonly mode: Mode
  readonly purpose: Purpose
  readonly part: HandoverPart
  /** Sound by themselves (form and hashes), in proof order. Signatures and chains are not judged. */
  readonly events: readonly StoredEvent[]
  /** Events that were damaged where they were kept; they are not in `events`. */
  readonly damaged: readonly EventId[]
  /** The exact text of the pinned runbook; null when none came, or another than is pinned. */
  readonly runbook: Uint8Array | null
  readonly files: readonly CarriedFile[]
  /** Files the log says were kept and that are not here: in another part, or lost. */
  readonly missing: readonly Hash[]
  /** What is wrong with it and does not stand in the way. */
  readonly remarks: readonly HandoverProblem[]
  /**
   * Reads a carried file's bytes in chunks, and says at the end whether they are its own. Until it
   * answered null nothing of what `each` was given may be believed.
   */
  readFile(
    file: CarriedFile,
    each?: (chunk: Uint8Array) => void | Promise<void>,
  ): Promise<HandoverProblem | null>
  /** Where its bytes lie in the source, which stores them as they are; null where they do not. */
  place(file: CarriedFile): FilePlace | null
}

/** A stretch of a file: from its byte `from` up to `to`. */
export interface FilePlace {
  readonly from: number
  readonly to: number
}

/** Told how many bytes of the log are read; what it waits for, the reading waits for too. */
export type ReadingTold = (done: number, total: number) => void | Promise<void>

export type OpenedHandover =
  | { readonly ok: true; readonly handover: Handover }
  /** At least one; at most a hundred. */
  | { readonly ok: false; readonly problems: readonly HandoverProblem[] }

/** A kept file as its store gives it, to be handed over. */
export interface KeptFile extends CarriedFile {
  /** Its bytes from the beginning. A large file is read twice. */
  chunks(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** A log as it leaves the device: its file of exact bytes, and what the file is about. */
export interface LeavingLog {
  readonly log: LogId
  readonly mode: Mode
  readonly purpose: Purpose
  /** A whole file of `shodo/log/v1`. */
  readonly jsonl: Uint8Array
}

/** What a part turned out to hold. */
export interface WrittenPart {
  /** Files whose bytes in the store are no longer those that were attached; they go along apart. */
  readonly damaged: readonly Hash[]
}

/** One ZIP of an export, planned. */
export interface LeavingPart extends HandoverPart {
  readonly files: readonly KeptFile[]
  /** About how many bytes it will have. */
  readonly bytes: number
  /** The end of its name: `zip`, or `part2of3.zip`. */
  readonly extension: string
  /** Its bytes; throws where a file cannot be read whole: then there is no part. */
  chunks(): AsyncGenerator<Uint8Array, WrittenPart>
}

export interface LeavingFiles {
  /** How many events of the log they hold. */
  readonly events: number
  readonly parts: readonly LeavingPart[]
  /** Files that no ZIP can hold; they stay on the device. */
  readonly tooLarge: readonly KeptFile[]
}
