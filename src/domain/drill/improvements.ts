import type { LogState } from '../evolve/state.ts'
import { daysFromCivil, jstDay } from '../instant.ts'
import type { Improvement } from './state.ts'

/** Improvement items that nobody has seen done or dropped: the first due first, those without last. */
export const openImprovements = (state: LogState): readonly Improvement[] =>
  [...state.improvements.values()]
    .filter(({ settled }) => settled === null)
    .sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || (a.savedAt < b.savedAt ? -1 : 1))

/** By how many days (in Japan) the due day `YYYY-MM-DD` is past; 0 on it and before. */
export function daysLate(due: string, nowMs: number): number {
  const [year = 0, month = 1, day = 1] = due.split('-').map(Number)
  return Math.max(0, jstDay(nowMs) - daysFromCivil(year, month, day))
}
