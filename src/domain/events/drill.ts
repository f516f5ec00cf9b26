import * as v from 'valibot'
import { isLogId } from '../ids.ts'
import { count, hash, instant, key, opaqueId, short, stepId, words } from '../log/event-fields.ts'

/** How a drill goes on: by its clock, or when somebody taps. */
export const pacings = ['clock', 'hand'] as const
/**
 * Why the drill clock stopped. `lost`: the app was killed and the run ended at the last moment that
 * was durable; `slept`: the device stood still; `live`: a real incident began.
 */
export const pauseReasons = ['hand', 'lost', 'slept', 'live'] as const
/** `jump`: those before it were passed over. */
export const deliveries = ['clock', 'hand', 'jump'] as const
/** `condition`: what it waits for did not hold at its time. */
export const skipReasons = ['hand', 'jump', 'condition'] as const
export const signs = ['success', 'redFlag'] as const
/** 遂行, 一部課題, 大きな課題, 実施不可. */
export const ratings = ['performed', 'some', 'major', 'unable'] as const
/** An expected action, or an objective as a whole. */
export const ratedThings = ['action', 'objective'] as const
export const reviewKinds = ['good', 'hard', 'mend'] as const
export const drillEndings = ['finished', 'stopped'] as const
export const improvementEndings = ['done', 'dropped'] as const

const logId = v.pipe(v.string(), v.check(isLogId, 'log id'))
/** A calendar day in Japan. */
const day = v.pipe(v.string(), v.isoDate())
const skipped = v.array(v.object({ inject: key, why: v.picklist(skipReasons) }))
/** Where the drill clock stood, in ms of run time. */
const clock = count

/**
 * A drill on top of an incident's record. The scenario is pinned like the runbook: by the hash of its
 * canonical JSON. The drill clock is the sum of the runs between `drill.ran` and what ends them.
 */
export const drillSchemas = {
  'drill.started': {
    data: v.object({
      scenario: v.object({ id: key, version: short, hash }),
      cut: key,
      /** Story time T+0, the detection. */
      startsAt: instant,
      /** Parts of the scenario that somebody plays. */
      parts: v.array(key),
      /** How many people took part; null when nobody counted. */
      people: v.nullable(count),
    }),
    /** Who plays which part, as they were called. */
    text: v.object({ cast: v.optional(v.record(key, short)) }),
  },
  /** The drill clock runs from here, at `speed` percent; a run under way ends here. */
  'drill.ran': {
    data: v.object({ clock, speed: v.pipe(count, v.minValue(1)), pacing: v.picklist(pacings) }),
    text: v.object({}),
  },
  'drill.paused': {
    data: v.object({ clock, why: v.picklist(pauseReasons) }),
    text: v.object({}),
  },
  'drill.ended': {
    data: v.object({ clock, why: v.picklist(drillEndings) }),
    text: v.object({ reason: v.optional(words) }),
  },
  'inject.delivered': {
    data: v.object({
      inject: key,
      /** When it was planned, in ms of drill time. */
      at: count,
      clock,
      how: v.picklist(deliveries),
      /** Injects passed over to come to this one. */
      skipped,
    }),
    text: v.object({}),
  },
  'inject.skipped': { data: v.object({ clock, skipped }), text: v.object({}) },
  /** Shown again; it was delivered once and stays so. */
  'inject.repeated': { data: v.object({ inject: key, clock }), text: v.object({}) },
  'hint.shown': { data: v.object({ inject: key, clock }), text: v.object({}) },
  /** Whoever runs the drill saw a sign of the scenario: of success, or a red flag. */
  'answer.observed': {
    data: v.object({ inject: key, about: key, sign: v.picklist(signs), clock }),
    text: v.object({ body: v.optional(words), by: v.optional(short) }),
  },
  /** A judgement by a person; null takes an earlier one back. */
  'answer.rated': {
    data: v.object({
      of: v.picklist(ratedThings),
      item: key,
      rating: v.nullable(v.picklist(ratings)),
      clock,
    }),
    text: v.object({ body: v.optional(words), by: v.optional(short) }),
  },
  'review.noted': {
    data: v.object({ kind: v.picklist(reviewKinds), objective: v.nullable(key) }),
    text: v.object({ body: words, by: v.optional(short) }),
  },
  /** New or changed, whole each time; in the drill's log, and in the readiness log to stay in sight. */
  'improvement.saved': {
    data: v.object({
      improvement: opaqueId,
      due: v.nullable(day),
      objective: v.nullable(key),
      step: v.nullable(stepId),
      /** The log it came out of; null in that log itself. */
      origin: v.nullable(logId),
    }),
    text: v.object({ what: words, owner: v.optional(short), checker: v.optional(short) }),
  },
  'improvement.settled': {
    data: v.object({ improvement: opaqueId, how: v.picklist(improvementEndings) }),
    text: v.object({ body: v.optional(words), by: v.optional(short) }),
  },
} as const

export type Pacing = (typeof pacings)[number]
export type PauseReason = (typeof pauseReasons)[number]
export type Delivery = (typeof deliveries)[number]
export type SkipReason = (typeof skipReasons)[number]
export type Rating = (typeof ratings)[number]
export type ReviewKind = (typeof reviewKinds)[number]
export type DrillEnding = (typeof drillEndings)[number]
export type ImprovementEnding = (typeof improvementEndings)[number]
