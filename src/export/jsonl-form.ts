import { isHash } from '../domain/ids.ts'
import type { Json } from '../domain/json.ts'
import { type Header, proofOrder, type StoredEvent } from '../domain/log/event.ts'
import { type Fields, fieldsOf } from '../domain/log/event-line.ts'

/** What the writer and the reader of a `shodo/log/v1` file agree on. */

export const jsonlFormat = 'shodo/log/v1'
/** A log for a series of QR codes: the runbook may be left out, and its chains need not begin at 1. */
export const partFormat = 'shodo/part/v1'

/** An event and the header its place goes by; null when damage left none. */
export interface PlacedEvent {
  readonly event: StoredEvent
  readonly header: Header | null
}

/** Where each device's chain ends, sorted by device; of a fork, the event that comes first. */
export function headsOf(
  sorted: readonly PlacedEvent[],
): { readonly device: string; readonly id: string; readonly seq: number }[] {
  const heads = new Map<string, { device: string; id: string; seq: number }>()
  for (const { event, header } of sorted) {
    if (!header) continue
    const { device, seq } = header
    if (seq > (heads.get(device)?.seq ?? 0)) heads.set(device, { device, id: event.id, seq })
  }
  return [...heads.values()].sort((a, b) => (a.device < b.device ? -1 : 1))
}

/** Proof order, twins of a fork by their ids; events that cannot be read come last. */
export function compareInFile(a: PlacedEvent, b: PlacedEvent): number {
  if (!a.header || !b.header) return Number(!a.header) - Number(!b.header)
  return proofOrder(a.header, b.header) || (a.event.id < b.event.id ? -1 : 1)
}

const isCount = (value: Json | undefined, least: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least
const isHashText = (value: Json | undefined): boolean => typeof value === 'string' && isHash(value)

/** Whether a trailer is of its form, whatever it says. */
export function isTrailer({ events, heads, sha256, ...more }: Fields): boolean {
  const isHead = (value: Json): boolean => {
    const { device, id, seq, ...other } = fieldsOf(value) ?? {}
    const isWhole = isHashText(device) && isHashText(id) && isCount(seq, 1)
    return isWhole && Object.keys(other).length === 0
  }
  const isWhole = isCount(events, 0) && isHashText(sha256) && Array.isArray(heads)
  return isWhole && heads.every(isHead) && Object.keys(more).length === 0
}
