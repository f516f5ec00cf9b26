import { fold } from '../evolve/evolve.ts'
import type { LogState } from '../evolve/state.ts'
import type { DeviceId, EventId } from '../ids.ts'
import { type Json, parseJson } from '../json.ts'
import { parseHeader, type StoredEvent } from '../log/event.ts'

/**
 * Takes words out of a log. The text of an event has one hash over all its fields, so what can be
 * taken out of an entry is the text of one of its events (its own, a correction, a caption …), whole.
 * Headers, data and signatures stay as they are: the log verifies and its position is the same.
 */
export const withoutTexts = (
  events: readonly StoredEvent[],
  struck: ReadonlySet<EventId>,
): readonly StoredEvent[] =>
  events.map((event) =>
    struck.has(event.id) && (event.text ?? event.textSalt) !== null
      ? // The salt goes too: with it a short word could be guessed from its hash.
        { ...event, text: null, textSalt: null }
      : event,
  )

/** The texts that these devices erased: what a spare copy of theirs still has must not come back. */
export function erasedBy(state: LogState, devices: readonly DeviceId[]): ReadonlySet<EventId> {
  const own = new Set<EventId>()
  for (const [id, erasure] of state.erasures)
    if (devices.some((device) => erasure.devices.has(device))) own.add(id)
  return own
}

/** A log as whoever receives its redacted copy reads it. */
export interface RedactedLog {
  readonly events: readonly StoredEvent[]
  readonly state: LogState
  /** How many texts are not in it that were in what it was made of. */
  readonly struck: number
}

/**
 * The log without the texts that are to be left out. Everything that is told of it, in whatever form,
 * is folded anew from what is left, so that no copy of a word outlives it.
 */
export function redactedLog(
  events: readonly StoredEvent[],
  struck: ReadonlySet<EventId>,
  of: Pick<LogState, 'graph' | 'scenario'>,
): RedactedLog {
  const left = withoutTexts(events, struck)
  const state = fold(of.graph?.runbook ?? null, left)
  state.scenario = of.scenario
  return { events: left, state, struck: left.filter((event, i) => event !== events[i]).length }
}

/** One text that was typed into an entry: its own, or that of something added to it later. */
export interface TypedText {
  readonly id: EventId
  /** Empty where its bytes do not tell any more. */
  readonly type: string
  /** Also those that this build does not know. */
  readonly words: readonly { readonly field: string; readonly words: string }[]
}

/** The texts that can be taken out, by the entry in whose line they stand; in proof order. */
export function typedTexts(
  events: readonly StoredEvent[],
  state: Pick<LogState, 'entry'>,
): ReadonlyMap<EventId, readonly TypedText[]> {
  const found = new Map<EventId, TypedText[]>()
  for (const stored of events) {
    if (stored.text === null) continue
    const entry = state.entry.get(stored.id)
    const [header, text] = [parseHeader(stored.header, false), parseJson(stored.text)]
    if (!entry) continue
    const words = text.ok
      ? wordsIn('', text.value)
      : // Spoilt, and to be found and taken out all the same.
        [{ field: '', words: lenient.decode(stored.text) }]
    const texts = found.get(entry.id) ?? []
    const type = header.ok ? header.header.type : ''
    found.set(entry.id, [...texts, { id: stored.id, type, words }])
  }
  return found
}

const lenient = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

function wordsIn(field: string, value: Json): TypedText['words'] {
  if (typeof value === 'string') return [{ field, words: value }]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => wordsIn(field || name, inner))
}
