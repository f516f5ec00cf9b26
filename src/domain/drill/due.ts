import type { LogState } from '../evolve/state.ts'
import { deadlineOf } from '../flow/deadlines.ts'
import type { Anchor, Step } from '../flow/runbook.ts'
import type { Instant } from '../ids.ts'
import { instantFrom, instantMs, minuteMs } from '../instant.ts'
import { claimedMs } from './criteria-lines.ts'
import type { Course } from './plan.ts'
import type { Target } from './scenario.ts'

/** By when something was to be done, and from when that was counted. */
export interface DrillDue {
  readonly dueMs: number
  readonly fromMs: number
  /** `gate`: so long before a point of the day; `inject`: after it was read out. */
  readonly from: Anchor | 'gate' | 'inject'
}

/**
 * The one set of targets: the flow's own deadlines, with the minutes the hospital set itself, and
 * what the scenario's data give where the flow has none. Null: nothing to be late for.
 */
export function dueOf(target: Target | undefined, course: Course): DrillDue | null {
  const { drill, scenario, state } = course
  const startMs = instantMs(drill.startsAt)
  switch (target?.is) {
    case undefined:
      return null
    case 'minutes':
      return {
        dueMs: startMs + target.minutes * minuteMs,
        fromMs: startMs,
        from: 'detection',
      }
    case 'inject': {
      const inject = drill.injects.get(target.inject)
      if (inject?.status !== 'delivered') return null
      const fromMs = instantMs(inject.t)
      return { dueMs: fromMs + target.minutes * minuteMs, fromMs, from: 'inject' }
    }
    case 'gate': {
      const gate = scenario.gates.find(({ id }) => id === target.gate)
      if (!gate) return null
      const dueMs = startMs + gate.storyMs - target.minutesBefore * minuteMs
      return { dueMs, fromMs: startMs, from: 'gate' }
    }
    case 'flow': {
      const step = state.graph?.step.get(target.step)
      return step ? flowDue(step, course) : null
    }
  }
}

function flowDue(step: Step, { state, drill }: Course): DrillDue | null {
  const { deadline } = step
  if (!deadline) return null
  // What the flow counts from never came: then it counts from the detection.
  const { opened, ordered } = firstOpening(step.id, state) ?? {
    opened: drill.startsAt,
    ordered: drill.startsAt,
  }
  const run = { system: null, openedAt: opened, orderedAt: ordered }
  const due = deadlineOf(step, run, state, 0)?.dues.at(-1)
  if (!due) return null
  const known = state.breachKnownAt ?? state.detection?.at ?? drill.startsAt
  const from: Readonly<Record<Anchor, string | null>> = {
    detection: state.detection?.at ?? drill.startsAt,
    opened,
    ordered,
    'breach.knownAt': known,
    wall: null,
  }
  return {
    dueMs: due.dueMs,
    fromMs: instantMs(from[deadline.from] ?? drill.startsAt),
    from: deadline.from,
  }
}

/** When a step first opened: a later run must not make the first one punctual. */
function firstOpening(
  step: string,
  state: LogState,
): { readonly opened: Instant; readonly ordered: Instant } | null {
  if (state.graph?.runbook.entries.incident === step && state.openedAt)
    return { opened: state.openedAt, ordered: state.openedAt }
  for (const entry of state.entries) {
    const { event, t } = entry
    if (t === null || entry.apart) continue
    const byHand =
      event.kind === 'known' && event.type === 'step.opened' && event.data.step === step
    if (!byHand && !entry.opened.includes(step)) continue
    return { opened: t, ordered: instantFrom(claimedMs(entry)) }
  }
  return null
}
