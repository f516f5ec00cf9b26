import type { EventId, LogId } from '../domain/ids.ts'
import type { Header, Mode, Purpose, StoredEvent } from '../domain/log/event.ts'

/** What reading a file of `shodo/log/v1` gives. */

export type JsonlFault =
  /** The bytes before the trailer are not those it was made for. */
  | 'changed'
  /** Nothing says where the file ends: its tail is missing. */
  | 'noTrailer'
  /** The trailer counts other events or names other heads than the file holds. */
  | 'trailer'
  | 'notCanonical'
  /** A line is not of its form, or stands where it may not. */
  | 'form'
  /** An event does not hold by itself: header, hashes, form. */
  | 'event'
  /** An event of another log, mode or purpose than the first line says. */
  | 'stranger'
  | 'order'
  /** An event stands in the file twice. */
  | 'twice'
  /** One act of a person stands in two events. */
  | 'act'
  | 'runbook'

export interface JsonlProblem {
  /** 1 for the first line. */
  readonly line: number
  readonly fault: JsonlFault
  readonly detail: string
}

export interface ParsedJsonl {
  readonly log: LogId | null
  readonly mode: Mode | null
  readonly purpose: Purpose | null
  /** Every event that could be taken from its line, sound or not: nothing is dropped silently. */
  readonly events: readonly StoredEvent[]
  /** The line of each of them, and its header where that is exactly of its form. */
  readonly places: readonly { readonly line: number; readonly header: Header | null }[]
  /** Which of them do not hold by themselves. */
  readonly unsound: ReadonlySet<EventId>
  readonly runbook: Uint8Array | null
  readonly problems: readonly JsonlProblem[]
  /** The hash that the trailer gives of the bytes before it, `from` of them; null without a trailer. */
  readonly seal: { readonly line: number; readonly from: number; readonly hash: string } | null
}

export interface ReadOptions {
  /** A piece of a log that only leads on what the reader has: `shodo/part/v1`. */
  readonly part?: boolean
  /** The caller compares the trailer's hash, because he has a quicker SHA-256 for so many bytes. */
  readonly unsealed?: boolean
}
