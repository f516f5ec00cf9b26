import { instantMs } from '../instant.ts'
import type { Evaluation } from './evaluate.ts'
import type { Course } from './plan.ts'

/** One inject in the picture of a drill, in ms of the drill clock. */
export interface WaitRow {
  readonly inject: string
  readonly fromMs: number
  /** Where it was answered, or where the drill ended without an answer. */
  readonly toMs: number
  readonly answered: boolean
  /** Story time of the record that counts as its answer where no criterion shows one; else null. */
  readonly recordedMs: number | null
  /** Whether the record can show an answer at all; what only a person rates has none. */
  readonly measured: boolean
  /** Story time it waited; null without an answer. */
  readonly waitMs: number | null
}

/** The injects that came, each with its wait, on one clock: story time leaps, the drill's does not. */
export function drillTimeline(evaluation: Evaluation, course: Course): readonly WaitRow[] {
  return evaluation.injects.flatMap(
    ({ inject, status, clockMs, storyMs, items, ...shown }): WaitRow[] => {
      if (status !== 'delivered' || clockMs === null) return []
      const recordedMs = shown.answeredMs === null ? shown.recordedMs : null
      const answeredMs = shown.answeredMs ?? recordedMs
      const answered = answeredMs !== null
      return [
        {
          inject,
          fromMs: clockMs,
          toMs: Math.max(clockMs, answered ? clockOf(answeredMs, course) : evaluation.clockMs),
          answered,
          recordedMs,
          measured: items.some(({ shown }) => shown !== null),
          waitMs: recordedMs === null || storyMs === null ? shown.waitMs : recordedMs - storyMs,
        },
      ]
    },
  )
}

/** The drill clock when the story stood at `storyMs`: counted from the inject that brought it there. */
function clockOf(storyMs: number, { drill }: Course): number {
  let from = { storyMs: instantMs(drill.startsAt), clockMs: 0 }
  for (const { status, t, clockMs } of drill.injects.values()) {
    const at = instantMs(t)
    if (status === 'delivered' && at <= storyMs && clockMs >= from.clockMs)
      from = { storyMs: at, clockMs }
  }
  return from.clockMs + (storyMs - from.storyMs)
}
