import type { DeviceId, LogId } from '../domain/ids.ts'
import type { Head } from '../domain/log/chain.ts'
import { type Header, parseHeader, proofOrder, type StoredEvent } from '../domain/log/event.ts'
import type { AppendRequest, AppendResult, LogRow, LogSummary } from '../domain/ports.ts'

/**
 * What every store keeps and how it judges an append. Stores differ in where the rows lie, never in
 * these rules: one contract suite runs against all of them.
 */

/** A stored event's bytes, and beside them only opaque ids and numbers to find it by. */
export interface EventRow extends StoredEvent {
  readonly log: LogId
  readonly device: DeviceId
  readonly seq: number
  readonly lamport: number
  /**
   * The header's act, by which a retry is found. Where two events share one, as two phones with one key
   * could come to, the later to arrive carries its id instead: both are kept.
   */
  readonly act: string
  /** Reserved: version 1 is not encrypted at rest. */
  readonly enc: 0
}

export interface HeadRow extends Head {
  readonly log: LogId
  readonly device: DeviceId
  /** What home shows of the log, kept here so that an append writes one row less. */
  readonly summary: LogSummary
}

/** A log's own facts, written once; `summary` only in a tombstone, whose heads are gone. */
export type LogFacts = Omit<LogRow, 'summary'> & { readonly summary?: LogSummary }

/** A private copy. A view into a larger buffer would be stored together with all of that buffer. */
const copy = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

export function storedOf(row: EventRow): StoredEvent {
  const { id, header, sig, data, dataSalt, text, textSalt } = row
  return { id, header, sig, data, dataSalt, text, textSalt }
}

export type Prepared =
  | { readonly ok: true; readonly rows: readonly EventRow[]; readonly head: HeadRow }
  | { readonly ok: false; readonly why: 'failed'; readonly detail: string }

export function eventRow(event: StoredEvent, header: Header): EventRow {
  const { log, device, seq, lamport, act } = header
  return {
    id: event.id,
    header: copy(event.header),
    sig: copy(event.sig),
    data: copy(event.data),
    dataSalt: copy(event.dataSalt),
    text: event.text && copy(event.text),
    textSalt: event.textSalt && copy(event.textSalt),
    ...{ log, device, seq, lamport, act, enc: 0 },
  }
}

/** The rows of a request, refused when its events are not the next links of the chain it names. */
export function prepare(request: AppendRequest): Prepared {
  const { log, purpose, mode, device, expected } = request
  const rows: EventRow[] = []
  let head: HeadRow | null = null
  for (const [i, event] of request.events.entries()) {
    const parsed = parseHeader(event.header, false)
    if (!parsed.ok) return { ok: false, why: 'failed', detail: parsed.reason }
    const { header } = parsed
    const previous: Head | null = head ?? expected
    const follows =
      header.log === log &&
      header.purpose === purpose &&
      header.mode === mode &&
      header.device === device &&
      header.act === request.acts[i] &&
      header.prev === (previous?.id ?? null) &&
      header.seq === (previous?.seq ?? 0) + 1 &&
      header.lamport > (previous?.lamport ?? 0)
    if (!follows) return { ok: false, why: 'failed', detail: `event ${i} does not follow` }
    const { seq, lamport } = header
    head = { log, device, id: event.id, seq, lamport, summary: request.summary }
    rows.push(eventRow(event, header))
  }
  if (new Set(request.acts).size !== rows.length)
    return { ok: false, why: 'failed', detail: 'as many different acts as events are needed' }
  return head ? { ok: true, rows, head } : { ok: false, why: 'failed', detail: 'nothing to append' }
}

/** Events with one (lamport, device, seq) are a fork: their ids decide, as in an index. */
export const byProof = (a: EventRow, b: EventRow): number =>
  proofOrder(a, b) || (a.id < b.id ? -1 : 1)

/** What a transaction finds before it writes. */
export interface Found {
  readonly head: Head | undefined
  readonly row: LogFacts | undefined
  /** Events already stored under the acts of the request. */
  readonly recorded: readonly EventRow[]
}

/**
 * The answer when nothing is to be written, or null to go ahead. Acts are judged before the head:
 * after a commit whose acknowledgement was lost, it is the try's own events that moved the head.
 */
export function verdict(request: AppendRequest, found: Found): AppendResult | null {
  if (found.recorded.length > 0) {
    const ids = new Set(found.recorded.map((row) => row.id))
    if (request.events.every((event) => ids.has(event.id))) return { ok: true }
    return { ok: false, why: 'alreadyRecorded', events: found.recorded.map(storedOf) }
  }
  if (found.row?.deleted) return { ok: false, why: 'failed', detail: 'this log was deleted here' }
  if (found.row && (found.row.mode !== request.mode || found.row.purpose !== request.purpose))
    return { ok: false, why: 'failed', detail: 'the log is of another mode or purpose' }
  if (found.head?.id !== request.expected?.id) return { ok: false, why: 'headMoved' }
  return null
}

/**
 * The facts to write with an append, or null when they stand already. A runbook once pinned is
 * never lost by a request without one.
 */
export function factsToWrite(request: AppendRequest, row: LogFacts | undefined): LogFacts | null {
  const { log, purpose, mode } = request
  const runbookHash = request.runbookHash ?? row?.runbookHash ?? null
  if (row && row.runbookHash === runbookHash) return null
  return { log, purpose, mode, runbookHash, deleted: null }
}

const noSummary: LogSummary = {
  name: null,
  openedAt: null,
  detectedAt: null,
  lastAt: null,
  entries: 0,
  closed: false,
}

/** Every log as home lists it: its facts with the summary of the chain that grew last. */
export function logRows(facts: readonly LogFacts[], heads: readonly HeadRow[]): readonly LogRow[] {
  return facts.map((row) => {
    let newest: HeadRow | null = null
    for (const head of heads)
      if (head.log === row.log && head.lamport > (newest?.lamport ?? 0)) newest = head
    return { ...row, summary: row.summary ?? newest?.summary ?? noSummary }
  })
}
