import { absentOf } from '../chronology/absent-texts.ts'
import type { ErasureBasis, RedactionReason } from '../events/events.ts'
import type { RedactionEvent } from '../evolve/redaction.ts'
import type { LogState } from '../evolve/state.ts'
import type { EventId } from '../ids.ts'
import type { Amendment, Entry } from '../log/entry.ts'
import type { Description, RecordWords } from './describe.ts'

/** The words for what is blacked out or erased; one table for each language. */
export interface RedactionWords {
  readonly why: Readonly<Record<RedactionReason, string>>
  readonly basis: Readonly<Record<ErasureBasis, string>>
  readonly redacted: (why: string) => string
  readonly erased: (basis: string) => string
  readonly said: {
    readonly redacted: (texts: number) => string
    readonly lifted: (texts: number) => string
    readonly erased: (texts: number) => string
  }
}

/** What stands in the place of an event's text that is not there: blacked out or erased, and why. */
export function blackout(id: EventId, state: LogState, words: RecordWords): string {
  const erasure = state.erasures.get(id)
  if (erasure) return words.redaction.erased(words.redaction.basis[erasure.basis])
  const redaction = state.redactions.get(id)
  if (!redaction) return words.redacted
  const why = [words.redaction.why[redaction.why], redaction.reason ?? ''].filter(Boolean)
  return words.redaction.redacted(why.join('・'))
}

/** The words of a line, with what stands in the place of those that are not there. */
export function bodyOf(entry: Entry, state: LogState, words: RecordWords): string {
  if (!entry.redacted) return entry.body ?? ''
  const absent = absentOf(entry)
  const own = absent[0] === entry.id
  const later = absent.slice(own ? 1 : 0)
  // Words that came later stand below those they were added to.
  const parts = [
    ...(own ? [blackout(entry.id, state, words)] : []),
    ...(entry.body === null ? [] : [entry.body]),
    ...later.map((id) => blackout(id, state, words)),
  ]
  return parts.filter((part, i) => part !== parts[i - 1]).join('\n')
}

/** What is said of a change beside what it was: its words, or what stands in their place. */
export const changeWords = (
  { id, body, redacted }: Amendment,
  state: LogState,
  words: RecordWords,
): string => (redacted ? blackout(id, state, words) : (body ?? ''))

export function describeRedaction(
  event: RedactionEvent,
  entry: Entry,
  state: LogState,
  words: RecordWords,
): Description {
  const { said, why, basis } = words.redaction
  const { length } = event.data.targets
  const numbers = event.data.targets.map((id) => state.entry.get(id as EventId)?.no ?? 0)
  const nos = [...new Set(numbers)].filter((no) => no > 0).sort((a, b) => a - b)
  const by = entry.by ? [entry.by] : []
  const body = bodyOf(entry, state, words)
  const of = nos.length > 0 && nos.length <= mostNamed ? [`No. ${nos.join(', ')}`] : []
  if (event.type === 'entry.erased')
    return {
      head: said.erased(length),
      body,
      meta: [basis[event.data.basis], ...of, ...by],
    }
  return event.data.why === null
    ? { head: said.lifted(length), body, meta: [...of, ...by] }
    : { head: said.redacted(length), body, meta: [why[event.data.why], ...of, ...by] }
}

/** More entries than these are counted, not named. */
const mostNamed = 12
