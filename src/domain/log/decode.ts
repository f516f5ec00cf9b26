import * as v from 'valibot'
import {
  type DataOf,
  type EventType,
  eventSchemas,
  isEventType,
  type TextOf,
} from '../events/events.ts'
import type { EventId } from '../ids.ts'
import { type Json, parseJson } from '../json.ts'
import { type Header, parseHeader, type StoredEvent } from './event.ts'

/** An event this build understands. `text` is null when there is none or it was redacted. */
export type Known = {
  [T in EventType]: {
    readonly kind: 'known'
    readonly id: EventId
    readonly header: Header
    readonly type: T
    readonly data: DataOf<T>
    readonly text: TextOf<T> | null
    readonly redacted: boolean
  }
}[EventType]

/** An intact event of a type or shape this build does not know: kept, chained, shown raw, counted. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly id: EventId
  readonly header: Header
  readonly raw: Json
}

/** Bytes that cannot be read as an event: kept and shown, never folded. */
export interface Damaged {
  readonly kind: 'damaged'
  readonly id: EventId
  readonly reason: string
}

export type Decoded = Known | Unknown | Damaged

/** Reads one stored event. Never throws. `exact` demands canonical header bytes. */
export function decode(stored: StoredEvent, exact = false): Decoded {
  const parsed = parseHeader(stored.header, exact)
  if (!parsed.ok) return { kind: 'damaged', id: stored.id, reason: parsed.reason }
  const { header } = parsed
  const data = parseJson(stored.data)
  if (!data.ok) return { kind: 'damaged', id: stored.id, reason: `data: ${data.reason}` }
  const text = stored.text === null ? null : parseJson(stored.text)
  if (text && !text.ok) return { kind: 'damaged', id: stored.id, reason: `text: ${text.reason}` }
  const unknown: Unknown = { kind: 'unknown', id: stored.id, header, raw: data.value }
  if (!isEventType(header.type)) return unknown
  const schemas = eventSchemas[header.type]
  const dataResult = v.safeParse(schemas.data, data.value)
  if (!dataResult.success) return unknown
  const textResult = text ? v.safeParse(schemas.text, text.value) : null
  if (textResult && !textResult.success) return unknown
  return {
    kind: 'known',
    id: stored.id,
    header,
    type: header.type,
    data: dataResult.output,
    text: textResult ? textResult.output : null,
    redacted: stored.text === null && header.textHash !== null,
  } as Known
}
