import type { DrillCommand, Skipped } from '../commands/drill.ts'
import type { LogState } from '../evolve/state.ts'
import type { Instant } from '../ids.ts'
import { instantFrom, instantMs } from '../instant.ts'
import { storyAt } from './clock.ts'
import { meets } from './criteria.ts'
import type { Inject, Planned, Scenario } from './scenario.ts'
import type { DrillState } from './state.ts'

/**
 * What comes next in a drill. The plan of a cut says at which drill time each inject comes; the
 * drill's `aheadMs` says by how much the plan runs ahead of the clock by now. Commands carry where
 * the clock stands, so that nothing here needs to know the time.
 */

/** A drill under way with its scenario. */
export interface Course {
  readonly scenario: Scenario
  readonly drill: DrillState
  readonly state: LogState
}

/** The open log as a drill; null in a live one, or where its scenario is not at hand. */
export function courseOf(state: LogState): Course | null {
  const { scenario, drill } = state
  return scenario && drill ? { scenario, drill, state } : null
}

/** The injects of the drill's cut, in order. */
export const planOf = ({ scenario, drill }: Course): readonly Planned[] =>
  scenario.cuts.find(({ id }) => id === drill.cut)?.injects ?? []

/** Those that were neither delivered nor skipped. */
export const pendingOf = (course: Course): readonly Planned[] =>
  planOf(course).filter(({ inject }) => !course.drill.injects.has(inject))

export const injectOf = ({ scenario }: Course, id: string): Inject | undefined =>
  scenario.injects.find((inject) => inject.id === id)

/** When the next inject comes, in drill time; null after the last one. It waits for a hand if need be. */
export function nextDue(
  course: Course,
): { readonly inject: string; readonly dueMs: number } | null {
  const [next] = pendingOf(course)
  return next ? { inject: next.inject, dueMs: next.atMs - course.drill.aheadMs } : null
}

/** What happens by itself when the clock stands at `clockMs`: one thing at a time, or nothing. */
export function dueNow(course: Course, clockMs: number): DrillCommand | null {
  const { drill } = course
  if (!drill.running || drill.ended || drill.pacing === 'hand') return null
  const [next] = pendingOf(course)
  if (!next || clockMs < next.atMs - drill.aheadMs) return null
  return holds(course, next.inject)
    ? delivery(next, clockMs, 'clock', [])
    : {
        do: 'skipInjects',
        clock: clockMs,
        skipped: [{ inject: next.inject, why: 'condition' }],
      }
}

/** 次へ: the next inject whose condition holds, now. */
export function nextByHand(course: Course, clockMs: number): DrillCommand | null {
  const passed: Skipped[] = []
  for (const planned of pendingOf(course)) {
    if (holds(course, planned.inject)) return delivery(planned, clockMs, 'hand', passed)
    passed.push({ inject: planned.inject, why: 'condition' })
  }
  return passed.length > 0 ? { do: 'skipInjects', clock: clockMs, skipped: passed } : null
}

/** Leaves the next inject out. */
export function skipNext(course: Course, clockMs: number): DrillCommand | null {
  const [next] = pendingOf(course)
  if (!next) return null
  return { do: 'skipInjects', clock: clockMs, skipped: [{ inject: next.inject, why: 'hand' }] }
}

/** Straight to a later inject, whatever its condition; those before it are passed over. */
export function jumpTo(course: Course, inject: string, clockMs: number): DrillCommand | null {
  const pending = pendingOf(course)
  const at = pending.findIndex((planned) => planned.inject === inject)
  const target = pending[at]
  if (!target) return null
  const passed = pending.slice(0, at).map((planned): Skipped => {
    const why = holds(course, planned.inject) ? 'jump' : 'condition'
    return { inject: planned.inject, why }
  })
  return delivery(target, clockMs, 'jump', passed)
}

/** The story's time at which an act of this moment is recorded; an inject brings its own. */
export function storyOf(course: Course, command: DrillCommand | null, clockMs: number): Instant {
  const now = storyAt(course.drill, clockMs)
  if (command?.do !== 'deliverInject') return now
  const inject = injectOf(course, command.inject)
  if (!inject) return now
  const own = instantMs(course.drill.startsAt) + inject.storyMs
  return own > instantMs(now) ? instantFrom(own) : now
}

/** Whether everything that was planned has come, or the time of the cut is over. */
export function isOver(course: Course, clockMs: number): boolean {
  const cut = course.scenario.cuts.find(({ id }) => id === course.drill.cut)
  return pendingOf(course).length === 0 || (cut !== undefined && clockMs >= cut.minutes * 60_000)
}

function delivery(
  { inject, atMs }: Planned,
  clock: number,
  how: 'clock' | 'hand' | 'jump',
  skipped: readonly Skipped[],
): DrillCommand {
  return { do: 'deliverInject', inject, at: atMs, clock, how, skipped }
}

function holds(course: Course, id: string): boolean {
  const when = injectOf(course, id)?.when
  return when === undefined || meets(when, course.state).met
}
