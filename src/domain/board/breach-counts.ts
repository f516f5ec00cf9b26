import { byOccurred, standingLines } from '../chronology/standing-lines.ts'
import type { CountedGroup, CountPrecision } from '../events/events.ts'
import type { LogState } from '../evolve/state.ts'
import type { Entry } from '../log/entry.ts'

export interface BreachCount {
  readonly entry: Entry
  readonly group: CountedGroup
  readonly persons: number
  readonly precision: CountPrecision
}

/** One group of persons: the number that holds, and those that were said before, the newest first. */
export interface BreachRow {
  readonly group: CountedGroup
  readonly now: BreachCount
  readonly before: readonly BreachCount[]
}

/** Persons concerned by a breach; a new number leaves the former ones in sight. */
export function breachRows(state: LogState): readonly BreachRow[] {
  const counts = new Map<CountedGroup, BreachCount[]>()
  for (const { entry, event } of standingLines(state, 'breach.counted')) {
    const { group, persons, precision } = event.data
    const count = { entry, group, persons, precision }
    const known = counts.get(group)
    if (known) known.push(count)
    else counts.set(group, [count])
  }
  return [...counts].flatMap(([group, list]) => {
    const [now, ...before] = list.sort(byOccurred).reverse()
    return now ? [{ group, now, before }] : []
  })
}
