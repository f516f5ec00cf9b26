import type { HandoverPart, HandoverProblem } from '../exchange/handover.ts'
import type { DeviceId, EventId, Hash, Instant, LogId } from '../ids.ts'
import type { Mode, Purpose } from '../log/event.ts'
import type { FoundCheckpoint } from './find-checkpoint.ts'

/** What a verification found: the same in the app, on the command line and in `verify.html`. */

export const verifyChecks = [
  'manifest',
  'manifestSignature',
  'log',
  'oneLog',
  'events',
  'keys',
  'signatures',
  'chains',
  'runbook',
  'files',
  'checkpoints',
] as const

export type VerifyCheck = (typeof verifyChecks)[number]

/** `absent`: the file has nothing of the kind to be judged. */
export type CheckResult = 'holds' | 'fails' | 'absent'

/** What is wrong, in one word for each kind; the words for people are in `ui/text/`. */
export type FaultKind =
  // The list of files
  | 'unlisted'
  | 'missing'
  | 'size'
  | 'hash'
  | 'misnamed'
  | 'crc'
  | 'noManifest'
  // Signed notes
  | 'unsigned'
  | 'noNote'
  | 'otherManifest'
  | 'otherSigners'
  | 'strangeSigner'
  | 'badSignature'
  // The file of the log
  | 'changed'
  | 'cut'
  | 'trailer'
  | 'notCanonical'
  | 'form'
  | 'order'
  | 'twice'
  | 'stranger'
  | 'act'
  // Events and chains
  | 'event'
  | 'keyless'
  | 'fork'
  | 'gap'
  | 'unseen'
  | 'lamport'
  // What belongs to it
  | 'noRunbook'
  | 'otherRunbook'
  | 'unnamed'
  | 'altered'
  | 'lost'
  | 'noEnd'
  | 'otherHash'
  | 'otherLog'

export interface VerifyFault {
  readonly check: VerifyCheck
  readonly what: FaultKind
  /** `log.jsonl:12`, the name of an entry of the ZIP, or a device's id. */
  readonly place: string
  /** More for a developer, in English; often nothing. */
  readonly detail: string
  /** The event of that line, or the one that names that file, where there is one. */
  readonly event: {
    readonly id: EventId
    readonly device: DeviceId
    readonly seq: number
    readonly wall: Instant
  } | null
  /** What people called that file, where its event says so. */
  readonly called: string | null
}

/**
 * `root`: the device of the log's first event. `admitted`: one that the team vouches for.
 * `unconfirmed`: it joined by itself. `unknown`: it never joined.
 */
export type DeviceStanding = 'root' | 'admitted' | 'unconfirmed' | 'unknown'

export interface DeviceFacts {
  readonly device: DeviceId
  readonly events: number
  /** The largest number of its chain. */
  readonly last: number
  readonly standing: DeviceStanding
  readonly retiredAfter: number | null
  readonly replaces: DeviceId | null
}

export interface FileFacts {
  readonly named: number
  /** Here, with the very bytes that the record names. */
  readonly here: number
  /** Here under their names, with other bytes. */
  readonly altered: number
  /** Kept where they were attached, and not here though nothing else came with it. */
  readonly lost: number
  /** Kept where they were attached, and in another part, or not sent along with a bare log. */
  readonly elsewhere: number
  /** No room was found for their bytes. */
  readonly notKept: number
}

/** A checkpoint that the log itself mentions, or that lies beside it. */
export interface AnchorFacts {
  readonly checkpoint: Hash
  readonly places: readonly string[]
  readonly signers: readonly DeviceId[]
  readonly covered: number
  readonly after: number
}

export interface VerifyFacts {
  readonly log: LogId | null
  readonly mode: Mode | null
  readonly purpose: Purpose | null
  readonly part: HandoverPart
  readonly events: number
  /** Events whose words were blacked out. */
  readonly redacted: number
  /** By the devices' clocks, first and last in proof order. */
  readonly first: Instant | null
  readonly last: Instant | null
  /** Sorted by id. */
  readonly devices: readonly DeviceFacts[]
  readonly files: FileFacts
  /** Hash of the checkpoint of all ends of chains: what to give away today. */
  readonly checkpoint: Hash | null
  readonly anchors: readonly AnchorFacts[]
  /** Devices that signed the manifest. */
  readonly signedBy: readonly DeviceId[]
}

export interface KeptAnswer {
  /** As it was typed, or the name of the file. */
  readonly kept: string
  readonly answer: FoundCheckpoint | { readonly found: false; readonly why: 'unreadable' }
}

export type VerifyReport =
  | {
      readonly format: 'shodo/verification/v1'
      readonly verdict: 'unreadable'
      readonly refused: HandoverProblem
    }
  | {
      readonly format: 'shodo/verification/v1'
      readonly verdict: 'holds' | 'fails'
      readonly checks: Readonly<Record<VerifyCheck, CheckResult>>
      /** In the order of the checks, then of the places. */
      readonly faults: readonly VerifyFault[]
      readonly facts: VerifyFacts
      /** What somebody outside had kept, against this file. */
      readonly kept: readonly KeptAnswer[]
    }
