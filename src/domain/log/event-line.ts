import { fromHex, toHex } from '../ids.ts'
import { fromUtf8, type Json, utf8 } from '../json.ts'
import { eventIdOf, type StoredEvent } from './event.ts'

/** An event as one line of canonical JSON: in exported files and in the second copy alike. */

/** Bytes as a line carries them: their text, or their hex where damage left no valid UTF-8. */
export type Carried = string | { readonly hex: string }

export type Fields = { readonly [key: string]: Json }

export const carried = (bytes: Uint8Array): Carried => fromUtf8(bytes) ?? { hex: toHex(bytes) }

/** Keys in sorted order and strings without lone surrogates: this is canonical as it stands. */
export const eventLine = (event: StoredEvent): string =>
  JSON.stringify({
    data: carried(event.data),
    dataSalt: toHex(event.dataSalt),
    header: carried(event.header),
    sig: toHex(event.sig),
    text: event.text && carried(event.text),
    textSalt: event.textSalt && toHex(event.textSalt),
  })

export const eventLineKeys = 'data dataSalt header sig text textSalt'

/** The event of a line's fields, sound or not; null when a part is not of its form. */
export function eventOfLine(fields: Fields): StoredEvent | null {
  const header = carriedBytes(fields['header'])
  const data = carriedBytes(fields['data'])
  const text = fields['text'] === null ? null : carriedBytes(fields['text'])
  const sig = hexBytes(fields['sig'])
  const dataSalt = hexBytes(fields['dataSalt'])
  const textSalt = fields['textSalt'] === null ? null : hexBytes(fields['textSalt'])
  if (!header || !data || !sig || !dataSalt || text === undefined || textSalt === undefined)
    return null
  return { id: eventIdOf(header), header, sig, data, dataSalt, text, textSalt }
}

export const fieldsOf = (value: Json): Fields | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null

/** Undefined when the value carries no bytes. Hex is for bytes that no text can carry. */
export function carriedBytes(value: Json | undefined): Uint8Array | undefined {
  if (typeof value === 'string') return utf8(value)
  const fields = fieldsOf(value ?? null)
  if (!fields || Object.keys(fields).join() !== 'hex') return undefined
  const bytes = hexBytes(fields['hex'])
  return bytes && fromUtf8(bytes) === null ? bytes : undefined
}

const hexBytes = (value: Json | undefined): Uint8Array | undefined =>
  typeof value === 'string' ? (fromHex(value) ?? undefined) : undefined
