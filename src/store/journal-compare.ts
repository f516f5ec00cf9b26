import type { DeviceId, EventId } from '../domain/ids.ts'
import { sameBytes } from '../domain/json.ts'
import { eventProblem } from '../domain/log/chain.ts'
import type { StoredEvent } from '../domain/log/event.ts'
import type { JournalText } from './journal-form.ts'
import { type EventRow, type HeadRow, type LogFacts, storedOf } from './rows.ts'

/** What the store holds of one log. Its rows come in parts, in order of device and seq. */
export interface StoreSide {
  readonly facts: LogFacts | undefined
  readonly heads: readonly HeadRow[]
  rows(): AsyncIterable<readonly EventRow[]>
}

export interface Compared {
  /** Events that the copy has and the store lacks or has otherwise. */
  readonly lost: number
  /** The store's rows about the log (facts, heads) do not fit its events. */
  readonly rows: boolean
  /** Sound events of the store that the copy lacks. */
  readonly lacking: readonly StoredEvent[]
  /** It lacks more than what an app that is ended suddenly has not copied yet. */
  readonly short: boolean
  /** The copy has lines that cannot be read, a torn tail, or an event otherwise than the store. */
  readonly spoilt: boolean
}

/** So many entries are recorded at most in the moment before they are flushed. */
const mostUncopied = 5

/** Compares the two copies of a log, byte for byte. Which of two that differ is right is not judged. */
export async function compareLog(text: JournalText, side: StoreSide): Promise<Compared> {
  const copied = new Map<EventId, StoredEvent>()
  for (const record of text.records)
    if (record.is === 'event') copied.set(record.event.id, record.event)
  const copiedTo = new Map<DeviceId, number>()
  const seen = new Set<EventId>()
  const ends = new Map<DeviceId, number>()
  const lacking: EventRow[] = []
  let [lost, differing] = [0, false]
  for await (const part of side.rows())
    for (const row of part) {
      seen.add(row.id)
      ends.set(row.device, Math.max(row.seq, ends.get(row.device) ?? 0))
      const copy = copied.get(row.id)
      if (copy) copiedTo.set(row.device, row.seq)
      if (copy && sameEvent(row, copy)) continue
      const sound = eventProblem(row) === null
      if (!copy) {
        if (sound) lacking.push(row)
        continue
      }
      // A signature is not judged here: the page tells which of the two holds.
      if (!sound || !sameBytes(row.sig, copy.sig)) lost++
      if (sound) differing = true
    }
  for (const id of copied.keys()) if (!seen.has(id)) lost++
  const hole = lacking.some(({ device, seq }) => seq < (copiedTo.get(device) ?? 0))
  return {
    lost,
    rows: !headsFit(ends, side, seen),
    lacking: lacking.map(storedOf),
    short: hole || lacking.length > mostUncopied,
    spoilt: text.spoilt > 0 || text.torn || differing,
  }
}

/** A head further than its events is no fault of the row: it tells of a lost end. */
function headsFit(
  ends: ReadonlyMap<DeviceId, number>,
  side: StoreSide,
  seen: ReadonlySet<EventId>,
): boolean {
  if (ends.size > 0 && !side.facts) return false
  for (const [device, seq] of ends) {
    const head = side.heads.find((row) => row.device === device)
    if (!head || head.seq < seq || (head.seq === seq && !seen.has(head.id))) return false
  }
  return true
}

function sameEvent(a: StoredEvent, b: StoredEvent): boolean {
  return (
    same(a.header, b.header) &&
    same(a.sig, b.sig) &&
    same(a.data, b.data) &&
    same(a.dataSalt, b.dataSalt) &&
    same(a.text, b.text) &&
    same(a.textSalt, b.textSalt)
  )
}

const same = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : sameBytes(a, b)
