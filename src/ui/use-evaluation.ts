import { useMemo } from 'preact/hooks'
import { type Evaluation, evaluate, type Item } from '../domain/drill/evaluate.ts'
import type { Course } from '../domain/drill/plan.ts'
import { useLanguage, useOpen, useWords } from './context.ts'
import { duration, timeNear } from './format.ts'
import { drillAfterText } from './text/drill-after.ts'

/** What the open drill's record shows by now. */
export const useEvaluation = (course: Course): Evaluation | null => useCourseEvaluation(course)

/** The same where the open record may be no drill. */
export function useCourseEvaluation(course: Course | null): Evaluation | null {
  const open = useOpen()
  const scenario = course?.scenario ?? null
  return useMemo(() => (scenario ? evaluate(open.state, scenario) : null), [open.version, scenario])
}

/** How long an item took, what it was held against and by how much it missed that. */
export function useTiming(startMs: number): (item: Item) => readonly string[] {
  const words = useWords(drillAfterText)
  const language = useLanguage()
  const say = (ms: number): string => duration(ms, language)
  return ({ tookMs, due, shown }) => {
    const lateMs = due && shown?.atMs ? shown.atMs - due.dueMs : 0
    return [
      ...(tookMs === null ? [] : [words.took(say(tookMs))]),
      ...(due === null
        ? []
        : [
            due.from === 'gate'
              ? words.by(timeNear(due.dueMs, startMs, language))
              : words.target(say(due.dueMs - due.fromMs)),
          ]),
      ...(lateMs > 0 && shown?.met ? [words.late(say(lateMs))] : []),
    ]
  }
}
