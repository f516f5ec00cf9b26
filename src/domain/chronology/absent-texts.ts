import type { LogState } from '../evolve/state.ts'
import type { EventId } from '../ids.ts'
import type { Entry } from '../log/entry.ts'

/** Texts that are not there to be read, as every place counts them. */
export interface AbsentTexts {
  /** Lines of the chronology in which they stood. */
  readonly lines: number
  /** Left out of this copy. */
  readonly blackedOut: number
  /** Gone from the device too. */
  readonly erased: number
}

export function absentTexts(state: LogState): AbsentTexts {
  const lines = state.entries.filter(({ redacted }) => redacted)
  const texts = new Set(lines.flatMap(absentOf))
  const erased = [...texts].filter((id) => state.erasures.has(id)).length
  return { lines: lines.length, blackedOut: texts.size - erased, erased }
}

/** The events whose words are missing from this line: its own, and what was added to it later. */
export const absentOf = (entry: Entry): readonly EventId[] => [
  ...(entry.event.kind === 'known' && entry.event.redacted ? [entry.id] : []),
  ...entry.amendments.flatMap(({ redacted, id }) => (redacted ? [id] : [])),
  ...(entry.call?.redacted ? [entry.call.id] : []),
]
