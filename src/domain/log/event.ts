import { sha256 } from '@noble/hashes/sha2.js'
import {
  type ActId,
  type DeviceId,
  type EventId,
  fromHex,
  type Hash,
  type Instant,
  isActId,
  isDeviceId,
  isEventId,
  isHash,
  isLogId,
  type LogId,
  toHex,
} from '../ids.ts'
import { isInstant } from '../instant.ts'
import { type Json, parseJson, parseRecord, utf8 } from '../json.ts'

/** The envelope, version 1. `src/FORMAT.md` is its specification; nothing here may change. */

export type Purpose = 'incident' | 'readiness' | 'ledger'
export type Mode = 'live' | 'drill'

export interface Header {
  readonly v: 1
  readonly log: LogId
  readonly purpose: Purpose
  readonly mode: Mode
  readonly device: DeviceId
  /** 1 for a device's first event in the log, then one more each. */
  readonly seq: number
  /** This device's previous event in the log; null for its first. */
  readonly prev: EventId | null
  /** Tips of other devices' chains first known at this event, sorted. */
  readonly seen: readonly EventId[]
  /** One more than the largest of all parents'. */
  readonly lamport: number
  /** The device's own clock. */
  readonly wall: Instant
  /** Log time: `wall` in a live log, scenario time in a drill. Folds use it, never `wall`. */
  readonly t: Instant
  /** Milliseconds since `clock.origin` on the monotonic clock. */
  readonly mono: number
  /** Random id of the run of the app, 32 hex characters. */
  readonly boot: string
  /** `origin`: Unix ms at which `mono` was 0; `check`: the last clock check event, if any. */
  readonly clock: { readonly origin: number; readonly check: EventId | null }
  readonly act: ActId
  readonly type: string
  readonly dataHash: Hash
  readonly textHash: Hash | null
}

/** An event as it is stored and exchanged: exact bytes, never rebuilt. */
export interface StoredEvent {
  readonly id: EventId
  readonly header: Uint8Array
  readonly sig: Uint8Array
  readonly data: Uint8Array
  readonly dataSalt: Uint8Array
  /** Null when the event carries no text or the text was redacted. */
  readonly text: Uint8Array | null
  readonly textSalt: Uint8Array | null
}

export const signingPrefix: Uint8Array = utf8('shodo/event/v1\n')

export const hashHex = (bytes: Uint8Array): Hash => toHex(sha256(bytes)) as Hash
export const eventIdOf = (header: Uint8Array): EventId => hashHex(header) as string as EventId
export const deviceIdOf = (publicKey: Uint8Array): DeviceId =>
  hashHex(publicKey) as string as DeviceId

/** Hash of one body part: SHA-256 of 16 salt bytes followed by the part's bytes. */
export function partHash(salt: Uint8Array, part: Uint8Array): Hash {
  const joined = new Uint8Array(salt.length + part.length)
  joined.set(salt)
  joined.set(part, salt.length)
  return hashHex(joined)
}

/** What a device signs for an event: the prefix, then the 32 bytes of the event id. */
export function signedMessage(header: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(signingPrefix.length + 32)
  message.set(signingPrefix)
  message.set(sha256(header), signingPrefix.length)
  return message
}

/** The same from the id, which is the header's hash. */
export function messageOfId(id: EventId): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(signingPrefix.length + 32)
  message.set(signingPrefix)
  message.set(fromHex(id) ?? [], signingPrefix.length)
  return message
}

export type HeaderResult =
  | { readonly ok: true; readonly header: Header }
  | { readonly ok: false; readonly reason: string }

const refuse = (reason: string): HeaderResult => ({ ok: false, reason })
const keys =
  'act boot clock dataHash device lamport log mode mono prev purpose seen seq t textHash type v wall'
const typePattern = /^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/

/** A test that remembers the last text it passed: the log, device and boot of a chain repeat. */
function remembering(test: (text: string) => boolean): (text: string) => boolean {
  let passed: string | null = null
  return (text) => {
    if (text === passed) return true
    if (!test(text)) return false
    passed = text
    return true
  }
}
const isSameLog = remembering(isLogId)
const isSameDevice = remembering(isDeviceId)
const isSameBoot = remembering(isActId)

const isCount = (value: Json | undefined, least: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least
const isText = (value: Json | undefined, test: (text: string) => boolean): value is string =>
  typeof value === 'string' && test(value)
const isOrNull = (value: Json | undefined, test: (text: string) => boolean): boolean =>
  value === null || isText(value, test)

/**
 * Reads header bytes. `exact` also demands that they are canonical, as every import does; reading
 * one's own store leaves that to the verification that runs behind the screen.
 */
export function parseHeader(bytes: Uint8Array, exact: boolean): HeaderResult {
  const parsed = exact ? parseRecord(bytes) : parseJson(bytes)
  if (!parsed.ok) return refuse(`header: ${parsed.reason}`)
  const h = parsed.value as { readonly [key: string]: Json } | null
  if (h === null || typeof h !== 'object' || Array.isArray(h))
    return refuse('header: not an object')
  if (h['v'] !== 1) return refuse('header: unknown version')
  if (Object.keys(h).sort().join(' ') !== keys) return refuse('header: keys are not those of v1')
  const wrong = wrongField(h)
  return wrong === null
    ? { ok: true, header: h as unknown as Header }
    : refuse(`header: ${wrong} is not of its form`)
}

/** The name of the first field that is not of its form, or null. */
function wrongField(h: { readonly [key: string]: Json }): keyof Header | null {
  const { log, purpose, mode, device, seq, prev, seen, lamport, wall, t, mono, boot } = h
  const { act, type, dataHash, textHash } = h
  if (!isText(log, isSameLog)) return 'log'
  if (purpose !== 'incident' && purpose !== 'readiness' && purpose !== 'ledger') return 'purpose'
  if (mode !== 'live' && mode !== 'drill') return 'mode'
  if (!isText(device, isSameDevice)) return 'device'
  if (!isCount(seq, 1)) return 'seq'
  if (!isOrNull(prev, isEventId) || (prev === null) !== (seq === 1)) return 'prev'
  if (!Array.isArray(seen)) return 'seen'
  if (!seen.every((id, i) => isText(id, isEventId) && (i === 0 || String(seen[i - 1]) < id)))
    return 'seen'
  if (!isCount(lamport, 1)) return 'lamport'
  if (!isText(wall, isInstant)) return 'wall'
  if (!isText(t, isInstant) || (mode === 'live' && t !== wall)) return 't'
  if (!isCount(mono, 0)) return 'mono'
  if (!isText(boot, isSameBoot)) return 'boot'
  if (!isClock(h['clock'])) return 'clock'
  if (!isText(act, isActId)) return 'act'
  if (!isText(type, (text) => text.length <= 64 && typePattern.test(text))) return 'type'
  if (!isText(dataHash, isHash)) return 'dataHash'
  return isOrNull(textHash, isHash) ? null : 'textHash'
}

function isClock(value: Json | undefined): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const { origin, check, ...more } = value as { readonly [key: string]: Json }
  // A clock may be wrong by any amount; data is never refused for it.
  return (
    isCount(origin, Number.MIN_SAFE_INTEGER) &&
    isOrNull(check, isEventId) &&
    Object.keys(more).length === 0
  )
}

/** Order for proof and for folding: lamport, then device, then seq; twins of a fork tie here. */
export function proofOrder(
  a: Pick<Header, 'lamport' | 'device' | 'seq'>,
  b: Pick<Header, 'lamport' | 'device' | 'seq'>,
): number {
  if (a.lamport !== b.lamport) return a.lamport - b.lamport
  if (a.device !== b.device) return a.device < b.device ? -1 : 1
  return a.seq - b.seq
}
