import { type DeviceId, fromHex, type Hash, isEventId, isHash } from '../ids.ts'
import { parseRecord } from '../json.ts'
import { deviceIdOf, hashHex, type StoredEvent } from '../log/event.ts'
import { type Fields, fieldsOf } from '../log/event-line.ts'
import { type Checkpoint, checkpointHash, checkpointOf, type Placed } from './checkpoint.ts'
import type { FaultKind, VerifyCheck } from './verification-report.ts'

/** Judges what holds between the events of a log. Signatures are judged by whoever can wait for them. */

/** An event that was read from a line, with a header exactly of its form. */
export interface LogEvent extends Placed {
  readonly line: number
  readonly event: StoredEvent
  /** Whether it holds by itself: form and hashes. */
  readonly sound: boolean
}

export interface Found {
  readonly check: VerifyCheck
  readonly line: number
  readonly what: FaultKind
  readonly detail?: string
}

/** The data of an event that holds by itself; null otherwise. */
export function dataOf({ event, sound }: LogEvent): Fields | null {
  const parsed = sound ? parseRecord(event.data) : null
  return parsed?.ok ? fieldsOf(parsed.value) : null
}

/**
 * Each device's public key, out of its `device.joined`. The device's id is the hash of its key, so it
 * does not matter whether that event holds otherwise.
 */
export function keysOf(events: readonly LogEvent[]): ReadonlyMap<DeviceId, Uint8Array> {
  const keys = new Map<DeviceId, Uint8Array>()
  for (const { header, event } of events) {
    if (header.type !== 'device.joined' || keys.has(header.device)) continue
    const parsed = parseRecord(event.data)
    const key = parsed.ok ? fieldsOf(parsed.value)?.['key'] : null
    const bytes = typeof key === 'string' && isHash(key) ? fromHex(key) : null
    if (bytes && deviceIdOf(bytes) === header.device) keys.set(header.device, bytes)
  }
  return keys
}

/** Chains: numbers without twins, every parent there, and `lamport` above all parents'. */
export function judgeChains(events: readonly LogEvent[]): readonly Found[] {
  const found: Found[] = []
  const byId = new Map(events.map((event) => [event.id as string, event.header]))
  // By device and number, without a text for each of a hundred thousand places.
  const places = new Map<DeviceId, Map<number, number>>()
  for (const { header } of events) {
    const { device, seq } = header
    const ofDevice = places.get(device) ?? new Map<number, number>()
    places.set(device, ofDevice.set(seq, (ofDevice.get(seq) ?? 0) + 1))
  }
  for (const { line, header } of events) {
    const say = (what: FaultKind): void => {
      found.push({ check: 'chains', line, what })
    }
    const { device, seq, prev, seen, lamport } = header
    if ((places.get(device)?.get(seq) ?? 0) > 1) say('fork')
    const before = prev === null ? null : byId.get(prev)
    if (prev !== null && (before?.device !== device || before.seq !== seq - 1)) say('gap')
    if (seen.some((id) => !byId.has(id))) say('unseen')
    const late = (id: string): boolean => (byId.get(id)?.lamport ?? 0) >= lamport
    if ((before && before.lamport >= lamport) || seen.some(late)) say('lamport')
  }
  return found
}

/** Each `incident.opened` pins the runbook that came with the log, if one did. */
export function judgeRunbook(
  events: readonly LogEvent[],
  runbook: Uint8Array | null,
): { readonly any: boolean; readonly found: readonly Found[] } {
  const found: Found[] = []
  const check = 'runbook'
  if (runbook && !parseRecord(runbook).ok) found.push({ check, line: 2, what: 'notCanonical' })
  const hash = runbook ? hashHex(runbook) : null
  let any = runbook !== null
  for (const event of events) {
    if (event.header.type !== 'incident.opened') continue
    const data = dataOf(event)
    if (!data) continue
    any = true
    const pinned = fieldsOf(data['runbook'] ?? null)?.['hash']
    if (pinned !== hash)
      found.push({ check, line: event.line, what: hash ? 'otherRunbook' : 'noRunbook' })
  }
  return { any, found }
}

/** A checkpoint that an event mentions. */
export interface Mentioned {
  readonly line: number
  readonly device: DeviceId
  readonly checkpoint: Checkpoint
  readonly hash: Hash
  readonly sig: Uint8Array | null
}

/** `anchor.made` and `anchor.cosigned`: the checkpoints they give, and those that are none. */
export function mentionedCheckpoints(events: readonly LogEvent[]): {
  readonly mentioned: readonly Mentioned[]
  readonly found: readonly Found[]
} {
  const byId = new Map(events.map((event) => [event.id as string, event]))
  const mentioned: Mentioned[] = []
  const found: Found[] = []
  for (const event of events) {
    const { type, device } = event.header
    if (type !== 'anchor.made' && type !== 'anchor.cosigned') continue
    const data = dataOf(event)
    if (!data) continue
    const say = (what: FaultKind): void => {
      found.push({ check: 'checkpoints', line: event.line, what })
    }
    const heads = Array.isArray(data['heads']) ? (data['heads'] as readonly unknown[]) : []
    const ends = heads.flatMap((id) =>
      typeof id === 'string' && isEventId(id) ? (byId.get(id) ?? []) : [],
    )
    const whole = ends.length === heads.length && new Set(heads).size === heads.length
    const checkpoint = whole ? checkpointOf(ends) : null
    if (!checkpoint) {
      say('noEnd')
      continue
    }
    const hash = checkpointHash(checkpoint)
    if (data['checkpoint'] !== hash) say('otherHash')
    const sig = typeof data['sig'] === 'string' ? fromHex(data['sig']) : null
    if (!sig && (data['sig'] !== undefined || type === 'anchor.cosigned')) say('badSignature')
    mentioned.push({ line: event.line, device, checkpoint, hash, sig })
  }
  return { mentioned, found }
}
