import type { LogState } from '../evolve/state.ts'
import type { DeviceId, EventId, LogId } from '../ids.ts'
import type { Mode, Purpose, StoredEvent } from '../log/event.ts'
import type { UnionPlan, UnionProblem } from '../log/union.ts'

/**
 * One log as a file or another phone's screen brought it. It was read strictly: every event is sound by
 * itself, and none of another log, purpose or mode is among them.
 */
export interface LogCopy {
  readonly log: LogId
  readonly mode: Mode
  readonly purpose: Purpose
  readonly events: readonly StoredEvent[]
  /** Of events that several files bring: the signatures that differ from the event's own. */
  readonly otherSignatures?: ReadonlyMap<EventId, readonly Uint8Array[]>
  /** The pinned runbook; null where the copy leaves it out or pins none. */
  readonly runbook: Uint8Array | null
}

/** Why a copy is not taken in, once it could be read. */
export type CopyRefusal =
  /** A hospital's settings or a ledger: no incident. */
  | 'otherPurpose'
  /** This device has a log of this id in the other mode. */
  | 'otherMode'
  /** The runbook it pins is neither in it nor on this device. */
  | 'noRunbook'
  /** The runbook is none that this build can read. */
  | 'runbookForm'
  | UnionProblem['what']

/** What a copy would bring. Nothing was changed. */
export interface ExaminedCopy {
  readonly copy: LogCopy
  /** This device. */
  readonly own: DeviceId
  readonly here: 'present' | 'absent' | 'deleted'
  /** Events of this log stored here when it was examined. */
  readonly stored: number
  readonly plan: UnionPlan
  /** What becomes of words that are not in both copies. */
  readonly words: {
    /** Blacked out here, and come back from the copy. */
    readonly back: number
    /** In the copy, and erased on a device of this log: they do not come in. */
    readonly left: number
    /** New here, and blacked out or erased in the copy. */
    readonly without: number
    /** Erased on another device, and still here. */
    readonly erasedElsewhere: number
  }
  /** The log as it will be read once the copy is in it. */
  readonly after: LogState
  readonly runbook: { readonly hash: string; readonly bytes: Uint8Array } | null
  readonly refusal: CopyRefusal | null
  /** Where the first problem lies, and how many there are. */
  readonly problems: readonly UnionProblem[]
  /** Devices nobody confirmed yet, which this device may confirm. */
  readonly unconfirmed: readonly DeviceId[]
}
