/** Opaque identifiers, branded so that one cannot be passed for another. */

declare const brand: unique symbol
type Brand<T, B extends string> = T & { readonly [brand]: B }

/** SHA-256 in lower-case hex, 64 characters. */
export type Hash = Brand<string, 'Hash'>
/** SHA-256 of an event's header bytes. */
export type EventId = Brand<string, 'EventId'>
/** Random UUIDv4. */
export type LogId = Brand<string, 'LogId'>
/** SHA-256 of a device's raw Ed25519 public key. */
export type DeviceId = Brand<string, 'DeviceId'>
/** Random 128-bit id of one act of a person, 32 hex characters: a retry keeps it. */
export type ActId = Brand<string, 'ActId'>
/** ISO 8601 with milliseconds and offset: `2021-10-31T00:30:00.000+09:00`. */
export type Instant = Brand<string, 'Instant'>

const hex64 = /^[0-9a-f]{64}$/
const hex32 = /^[0-9a-f]{32}$/
const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const isHash = (text: string): text is Hash => hex64.test(text)
export const isEventId = (text: string): text is EventId => hex64.test(text)
export const isDeviceId = (text: string): text is DeviceId => hex64.test(text)
export const isActId = (text: string): text is ActId => hex32.test(text)
export const isLogId = (text: string): text is LogId => uuid4.test(text)

/** A LogId from 16 random bytes. */
export function logIdFrom(random: Uint8Array): LogId {
  const bytes = Uint8Array.from(random.subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const text = toHex(bytes)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}` as LogId
}

/** An ActId from 16 random bytes. */
export const actIdFrom = (random: Uint8Array): ActId => toHex(random.subarray(0, 16)) as ActId

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexPairs[byte]
  return text
}

/** The value of a lower-case hex digit's character code; −1 for any other. */
const digitOf = (code: number): number =>
  code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1

/** Bytes of a hex text, or null when it is not an even number of hex digits. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0) return null
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) {
    const high = digitOf(text.charCodeAt(i * 2))
    const low = digitOf(text.charCodeAt(i * 2 + 1))
    if (high < 0 || low < 0) return null
    bytes[i] = high * 16 + low
  }
  return bytes
}
