import type { StoredEvent } from './event.ts'
import type { LogId } from './ids.ts'

/** A file that left the device, read back: what it holds, and how many things are wrong with it. */
export interface ReadCopy {
  readonly log: LogId | null
  readonly events: readonly StoredEvent[]
  readonly problems: number
}

export type CopyCheck =
  | { readonly is: 'whole'; readonly events: number }
  /** Sound, and older than what is here. */
  | { readonly is: 'older'; readonly missing: number }
  | { readonly is: 'broken' | 'otherIncident' }

/**
 * Whether everything that lies here stands in the file too, byte for byte: only then is the file a
 * reason to erase. An event's id covers its header; data, text and signature are compared as well.
 */
export function checkCopy(copy: ReadCopy, log: LogId, here: readonly StoredEvent[]): CopyCheck {
  if (copy.log !== null && copy.log !== log) return { is: 'otherIncident' }
  if (copy.problems > 0 || copy.log === null) return { is: 'broken' }
  const there = new Map(copy.events.map((event) => [event.id, event]))
  const missing = here.filter((event) => {
    const found = there.get(event.id)
    return !found || !samePart(found, event)
  }).length
  return missing === 0 ? { is: 'whole', events: here.length } : { is: 'older', missing }
}

const samePart = (a: StoredEvent, b: StoredEvent): boolean =>
  same(a.data, b.data) && same(a.dataSalt, b.dataSalt) && same(a.text, b.text)

function same(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
