import type {
  Delivery,
  DrillEnding,
  ImprovementEnding,
  Pacing,
  PauseReason,
  Rating,
  ReviewKind,
  SkipReason,
} from '../events/drill.ts'
import type { EventId, Instant } from '../ids.ts'
import type { Sign } from './criterion.ts'

/** One stretch in which the drill clock ran. */
export interface RunInterval {
  readonly fromMs: number
  /** Null while it runs. */
  toMs: number | null
  readonly speed: number
  readonly pacing: Pacing
  /** The device's own time, for the record of the drill. */
  readonly startedAt: Instant
  endedAt: Instant | null
  /** `changed`: another speed or pacing took over. */
  ended: PauseReason | 'changed' | 'end' | null
}

/** The run of the app and the reading of its monotonic clock at which the drill clock started. */
export interface RunAnchor {
  readonly boot: string
  readonly mono: number
  /** Unix ms at which that clock read 0. */
  readonly originMs: number
  readonly clockMs: number
  readonly speed: number
}

export interface InjectState {
  readonly inject: string
  readonly status: 'delivered' | 'skipped'
  readonly how: Delivery | null
  readonly why: SkipReason | null
  readonly clockMs: number
  /** Story time. */
  readonly t: Instant
  readonly entry: EventId
  hintMs: number | null
  repeats: number
}

export interface Observation {
  readonly entry: EventId
  readonly inject: string
  readonly about: string
  readonly sign: Sign
  readonly clockMs: number
  readonly t: Instant
}

export interface GivenRating {
  readonly entry: EventId
  readonly rating: Rating
  readonly body: string | null
  readonly by: string | null
}

export interface HotWashLine {
  readonly entry: EventId
  readonly kind: ReviewKind
  readonly objective: string | null
  readonly body: string
  readonly by: string | null
}

/** Everything folded of a drill, beside its incident. The fold owns and mutates it. */
export interface DrillState {
  readonly scenario: { readonly id: string; readonly version: string; readonly hash: string }
  readonly cut: string
  readonly startsAt: Instant
  readonly parts: readonly string[]
  readonly people: number | null
  readonly cast: Readonly<Record<string, string>>
  /** Where the drill clock stood at the newest durable event. */
  clockMs: number
  /** The story's time, as the last delivered inject set it, and the drill clock at that moment. */
  story: { readonly t: Instant; readonly clockMs: number }
  /** By how much the plan runs ahead of the drill clock: what was skipped, jumped to or waited for. */
  aheadMs: number
  running: RunAnchor | null
  pacing: Pacing
  speed: number
  readonly intervals: RunInterval[]
  readonly injects: Map<string, InjectState>
  /** The inject on show: delivered or repeated last. */
  showing: string | null
  readonly observations: Observation[]
  /** By `action:` or `objective:` and the id. */
  readonly ratings: Map<string, GivenRating>
  readonly hotWash: HotWashLine[]
  ended: {
    readonly clockMs: number
    readonly why: DrillEnding
    readonly t: Instant
    readonly at: Instant
  } | null
}

/** 改善項目: what to mend, by whom and by when, until somebody has seen it done. */
export interface Improvement {
  readonly id: string
  readonly what: string
  readonly owner: string | null
  readonly checker: string | null
  readonly due: string | null
  readonly objective: string | null
  readonly step: string | null
  readonly origin: string | null
  readonly savedAt: Instant
  readonly settled: {
    readonly how: ImprovementEnding
    readonly at: Instant
    readonly body: string | null
    readonly by: string | null
  } | null
}
