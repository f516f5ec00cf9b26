import type { DeviceId, LogId } from '../domain/ids.ts'
import type { StoredEvent } from '../domain/log/event.ts'

/** What the page asks of the worker that keeps the second copy. */
export type JournalOrder =
  /** First of all; refused where this browser can keep none. */
  | { readonly do: 'open'; readonly database: string; readonly folder: string }
  /** Copies what was just committed. Gathered for a moment, then written and flushed together. */
  | { readonly do: 'add'; readonly log: LogId; readonly events: readonly StoredEvent[] }
  | { readonly do: 'pin'; readonly runbook: Uint8Array }
  | { readonly do: 'flush' }
  | { readonly do: 'compare'; readonly device: DeviceId }
  | { readonly do: 'read'; readonly log: LogId }
  /** Writes a log's copy anew from what is sound in either. */
  | { readonly do: 'reseed'; readonly log: LogId }
  /** The log was deleted in the store: its copy goes, its tombstone is noted. */
  | { readonly do: 'remove'; readonly log: LogId }

export interface JournalAsked {
  readonly no: number
  readonly order: JournalOrder
}

export type JournalAnswer =
  | { readonly no: number; readonly ok: true; readonly value: unknown }
  | { readonly no: number; readonly ok: false; readonly why: string }
  /** Unasked: whether what was added is flushed. */
  | { readonly behind: boolean }
