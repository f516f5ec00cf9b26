import type { Head } from '../domain/log/chain.ts'
import { parseHeader } from '../domain/log/event.ts'
import type { HealRequest } from '../domain/ports.ts'
import { type EventRow, eventRow, type HeadRow, type LogFacts } from './rows.ts'

/** The rows of what a log gets back: its own events only, each once. */
export function healRows(request: HealRequest): readonly EventRow[] {
  const rows = new Map<string, EventRow>()
  for (const event of request.events) {
    const parsed = parseHeader(event.header, false)
    if (!parsed.ok || parsed.header.log !== request.log) continue
    rows.set(event.id, eventRow(event, parsed.header))
  }
  return [...rows.values()]
}

/**
 * The end of a chain after healing. One that stands further than its last event tells of a lost end
 * and stays: what is recorded next must not take the lost event's number.
 */
export function healedHead(
  last: EventRow,
  standing: Head | undefined,
  request: HealRequest,
): HeadRow {
  const { log, device } = last
  const end = standing && standing.seq > last.seq ? standing : last
  const { id, seq, lamport } = end
  return { log, device, id, seq, lamport, summary: request.summary }
}

/** The facts of a healed log; null when it was deleted here on purpose and stays so. */
export function healedFacts(request: HealRequest, row: LogFacts | undefined): LogFacts | null {
  if (row?.deleted) return null
  const { log, purpose, mode } = request
  return {
    ...{ log, purpose: row?.purpose ?? purpose, mode: row?.mode ?? mode },
    runbookHash: row?.runbookHash ?? request.runbookHash,
    deleted: null,
  }
}
