import type { NoteKind } from '../events/events.ts'
import { jstDay } from '../instant.ts'
import type { Entry, EntryShape } from '../log/entry.ts'
import { type ChronologyOrder, isAutomatic, kindOf } from './chronology.ts'

/** A line of the list: an entry, or the date that the entries below it belong to. */
export type ChronologyRow =
  | { readonly row: 'day'; readonly day: number; readonly ms: number }
  | { readonly row: 'entry'; readonly entry: Entry; readonly day: number }

/** Puts a date before the first entry of each Japanese day, by the time the order goes by. */
export function withDays(entries: readonly Entry[], order: ChronologyOrder): ChronologyRow[] {
  const rows: ChronologyRow[] = []
  let last: number | null = null
  for (const entry of entries) {
    const ms = order === 'occurred' ? entry.occurredMs : entry.recordedMs
    const day = jstDay(ms)
    if (day !== last) rows.push({ row: 'day', day, ms })
    last = day
    rows.push({ row: 'entry', entry, day })
  }
  return rows
}

/** How many lines each of the quick filters shows, and how many are folded away. */
export interface ChronologyCounts {
  readonly all: number
  readonly unresolved: number
  readonly decision: number
  readonly patientSafety: number
  readonly automatic: number
}

export function countLines(entries: readonly Entry[]): ChronologyCounts {
  const counts = { all: 0, unresolved: 0, decision: 0, patientSafety: 0, automatic: 0 }
  for (const entry of entries) {
    if (isAutomatic(entry) && entry.shape !== 'clock') {
      counts.automatic++
      continue
    }
    counts.all++
    if (entry.unresolved) counts.unresolved++
    if (kindOf(entry) === 'decision') counts.decision++
    if (entry.patientSafety) counts.patientSafety++
  }
  return counts
}

/** What a log offers to filter by: only what occurs in it. */
export interface ChronologyFacets {
  readonly kinds: ReadonlySet<NoteKind | EntryShape>
  readonly lanes: ReadonlySet<string>
  /** Names used as from, to or by; the newest first. */
  readonly people: readonly string[]
}

export function facetsOf(entries: readonly Entry[]): ChronologyFacets {
  const kinds = new Set<NoteKind | EntryShape>()
  const lanes = new Set<string>()
  const people = new Set<string>()
  for (const entry of entries.toReversed()) {
    kinds.add(kindOf(entry))
    if (entry.lane) lanes.add(entry.lane)
    for (const name of [entry.by, entry.from, entry.to]) if (name) people.add(name)
  }
  return { kinds, lanes, people: [...people] }
}

/** The newest time stamp whose words are still to come. */
export const waitingStamp = (entries: readonly Entry[]): Entry | null =>
  entries.findLast((entry) => entry.awaitsText && !entry.struck) ?? null
