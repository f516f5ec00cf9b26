import type { NoteKind } from '../events/events.ts'
import type { Entry, EntryShape } from '../log/entry.ts'
import { foldText } from '../search.ts'

export type ChronologyOrder = 'occurred' | 'recorded'

/** Which lines of the chronology to show; an absent field does not filter. */
export interface ChronologyFilter {
  readonly lane?: string
  readonly kind?: NoteKind | EntryShape
  readonly person?: string
  readonly unresolved?: boolean
  readonly patientSafety?: boolean
  /** Words to look for, anywhere in the line as it is shown. */
  readonly text?: string
  /** Lines the app wrote by itself (checks, clock, version, device). */
  readonly automatic?: boolean
}

const automatic: ReadonlySet<EntryShape> = new Set([
  'check',
  'app',
  'device',
  'clock',
  'drillClock',
])

/** A line nobody wrote: it is kept and exported, and folded away on screen unless asked for. */
export const isAutomatic = (entry: Entry): boolean =>
  automatic.has(entry.shape) || isOwnAnchor(entry)

/** A check number that was made or signed and given to nobody. */
const isOwnAnchor = ({ shape, event, to }: Entry): boolean =>
  shape === 'anchor' &&
  event.kind === 'known' &&
  (event.type === 'anchor.cosigned' ||
    (event.type === 'anchor.made' && event.data.means === null && to === null))

/**
 * Lines in reading order. By `occurred`, ties keep proof order; an entry whose time is unknown
 * stands where it was recorded. `shown` gives the words of a line, for the text search.
 */
export function chronology(
  entries: readonly Entry[],
  order: ChronologyOrder,
  filter: ChronologyFilter,
  shown: (entry: Entry) => string,
): readonly Entry[] {
  const wanted = filter.text ? foldText(filter.text.trim()) : ''
  const kept = entries.filter(
    (entry) =>
      (filter.automatic !== false || !isAutomatic(entry) || entry.shape === 'clock') &&
      (filter.lane === undefined || entry.lane === filter.lane) &&
      (filter.kind === undefined || kindOf(entry) === filter.kind) &&
      (filter.person === undefined ||
        entry.by === filter.person ||
        entry.from === filter.person ||
        entry.to === filter.person) &&
      (!filter.unresolved || entry.unresolved) &&
      (!filter.patientSafety || entry.patientSafety) &&
      (wanted === '' || foldText(shown(entry)).includes(wanted)),
  )
  if (order === 'recorded') return kept
  return kept.sort((a, b) => a.occurredMs - b.occurredMs || a.no - b.no)
}

/** The type a line is filtered by: a note's kind where it has one, else its shape. */
export function kindOf(entry: Entry): NoteKind | EntryShape {
  if (entry.event.kind === 'known' && entry.event.type === 'note.recorded')
    return entry.event.data.kind ?? 'note'
  return entry.shape
}
