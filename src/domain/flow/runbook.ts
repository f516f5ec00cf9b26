import type { ServiceLevel, SystemState } from '../events/board.ts'

/**
 * A compiled runbook: what `src/runbook/` makes of a reviewed YAML file and what an incident pins.
 * Shape and meaning are documented in `runbooks/README.md`; defaults are filled in, so every list
 * is present.
 */

export interface Text {
  readonly ja: string
  readonly en: string
}

export type Confidence = 'official' | 'secondary' | 'field' | 'inferred'
export type Seen = 'seen' | 'recalled' | 'uncertain'

/** Where a fact comes from, how sure it is, and as of when (`YYYY-MM-DD`). */
export interface Source {
  readonly ref: Text
  readonly confidence: Confidence
  readonly seen: Seen
  readonly asOf: string
  readonly note?: Text
}

/** The event a deadline counts from; `wall` is a time of day said in words. */
export type Anchor = 'detection' | 'opened' | 'ordered' | 'breach.knownAt' | 'wall'

/** `hard` is law; everything else is the hospital's own target. At most one length is set. */
export interface Deadline {
  readonly from: Anchor
  readonly hard: boolean
  readonly minutes?: number
  readonly days?: readonly number[]
  readonly band?: { readonly fromDay: number; readonly toDay: number }
  readonly everyMonths?: number
  readonly text?: Text
}

export interface Phase {
  readonly id: string
  readonly title: Text
}

export interface Lane {
  readonly id: string
  readonly letter: Text
  readonly title: Text
}

export interface Role {
  readonly id: string
  readonly title: Text
}

export interface Branch {
  readonly id: string
  readonly when: Text
  readonly next: readonly string[]
  readonly again: readonly string[]
  readonly safe: boolean
  /** What this answer says of functions; more than one level where it does not say which. */
  readonly services?: Readonly<Record<string, readonly ServiceLevel[]>>
}

/** A row of a matrix is a function of the hospital. */
export interface MatrixItem {
  readonly id: string
  readonly title: Text
}

export interface MatrixValue extends MatrixItem {
  /** How far a function runs that is given this value; absent where its id says it. */
  readonly level?: ServiceLevel
}

interface StepBase {
  readonly id: string
  readonly phase: string
  readonly lane: string
  readonly role: string
  readonly title: Text
  readonly why: Text
  readonly do: readonly Text[]
  readonly dont: readonly Text[]
  readonly record: readonly Text[]
  readonly evidence: readonly Text[]
  readonly contacts: readonly string[]
  readonly deadline?: Deadline
  readonly source: Source
  readonly done?: Text
  readonly note?: Text
  /** True: opens when every incoming `next` edge fired; false: when the first did. */
  readonly joinAll: boolean
  /** True: runs once for each system. */
  readonly perSystem: boolean
  /** The state of the system that this step was done for. */
  readonly systemState?: SystemState
  readonly closing: boolean
}

export interface TaskStep extends StepBase {
  readonly type: 'step'
  readonly next: readonly string[]
  readonly again: readonly string[]
}

interface AskingStep extends StepBase {
  readonly criteria: readonly Text[]
  readonly options: readonly Text[]
  readonly branches: readonly Branch[]
  /** Questions that are settled once this one is answered: their earlier answers hold no more. */
  readonly ends?: readonly string[]
}

export interface DecisionStep extends AskingStep {
  readonly type: 'decision'
}

export interface MatrixStep extends AskingStep {
  readonly type: 'matrix'
  readonly matrix: { readonly rows: readonly MatrixItem[]; readonly values: readonly MatrixValue[] }
}

export type Step = TaskStep | DecisionStep | MatrixStep

export interface Runbook {
  readonly format: 'shodo/runbook/v1'
  readonly id: string
  readonly version: string
  readonly asOf: string
  readonly title: Text
  readonly summary: Text
  readonly entries: { readonly incident: string; readonly readiness: string }
  readonly phases: readonly Phase[]
  readonly lanes: readonly Lane[]
  readonly roles: readonly Role[]
  readonly steps: readonly Step[]
}

export type ChannelKind = 'phone' | 'mail' | 'web'

export interface Channel {
  readonly kind: ChannelKind
  readonly value: string
  readonly label?: Text
}

export interface Hours {
  readonly kind: 'always' | 'daily' | 'weekdays' | 'unknown'
  /** `HH:MM`, Asia/Tokyo; present for `daily` and `weekdays`. */
  readonly from?: string
  readonly to?: string
  readonly text: Text
}

/** Someone a step calls. `own` contacts carry no number until the hospital registers one. */
export interface Contact {
  readonly id: string
  readonly kind: 'national' | 'own'
  readonly night: boolean
  readonly name: Text
  readonly purpose: Text
  readonly channels: readonly Channel[]
  readonly hours: Hours
  readonly atHand: readonly Text[]
  readonly source: Source
  readonly verify: boolean
  readonly caution?: Text
}

export interface ContactBook {
  readonly format: 'shodo/contacts/v1'
  readonly asOf: string
  readonly contacts: readonly Contact[]
}
