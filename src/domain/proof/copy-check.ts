import type { Hash, LogId } from '../ids.ts'
import type { StoredEvent } from '../log/event.ts'

/** A file that left the device, read back: what it holds, and how many things are wrong with it. */
export interface ReadCopy {
  readonly log: LogId | null
  readonly events: readonly StoredEvent[]
  /** Photos and files whose bytes are in it, whole. */
  readonly files: ReadonlySet<Hash>
  readonly problems: number
}

export type CopyCheck =
  /** `photos` lie here and are not in it. */
  | { readonly is: 'whole'; readonly events: number; readonly photos: readonly Hash[] }
  /** Sound, and older than what is here. */
  | { readonly is: 'older'; readonly missing: number }
  | { readonly is: 'broken' | 'otherIncident' }

/** What lies on this device of a log. */
export interface LyingHere {
  readonly events: readonly StoredEvent[]
  readonly files: ReadonlySet<Hash>
}

/**
 * Whether everything that lies here stands in the files too, byte for byte: only then are they a
 * reason to erase. Together they count as one, as the parts of an export do. An event's id covers its
 * header; data, text, their salts and the signature are compared as well.
 */
export function checkCopy(copies: readonly ReadCopy[], log: LogId, here: LyingHere): CopyCheck {
  if (copies.some((copy) => copy.log !== null && copy.log !== log)) return { is: 'otherIncident' }
  if (copies.length === 0 || copies.some((copy) => copy.problems > 0 || copy.log === null))
    return { is: 'broken' }
  const there = copies.map(({ events }) => new Map(events.map((event) => [event.id, event])))
  const missing = here.events.filter((event) =>
    there.every((events) => {
      const found = events.get(event.id)
      return !found || !samePart(found, event)
    }),
  ).length
  if (missing > 0) return { is: 'older', missing }
  const photos = [...here.files].filter((hash) => copies.every(({ files }) => !files.has(hash)))
  return { is: 'whole', events: here.events.length, photos }
}

const samePart = (a: StoredEvent, b: StoredEvent): boolean =>
  same(a.sig, b.sig) &&
  same(a.data, b.data) &&
  same(a.dataSalt, b.dataSalt) &&
  same(a.text, b.text) &&
  same(a.textSalt, b.textSalt)

function same(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
