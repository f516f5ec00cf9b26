import type { CallResult, FileKind, Occurred } from '../events/events.ts'
import type { DeviceId, EventId, Hash, Instant } from '../ids.ts'
import { instantMs, minuteMs } from '../instant.ts'
import type { Decoded } from './decode.ts'

/** What kind of line an entry is in the chronology. */
export type EntryShape =
  | 'note'
  | 'step'
  | 'decision'
  | 'check'
  | 'call'
  | 'incident'
  | 'person'
  | 'system'
  | 'opened'
  | 'clock'
  | 'app'
  | 'store'
  | 'device'
  | 'file'
  | 'anchor'
  | 'evidence'
  | 'redaction'
  | 'service'
  | 'gate'
  | 'meeting'
  | 'duty'
  | 'breach'
  | 'drill'
  | 'drillClock'
  | 'inject'
  | 'review'
  | 'readiness'
  | 'unknown'
  | 'damaged'

/** A later entry that changes how an earlier one reads; the earlier one stays as it was recorded. */
export interface Amendment {
  readonly id: EventId
  /** Its words are blacked out or erased. */
  readonly redacted: boolean
  readonly what: 'texted' | 'corrected' | 'struck' | 'resolved' | 'attached' | 'assigned'
  readonly recordedAt: Instant
  /** Log time: in a drill the story's. */
  readonly t: Instant
  readonly body: string | null
  readonly reason: string | null
  readonly by: string | null
  /** What stood before, for `corrected`. */
  readonly formerBody: string | null
  readonly formerOccurred: Occurred | null
}

/** A photo or other file beside an entry; its bytes lie apart under `hash`. */
export interface AttachedFile {
  readonly id: EventId
  readonly hash: Hash
  readonly size: number
  readonly mime: string
  readonly kind: FileKind
  /** False: there was no room for its bytes. */
  readonly kept: boolean
  readonly taken: Instant | null
  readonly name: string | null
  /** What was said of it when it was attached. */
  readonly body: string | null
  /** Whose bytes they are: the device that attached it. */
  readonly device: DeviceId
  readonly recordedAt: Instant
}

/** One line of the chronology. Mutable only inside the fold that owns it. */
export interface Entry {
  readonly id: EventId
  readonly event: Decoded
  readonly shape: EntryShape
  readonly device: DeviceId | null
  /** 1, 2, 3 … in proof order. */
  no: number
  occurred: Occurred
  /** Milliseconds of `occurred`, or of the recording where the time is unknown. */
  occurredMs: number
  readonly recordedAt: Instant | null
  readonly recordedMs: number
  readonly t: Instant | null
  /** 後記: recorded more than ten minutes after it occurred. */
  late: boolean
  /** The device's clock was set, or ran backwards, at or before this entry. */
  readonly clockDoubt: boolean
  readonly lane: string | null
  readonly step: string | null
  readonly run: number | null
  readonly system: string | null
  /** Steps this entry opened. */
  readonly opened: readonly string[]
  body: string | null
  from: string | null
  to: string | null
  by: string | null
  amendments: Amendment[]
  struck: boolean
  /** An open item: 未解決 until resolved. */
  unresolved: boolean
  patientSafety: boolean
  /** A time stamp whose words are still to come. */
  awaitsText: boolean
  call: {
    /** The event that says it. */
    readonly id: EventId
    readonly redacted: boolean
    readonly result: CallResult
    readonly spokeTo: string | null
    readonly number: string | null
    readonly callBackAt: Instant | null
    readonly recordedAt: Instant
    readonly body: string | null
  } | null
  /** Who sees to it, and by when; null while nobody was named. */
  assigned: { readonly owner: string | null; readonly due: Instant | null } | null
  files: AttachedFile[]
  /** Written by a device the team does not vouch for: kept and shown, and moves nothing. */
  apart: boolean
  /** Number of the entry whose answer set this one aside; null while it stands. */
  replacedBy: number | null
  /** Words that stood in this line, or were added to it, are blacked out or erased. */
  redacted: boolean
}

/** Minutes after which an entry counts as late (後記). */
export const lateAfterMinutes = 10

/** Sets 発生時刻 and marks the entry late when it was recorded more than ten minutes after it. */
export function setOccurred(entry: Entry, occurred: Occurred): void {
  entry.occurred = occurred
  const t = entry.t ? instantMs(entry.t) : entry.recordedMs
  entry.occurredMs = occurred.at ? instantMs(occurred.at) : t
  entry.late = writtenElsewhere(entry.event) || t - entry.occurredMs > lateAfterMinutes * minuteMs
}

/** On paper or in another table first: late, whatever time is given for it. */
const writtenElsewhere = (event: Decoded): boolean =>
  event.kind === 'known' &&
  ((event.type === 'note.recorded' && event.data.row !== undefined) ||
    (event.type === 'file.attached' && event.data.kind === 'paper'))
