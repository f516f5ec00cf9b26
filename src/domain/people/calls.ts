import type { Decoded } from '../log/decode.ts'
import type { Entry } from '../log/entry.ts'

/** A call in the record, with whom it was placed to. */
export interface Call {
  readonly entry: Entry
  readonly contact: string
}

/** The newest call whose result nobody wrote down yet; a struck one was never made. */
export function waitingCall(entries: readonly Entry[]): Call | null {
  for (let i = entries.length - 1; i >= 0; i--) {
    const call = callOf(entries[i])
    if (call && call.entry.call === null && !call.entry.struck) return call
  }
  return null
}

/** The newest call to each contact. */
export function lastCalls(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const last = new Map<string, Entry>()
  for (const entry of entries) {
    const call = callOf(entry)
    if (call && !entry.struck) last.set(call.contact, entry)
  }
  return last
}

/**
 * Says which calls to the contact of this one are open: whoever did not answer is called again until
 * a later call is answered; a call-back that was promised stands until somebody says it is settled.
 */
export function settleCalls(entries: readonly Entry[], of: Entry): void {
  const contact = callOf(of)?.contact
  if (contact === undefined) return
  const calls = entries.filter((entry) => {
    const call = callOf(entry)
    return call?.contact === contact && entry.call !== null && !entry.struck && !entry.apart
  })
  const answered = calls.findLastIndex((entry) => entry.call?.result === 'answered')
  for (const [i, entry] of calls.entries()) {
    const settled = entry.amendments.some(({ what }) => what === 'resolved')
    const promised = typeof entry.call?.callBackAt === 'string'
    const again = i > answered && (promised || i === calls.length - 1)
    entry.unresolved = !settled && (entry.call?.result === 'answered' ? promised : again)
  }
}

function callOf(entry: Entry | undefined): Call | null {
  if (entry?.shape !== 'call') return null
  const contact = placedTo(entry.event)
  return contact === null ? null : { entry, contact }
}

const placedTo = (event: Decoded): string | null =>
  event.kind === 'known' && event.type === 'call.placed' ? event.data.contact : null
