import type { Means } from '../events/events.ts'
import type { Source, Text } from '../flow/runbook.ts'
import type { Criterion } from './criterion.ts'

/**
 * A compiled drill scenario: what `src/drill/` makes of a reviewed YAML file and what a drill pins.
 * Shape and meaning are documented in `runbooks/scenarios/README.md`. Story time counts from the
 * detection (T+0), drill time from the start of the drill; both are in milliseconds.
 */

export type Weekday =
  | 'sunday'
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'

/** An inject of a cut, and the drill time at which it comes. */
export interface Planned {
  readonly inject: string
  readonly atMs: number
}

/** The scenario for the time there is: 90, 60, 30 or 15 minutes. */
export interface Cut {
  readonly id: string
  readonly title: Text
  readonly minutes: number
  /** In the order they come. */
  readonly injects: readonly Planned[]
}

/** A part to play. */
export interface CastPart {
  readonly id: string
  readonly title: Text
  /** Roles of the runbook this part stands for. */
  readonly roles: readonly string[]
  readonly brief: Text
  /** The part that plays this one too when there are too few people. */
  readonly else?: string
}

/** A point of the day before which something must have been decided: outpatients, dialysis … */
export interface Gate {
  readonly id: string
  readonly title: Text
  readonly storyMs: number
}

/** By when: the flow's own deadline of a step, or a time that the data gives. */
export type Target =
  | { readonly is: 'flow'; readonly step: string }
  | { readonly is: 'minutes'; readonly minutes: number; readonly source: Source }
  | { readonly is: 'inject'; readonly inject: string; readonly minutes: number }
  | { readonly is: 'gate'; readonly gate: string; readonly minutesBefore: number }

/** Something that is measured from the log over the whole drill. */
export interface Measure {
  readonly id: string
  readonly title: Text
  readonly check: Criterion
  readonly target?: Target
  readonly steps: readonly string[]
}

export interface Objective {
  readonly id: string
  readonly title: Text
  /** The cuts long enough to reach it. */
  readonly cuts: readonly string[]
  readonly measures: readonly string[]
}

/** What the team is expected to do about an inject. Without `check` a person rates it. */
export interface Expected {
  readonly id: string
  readonly do: Text
  readonly objective: string
  readonly steps: readonly string[]
  readonly check?: Criterion
  readonly target?: Target
  /** The inject's red flag, once it is seen, breaks it. */
  readonly flag: boolean
}

export interface SignText {
  readonly about: string
  readonly text: Text
}

/** A paper or a screen that is drawn, from plain lines only. */
export type Artefact =
  | {
      readonly kind: 'ransomNote' | 'sign' | 'screen' | 'card'
      readonly title: Text
      readonly lines: readonly Text[]
    }
  | {
      readonly kind: 'callScript'
      readonly title: Text
      readonly exchanges: readonly { readonly who: Text; readonly says: Text }[]
    }
  | {
      readonly kind: 'slip'
      readonly title: Text
      readonly rows: readonly { readonly label: Text; readonly value: Text }[]
    }

/** Injects that every scenario should have, whatever its story. */
export type StandardInject = 'director-absent' | 'vendor-reboot'

/** 状況付与: one event of the story, as it is read out. */
export interface Inject {
  readonly id: string
  readonly storyMs: number
  readonly from: Text
  readonly to: Text
  readonly means: Means
  readonly read: Text
  readonly artefact?: Artefact
  readonly expect: readonly Expected[]
  readonly hint?: { readonly afterMs: number; readonly text: Text }
  readonly redFlag?: SignText
  readonly success?: SignText
  readonly question?: Text
  /** It comes only when this holds at its time. */
  readonly when?: Criterion
  /** Where hospitals were found unprepared. */
  readonly gaps: readonly Text[]
  readonly standard?: StandardInject
  readonly source: Source
}

/** What the app says when somebody is called in the drill. */
export interface CallScript {
  readonly contact: string
  readonly exchanges: readonly { readonly who: Text; readonly says: Text }[]
}

/** What was published of a real night about one measure. */
export interface NightValue {
  readonly measure: string
  /** Minutes after the detection; absent where only words were published. */
  readonly minutes?: number
  /** False: by the rules of its date there was nothing to do. */
  readonly inForce: boolean
  readonly text: Text
  readonly source: Source
}

export interface Night {
  readonly id: string
  readonly title: Text
  /** `YYYY-MM-DD`: what it is measured by are the rules of this day. */
  readonly date: string
  readonly values: readonly NightValue[]
}

export interface Scenario {
  readonly format: 'shodo/scenario/v1'
  readonly id: string
  readonly version: string
  readonly asOf: string
  readonly title: Text
  readonly summary: Text
  /** Id of the runbook it is played on. */
  readonly runbook: string
  /** Story time T+0: the newest such day and time of day that is not ahead. */
  readonly start: { readonly weekday: Weekday; readonly minute: number }
  readonly cuts: readonly Cut[]
  readonly basis: readonly { readonly title: Text; readonly source: Source }[]
  readonly rules: readonly Text[]
  readonly cast: readonly CastPart[]
  readonly gates: readonly Gate[]
  readonly objectives: readonly Objective[]
  readonly calls: readonly CallScript[]
  readonly injects: readonly Inject[]
  /** The measures its objectives name, and what real nights show of them. */
  readonly measures: readonly Measure[]
  readonly nights: readonly Night[]
}
