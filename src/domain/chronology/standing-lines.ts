import type { EventType } from '../events/events.ts'
import type { LogState } from '../evolve/state.ts'
import type { Known } from '../log/decode.ts'
import type { Entry } from '../log/entry.ts'

/** A line of the chronology with its event, where both are of the kinds asked for. */
export interface Line<T extends EventType> {
  readonly entry: Entry
  readonly event: Extract<Known, { type: T }>
}

/**
 * The lines of these kinds that stand, in proof order: what was struck, and what a device wrote that
 * the team does not vouch for, says nothing any more.
 */
export function standingLines<T extends EventType>(
  state: LogState,
  ...types: readonly T[]
): readonly Line<T>[] {
  const wanted: ReadonlySet<string> = new Set(types)
  const lines: Line<T>[] = []
  for (const entry of state.entries) {
    const { event } = entry
    if (entry.struck || entry.apart || event.kind !== 'known' || !wanted.has(event.type)) continue
    lines.push({ entry, event: event as Extract<Known, { type: T }> })
  }
  return lines
}

/** Order of what people say happened, ties in proof order: the later word counts. */
export const byOccurred = (a: { readonly entry: Entry }, b: { readonly entry: Entry }): number =>
  a.entry.occurredMs - b.entry.occurredMs || a.entry.no - b.entry.no
