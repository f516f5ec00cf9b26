import type { Outcome } from '../events/events.ts'
import { instantMs } from '../instant.ts'
import type { Position, StepRecord } from './position.ts'

/** Where a step stands over all its systems: open anywhere, else as recorded last, else untouched. */
export type Standing = 'open' | Outcome | 'notReached'

export interface StepStanding {
  readonly standing: Standing
  /** The record that says so; null while open or never recorded. */
  readonly last: StepRecord | null
}

/** The standing of every step that was ever opened or recorded; the others are not reached. */
export function standings(position: Position): ReadonlyMap<string, StepStanding> {
  const found = new Map<string, StepStanding>()
  for (const state of position.states()) {
    const known = found.get(state.step)
    if (known?.standing === 'open') continue
    const record = state.records.at(-1) ?? null
    if (state.open) found.set(state.step, { standing: 'open', last: null })
    else if (record && (!known?.last || instantMs(known.last.t) <= instantMs(record.t)))
      found.set(state.step, { standing: record.outcome, last: record })
  }
  return found
}
