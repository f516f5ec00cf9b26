import type { DeviceId } from '../domain/ids.ts'
import type { Head } from '../domain/log/chain.ts'
import { parseHeader } from '../domain/log/event.ts'
import type { AbsorbRequest, AbsorbResult, LogSummary } from '../domain/ports.ts'
import { type EventRow, eventRow, type HeadRow, type LogFacts } from './rows.ts'

/** What another device's copy becomes in a store. */
export type PreparedCopy =
  | { readonly ok: true; readonly fresh: readonly EventRow[]; readonly mended: readonly EventRow[] }
  | { readonly ok: false; readonly why: 'failed'; readonly detail: string }

/** The rows of a copy, refused when an event of it is of another log, purpose or mode. */
export function prepareCopy(request: AbsorbRequest): PreparedCopy {
  const { log, purpose, mode, doubled } = request
  const rows = { fresh: [] as EventRow[], mended: [] as EventRow[] }
  for (const part of ['fresh', 'mended'] as const) {
    for (const event of request[part]) {
      const parsed = parseHeader(event.header, false)
      if (!parsed.ok) return { ok: false, why: 'failed', detail: parsed.reason }
      const { header } = parsed
      if (header.log !== log || header.purpose !== purpose || header.mode !== mode)
        return { ok: false, why: 'failed', detail: 'an event of another log, purpose or mode' }
      const row = eventRow(event, header)
      rows[part].push(doubled.has(event.id) ? { ...row, act: event.id } : row)
    }
  }
  return { ok: true, ...rows }
}

/** The row of a mended event: found by the same act as the one whose place it takes. */
export const inPlaceOf = (stored: EventRow | undefined, mended: EventRow): EventRow =>
  stored ? { ...mended, act: stored.act } : mended

/** The answer when a copy is not to be taken in, or null to go ahead. */
export function verdictOnCopy(
  request: AbsorbRequest,
  row: LogFacts | undefined,
): AbsorbResult | null {
  if (row && (row.mode !== request.mode || row.purpose !== request.purpose))
    return { ok: false, why: 'otherMode' }
  return row?.deleted && !request.revive ? { ok: false, why: 'deleted' } : null
}

/** A log's facts once a copy is in it, or null when they stand already. */
export function factsWithCopy(request: AbsorbRequest, row: LogFacts | undefined): LogFacts | null {
  const { log, purpose, mode } = request
  const runbookHash = row?.runbookHash ?? request.runbookHash
  if (row && !row.deleted && row.runbookHash === runbookHash) return null
  return { log, purpose, mode, runbookHash, deleted: null }
}

/**
 * Where the chains of a log end once `rows` are in it: those heads that are to be written. Home reads
 * the summary from the head that is last in proof order, so that one is always among them.
 */
export function headsWithCopy(
  heads: readonly HeadRow[],
  rows: readonly EventRow[],
  summary: LogSummary,
): readonly HeadRow[] {
  const ends = new Map<DeviceId, HeadRow>(heads.map((head) => [head.device, head]))
  const moved = new Set<DeviceId>()
  for (const { log, device, id, seq, lamport } of rows) {
    const end = ends.get(device)
    if (end && !isFurther({ id, seq, lamport }, end)) continue
    ends.set(device, { log, device, id, seq, lamport, summary })
    moved.add(device)
  }
  const newest = Math.max(0, ...[...ends.values()].map((head) => head.lamport))
  return [...ends.values()]
    .filter((head) => moved.has(head.device) || head.lamport === newest)
    .map((head) => ({ ...head, summary }))
}

/** Of twins at the end of a forked chain, the one that comes first in proof order is its head. */
const isFurther = (a: Head, b: Head): boolean =>
  a.seq !== b.seq ? a.seq > b.seq : a.lamport !== b.lamport ? a.lamport < b.lamport : a.id < b.id
