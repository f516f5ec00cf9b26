import type {
  Basis,
  CallResult,
  Certainty,
  ClockSource,
  HealingSource,
  Means,
  NoteKind,
  Occurred,
  Outcome,
  Reason,
} from '../events/events.ts'
import type { EventId, Instant } from '../ids.ts'
import type { AnchorCommand } from './anchor.ts'
import type { BoardCommand } from './board.ts'
import type { DrillCommand, DrillStart, ReviewCommand } from './drill.ts'
import type { EvidenceCommand } from './evidence.ts'
import type { FileCommand } from './file.ts'
import type { RedactionCommand } from './redaction.ts'
import type { RosterCommand } from './roster.ts'
import type { RunbookCommand } from './runbook.ts'
import type { TableCommand } from './table.ts'

/** What a person asks the record to keep. Omitted `occurred` means now; nothing else is mandatory. */
export type Command = LogCommand | BoardCommand | EvidenceCommand | DrillCommand | ReviewCommand

/** All of them but those of the board, of the evidence register and of drills. */
export type LogCommand =
  | CoreCommand
  | RosterCommand
  | FileCommand
  | AnchorCommand
  | RunbookCommand
  | TableCommand
  | RedactionCommand

type CoreCommand =
  | {
      readonly do: 'openIncident'
      readonly runbook: { readonly id: string; readonly version: string; readonly hash: string }
      readonly detection?: Occurred
      readonly name?: string
      /** The drill it is opened for. */
      readonly drill?: DrillStart
    }
  | {
      readonly do: 'amendIncident'
      readonly name?: string
      readonly detection?: Occurred
      readonly breachKnownAt?: Instant | null
      readonly reason?: string
    }
  | {
      readonly do: 'closeIncident'
      readonly how: 'resolved' | 'falseAlarm'
      readonly reason?: string
    }
  | { readonly do: 'reopenIncident'; readonly reason?: string }
  | {
      readonly do: 'takeRole'
      readonly name?: string
      readonly roles: readonly string[]
      readonly person?: string
    }
  | { readonly do: 'nameSystem'; readonly system: string; readonly name: string }
  | OnStep<'openStep', { readonly reason?: string }>
  | OnStep<
      'recordStep',
      {
        readonly outcome: Outcome
        readonly occurred?: Occurred
        readonly items?: readonly number[]
        readonly byOther?: boolean
        readonly reason?: Reason
        readonly body?: string
        readonly by?: string
      }
    >
  | OnStep<'checkItem', { readonly item: number; readonly checked: boolean }>
  | OnStep<
      'decideStep',
      {
        /** Null with `skipped` or `notApplicable`: the safe branch is taken. */
        readonly branch: string | null
        readonly outcome?: Outcome
        readonly occurred?: Occurred
        readonly provisional?: boolean
        readonly bases?: readonly Basis[]
        readonly matrix?: Readonly<Record<string, string>>
        readonly by?: string
        readonly body?: string
      }
    >
  | {
      readonly do: 'note'
      readonly body: string
      readonly occurred?: Occurred
      readonly kind?: NoteKind
      readonly means?: Means
      readonly certainty?: Certainty
      readonly patientSafety?: boolean
      readonly from?: string
      readonly to?: string
      readonly by?: string
      readonly step?: string
    }
  | { readonly do: 'stamp'; readonly by?: string; readonly step?: string }
  | OnEntry<'textEntry', { readonly body: string }>
  | OnEntry<
      'correctEntry',
      { readonly body?: string; readonly occurred?: Occurred; readonly reason?: string }
    >
  | OnEntry<'strikeEntry', { readonly reason?: string }>
  | OnEntry<'resolveEntry', { readonly body?: string }>
  | {
      readonly do: 'placeCall'
      readonly contact: string
      readonly name: string
      readonly number?: string
      readonly by?: string
    }
  | {
      readonly do: 'resultCall'
      readonly call: EventId
      readonly result: CallResult
      readonly spokeTo?: string
      readonly body?: string
      readonly number?: string
      readonly callBackAt?: Instant
      readonly by?: string
    }
  | {
      readonly do: 'noteClock'
      readonly what: 'jumped' | 'gap'
      readonly from: Instant
      readonly to: Instant
    }
  | {
      readonly do: 'checkClock'
      /** What the device's clock showed. */
      readonly shown: Instant
      /** What the other one showed at that moment. */
      readonly reference: Instant
      readonly source: ClockSource
      readonly uncertainty: number
      readonly by?: string
    }
  | { readonly do: 'resumeApp' }
  | { readonly do: 'noteHealing'; readonly from: HealingSource; readonly entries: number }
  | { readonly do: 'describeHospital'; readonly name: string }
  | {
      readonly do: 'savePerson'
      readonly person: string
      readonly name: string
      readonly number?: string
      readonly roles: readonly string[]
    }
  | { readonly do: 'removePerson'; readonly person: string }
  | { readonly do: 'orderChain'; readonly people: readonly string[] }
  | {
      readonly do: 'saveContact'
      readonly contact: string
      readonly name?: string
      readonly number?: string
      readonly note?: string
      readonly verified?: Instant
    }

type OnStep<Do extends string, More> = {
  readonly do: Do
  readonly step: string
  /** Opaque id of the system a `per: system` step is recorded for; omitted: all, or not named. */
  readonly system?: string
} & More

type OnEntry<Do extends string, More> = {
  readonly do: Do
  readonly target: EventId
  readonly by?: string
} & More

/** Why a command was not recorded. The text the person typed stays with them. */
export type Refusal =
  | 'empty'
  | 'noSuchEntry'
  | 'noSuchStep'
  | 'noSuchBranch'
  | 'tooLong'
  | 'noDrill'
  | 'drillOver'
  | 'noSuchInject'
  /** The drill is not where this can happen: an inject was delivered already, the clock stands. */
  | 'notNow'
