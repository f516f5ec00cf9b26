import type { CallResult, Certainty, Means, NoteKind, Outcome } from '../events/events.ts'

/**
 * What a drill asks of the record, so that a machine can look for it: for what a team should do, for
 * what is measured, and for what happens next. `runbooks/scenarios/README.md` is its description.
 */

/** What an entry must also carry. */
export type Kept = 'by' | 'body' | 'reason' | 'basis' | 'spokeTo' | 'number' | 'answered'

/** A good or a bad sign that whoever runs the drill saw and tapped. */
export type Sign = 'success' | 'redFlag'

interface Asked {
  /** True: it must not be there. */
  readonly not: boolean
  /** Story time after the detection, in ms: what came later does not count. */
  readonly untilMs?: number
}

export type StepAsked = Asked & {
  readonly is: 'step'
  readonly step: string
  readonly outcome: Outcome
  /** Lines of the step, from 0, that must be ticked. */
  readonly items: readonly number[]
  readonly with: readonly Kept[]
}

export type BranchAsked = Asked & {
  readonly is: 'branch'
  readonly step: string
  readonly branches: readonly string[]
  readonly with: readonly Kept[]
}

export type MatrixAsked = Asked & {
  readonly is: 'matrix'
  readonly step: string
  /** Rows that must have been given a value. */
  readonly rows: readonly string[]
  readonly with: readonly Kept[]
}

export type CallAsked = Asked & {
  readonly is: 'call'
  readonly contact: string
  readonly result?: CallResult
  readonly with: readonly Kept[]
}

export type NoteAsked = Asked & {
  readonly is: 'note'
  readonly kind?: NoteKind
  readonly means?: Means
  readonly certainty?: Certainty
  readonly patientSafety?: boolean
  /** One word of every group must stand in the line. */
  readonly says: readonly (readonly string[])[]
}

export type SignAsked = Asked & {
  readonly is: 'sign'
  readonly sign: Sign
  /** What the sign is about; injects name it. */
  readonly about: string
}

export type AmendedAsked = Asked & {
  readonly is: 'amended'
  readonly how: 'corrected' | 'resolved' | 'texted' | 'late'
  readonly says: readonly (readonly string[])[]
}

/** Of `sample` lines that people wrote, this share (percent) must be whole. */
export type CompleteAsked = Asked & {
  readonly is: 'complete'
  readonly sample: number
  readonly percent: number
}

/** This share (percent) of the lines that people wrote was not written late (後記). */
export type PromptAsked = Asked & {
  readonly is: 'prompt'
  readonly percent: number
}

/** Whatever was left unresolved was handed over, with this line of this step ticked. */
export type HandedAsked = Asked & {
  readonly is: 'handed'
  readonly step: string
  readonly item: number
}

export type Leaf =
  | StepAsked
  | BranchAsked
  | MatrixAsked
  | CallAsked
  | NoteAsked
  | SignAsked
  | AmendedAsked
  | CompleteAsked
  | PromptAsked
  | HandedAsked

export type Criterion =
  | Leaf
  | { readonly is: 'all'; readonly of: readonly Leaf[] }
  | { readonly is: 'any'; readonly of: readonly Leaf[] }
  /** `first` came before `second`; where `second` never came, `first` is enough. */
  | { readonly is: 'before'; readonly first: Leaf; readonly second: Leaf }
