import type { EventId, Instant } from '../ids.ts'
import type { Known } from '../log/decode.ts'
import { type Entry, setOccurred } from '../log/entry.ts'
import { settleCalls } from '../people/calls.ts'
import type { LogState } from './state.ts'

type Amending = Extract<
  Known,
  { type: 'entry.texted' | 'entry.corrected' | 'entry.struck' | 'entry.resolved' }
>

/**
 * Applies a correction, a strike, a late text or a resolution to the entry it names. The position
 * is never touched. Returns false when the entry is not there (the amendment then stands alone).
 */
export function amend(state: LogState, event: Amending): boolean {
  const target = state.entry.get(event.data.target as EventId)
  if (!target) return false
  const former = { body: target.body, occurred: target.occurred }
  const text = event.text ?? {}
  const body = 'body' in text ? (text.body ?? null) : null
  switch (event.type) {
    case 'entry.texted':
      target.body = target.body === null ? body : joinLines(target.body, body)
      target.awaitsText = false
      break
    case 'entry.corrected':
      if (body !== null) target.body = body
      if (event.data.occurred) setOccurred(target, event.data.occurred)
      if (body !== null) target.awaitsText = false
      break
    case 'entry.struck':
      target.struck = true
      target.unresolved = false
      break
    case 'entry.resolved':
      target.unresolved = false
      break
  }
  target.redacted ||= event.redacted
  target.amendments.push({
    id: event.id,
    redacted: event.redacted,
    what: amendmentOf[event.type],
    recordedAt: event.header.wall,
    t: event.header.t,
    body,
    reason: 'reason' in text ? (text.reason ?? null) : null,
    by: text.by ?? null,
    formerBody: event.type === 'entry.corrected' && body !== null ? former.body : null,
    formerOccurred:
      event.type === 'entry.corrected' && event.data.occurred ? former.occurred : null,
  })
  if (event.type === 'entry.struck') settleCalls(state.entries, target)
  state.entry.set(event.id, target)
  return true
}

const amendmentOf = {
  'entry.texted': 'texted',
  'entry.corrected': 'corrected',
  'entry.struck': 'struck',
  'entry.resolved': 'resolved',
} as const

export function placeCall(event: Extract<Known, { type: 'call.placed' }>, entry: Entry): void {
  entry.to = event.text?.name ?? null
  entry.by = event.text?.by ?? null
}

/** Writes a call's result into its line. False when the call is not in the log. */
export function resultOf(
  state: LogState,
  event: Extract<Known, { type: 'call.resulted' }>,
): boolean {
  const target = state.entry.get(event.data.call as EventId)
  if (!target) return false
  target.redacted ||= event.redacted
  target.call = {
    id: event.id,
    redacted: event.redacted,
    result: event.data.result,
    spokeTo: event.text?.spokeTo ?? null,
    number: event.text?.number ?? null,
    callBackAt: event.data.callBackAt as Instant | null,
    recordedAt: event.header.wall,
    body: event.text?.body ?? null,
  }
  target.body = event.text?.body ?? target.body
  settleCalls(state.entries, target)
  state.entry.set(event.id, target)
  return true
}

const joinLines = (a: string, b: string | null): string =>
  b === null || b === '' ? a : `${a}\n${b}`
