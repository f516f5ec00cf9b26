import { type Course, courseOf, isOver, nextDue, planOf } from '../domain/drill/plan.ts'
import { instantMs } from '../domain/instant.ts'
import { useLanguage, useNow, useOpen, useSession } from './context.ts'
import { duration, timeNear } from './format.ts'

/** The open drill as its screens see it, anew every second. */
export interface DrillView {
  readonly course: Course
  readonly clockMs: number
  /** How long until the next inject; null when none comes by itself. */
  readonly nextMs: number | null
  /** Everything came, or the time of the cut is over. */
  readonly over: boolean
  /** How many injects the cut has. */
  readonly injects: number
}

/** Null in a live incident, and where the scenario is not at hand. */
export function useDrill(): DrillView | null {
  const session = useSession()
  const open = useOpen()
  useNow()
  const course = courseOf(open.state)
  if (!course) return null
  const clockMs = session.drill.clock() ?? course.drill.clockMs
  const next = nextDue(course)
  const byClock = course.drill.pacing === 'clock' && next !== null
  return {
    course,
    clockMs,
    nextMs: byClock ? Math.max(0, next.dueMs - clockMs) : null,
    over: isOver(course, clockMs),
    injects: planOf(course).length,
  }
}

/** A story's time as it is said: the clock, the day when it is another one, how long since T+0. */
export function useStoryTime(course: Course): (t: string) => { time: string; since: string } {
  const language = useLanguage()
  const startMs = instantMs(course.drill.startsAt)
  return (t) => ({
    time: timeNear(instantMs(t), startMs, language),
    since: duration(instantMs(t) - startMs, language),
  })
}
