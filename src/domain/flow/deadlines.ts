import type { LogState } from '../evolve/state.ts'
import { dayMs, endOfJstDay, instantMs, jstDay, minuteMs } from '../instant.ts'
import type { StepState } from './position.ts'
import type { Deadline, Step } from './runbook.ts'

/** One point in time a deadline names: an instant, or the end of a Japanese calendar day. */
export interface Due {
  readonly dueMs: number
  /** Day number counted from the day known as day 1; null for a time of day. */
  readonly day: number | null
  readonly hard: boolean
}

export interface StepDeadline {
  readonly step: string
  readonly system: string | null
  readonly deadline: Deadline
  /** In order; two for a band (from, to) or for 30 and 60 days; none for words alone. */
  readonly dues: readonly Due[]
  /** The one that matters next: the first still ahead of `now`, else the last. */
  readonly next: Due | null
}

/**
 * When a step is due. Days count the day known as day 1, in Asia/Tokyo, to the end of the day, and
 * do not roll over holidays (the guideline's rule for closed offices was not read in the original:
 * 要確認).
 */
export function deadlineOf(
  step: Step,
  run: Pick<StepState, 'system' | 'openedAt' | 'orderedAt'> | undefined,
  state: Pick<LogState, 'detection' | 'breachKnownAt' | 'openedAt'>,
  nowMs: number,
): StepDeadline | null {
  const { deadline } = step
  if (!deadline) return null
  const anchor = anchorMs(deadline, run, state)
  const dues = anchor === null ? [] : duesFrom(deadline, anchor)
  const next = dues.find((due) => due.dueMs >= nowMs) ?? dues.at(-1) ?? null
  return { step: step.id, system: run?.system ?? null, deadline, dues, next }
}

/**
 * The clocks set by law, which run from the day anyone in the hospital knew and show from the
 * start, whichever step is open. Steps recorded as done are left out.
 */
export function legalClocks(state: LogState, nowMs: number): readonly StepDeadline[] {
  if (!state.graph || !state.position) return []
  const clocks: StepDeadline[] = []
  for (const step of state.graph.runbook.steps) {
    if (step.deadline?.from !== 'breach.knownAt') continue
    const run = state.position.get(step.id, null)
    if (run && !run.open && run.records.some((r) => r.outcome === 'done')) continue
    const clock = deadlineOf(step, run, state, nowMs)
    if (clock && clock.dues.length > 0) clocks.push(clock)
  }
  return clocks.sort((a, b) => (a.next?.dueMs ?? 0) - (b.next?.dueMs ?? 0))
}

function anchorMs(
  deadline: Deadline,
  run: Pick<StepState, 'openedAt' | 'orderedAt'> | undefined,
  state: Pick<LogState, 'detection' | 'breachKnownAt' | 'openedAt'>,
): number | null {
  const detection = state.detection?.at ?? state.openedAt
  const at = {
    detection,
    opened: run?.openedAt ?? null,
    ordered: run?.orderedAt ?? run?.openedAt ?? null,
    'breach.knownAt': state.breachKnownAt ?? detection,
    wall: null,
  }[deadline.from]
  return at === null ? null : instantMs(at)
}

function duesFrom(deadline: Deadline, anchor: number): readonly Due[] {
  const { hard } = deadline
  const onDay = (day: number): Due => ({ dueMs: endOfJstDay(jstDay(anchor) + day - 1), day, hard })
  if (deadline.minutes !== undefined)
    return [{ dueMs: anchor + deadline.minutes * minuteMs, day: null, hard }]
  if (deadline.band) return [onDay(deadline.band.fromDay), onDay(deadline.band.toDay)]
  if (deadline.days) return deadline.days.map(onDay)
  if (deadline.everyMonths !== undefined)
    return [{ dueMs: anchor + Math.round(deadline.everyMonths * 30.4375) * dayMs, day: null, hard }]
  return []
}
