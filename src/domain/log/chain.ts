import type { Draft } from '../events/events.ts'
import type { ActId, DeviceId, EventId, Instant, LogId } from '../ids.ts'
import { type Json, parseRecord, recordBytes } from '../json.ts'
import {
  eventIdOf,
  type Header,
  type Mode,
  type Purpose,
  parseHeader,
  partHash,
  type StoredEvent,
} from './event.ts'

/** Where a device's chain in a log ends. */
export interface Head {
  readonly id: EventId
  readonly seq: number
  readonly lamport: number
}

/** All a header needs that the draft does not say. */
export interface SealContext {
  readonly log: LogId
  readonly purpose: Purpose
  readonly mode: Mode
  readonly device: DeviceId
  /** This device's head in the log, or null before its first event. */
  readonly head: Head | null
  /** Tips of other chains not named by an earlier event of this device. */
  readonly seen: readonly EventId[]
  /** The largest lamport known in the log; 0 for an empty log. */
  readonly lamport: number
  readonly wall: Instant
  readonly t: Instant
  readonly mono: number
  readonly boot: string
  readonly origin: number
  readonly check: EventId | null
  readonly act: ActId
  /** 16 random bytes each. */
  readonly dataSalt: Uint8Array
  readonly textSalt: Uint8Array
}

/** A sealed event still without its signature. */
export type Sealed = Omit<StoredEvent, 'sig'> & { readonly parsed: Header }

/** Builds an event's exact bytes. Pure: the same draft and context give the same bytes. */
export function seal(draft: Draft, context: SealContext): Sealed {
  const data = recordBytes(draft.data as unknown as Json)
  const hasText = draft.text !== null && Object.keys(draft.text).length > 0
  const text = hasText ? recordBytes(draft.text as unknown as Json) : null
  const parsed: Header = {
    v: 1,
    log: context.log,
    purpose: context.purpose,
    mode: context.mode,
    device: context.device,
    seq: (context.head?.seq ?? 0) + 1,
    prev: context.head?.id ?? null,
    seen: [...context.seen].sort(),
    lamport: context.lamport + 1,
    wall: context.wall,
    t: context.t,
    mono: context.mono,
    boot: context.boot,
    clock: { origin: context.origin, check: context.check },
    act: context.act,
    type: draft.type,
    dataHash: partHash(context.dataSalt, data),
    textHash: text ? partHash(context.textSalt, text) : null,
  }
  const header = recordBytes(parsed as unknown as Json)
  return {
    id: eventIdOf(header),
    header,
    data,
    dataSalt: context.dataSalt,
    text,
    textSalt: text ? context.textSalt : null,
    parsed,
  }
}

/** Why one event does not hold by itself (signature apart), or null. Redacted text holds. */
export function eventProblem(stored: StoredEvent): string | null {
  return eventIdOf(stored.header) === stored.id
    ? bodyProblem(stored)
    : 'the id is not the hash of the header'
}

/** The same for an event whose id was just made of its header. */
export function bodyProblem(stored: StoredEvent): string | null {
  const parsed = parseHeader(stored.header, true)
  if (!parsed.ok) return parsed.reason
  const { header } = parsed
  if (stored.dataSalt.length !== 16) return 'the data salt is not 16 bytes'
  if (partHash(stored.dataSalt, stored.data) !== header.dataHash) return 'the data was changed'
  const data = parseRecord(stored.data)
  if (!data.ok) return `data: ${data.reason}`
  if (stored.textSalt !== null && stored.textSalt.length !== 16)
    return 'the text salt is not 16 bytes'
  if (header.textHash === null && (stored.text ?? stored.textSalt) !== null)
    return 'text where none was recorded'
  if (stored.text === null) return null
  if (stored.textSalt === null) return 'the text salt is missing'
  if (partHash(stored.textSalt, stored.text) !== header.textHash) return 'the text was changed'
  const text = parseRecord(stored.text)
  return text.ok ? null : `text: ${text.reason}`
}

export interface ChainProblem {
  readonly device: DeviceId
  readonly seq: number
  readonly id: EventId
  readonly what: 'gap' | 'broken' | 'fork' | 'otherLog' | 'otherMode' | 'lamport' | 'act' | 'unseen'
}

/** Events that had seen one of another device which is not among `here`. */
export const unseenProblems = (
  events: readonly { readonly id: EventId; readonly header: Header }[],
  here: ReadonlySet<EventId>,
): readonly ChainProblem[] =>
  events.flatMap(({ id, header: { device, seq, seen } }) =>
    seen.every((tip) => here.has(tip)) ? [] : [{ device, seq, id, what: 'unseen' as const }],
  )

/**
 * Checks one device's events of a log, given in order of seq, for gaps, broken links, forks (two
 * events with one seq; both are kept), strangers and a lamport that does not grow.
 */
export function chainProblems(
  log: LogId,
  events: readonly { readonly id: EventId; readonly header: Header }[],
): readonly ChainProblem[] {
  const problems: ChainProblem[] = []
  const first = events[0]?.header
  if (!first) return problems
  const bySeq = new Map<number, Header[]>()
  const ids = new Map<EventId, Header>()
  for (const { id, header } of events) ids.set(id, header)
  let expected = 1
  for (const { id, header } of events) {
    const flag = (what: ChainProblem['what']): void => {
      problems.push({ device: header.device, seq: header.seq, id, what })
    }
    if (header.log !== log) flag('otherLog')
    if (header.mode !== first.mode || header.purpose !== first.purpose) flag('otherMode')
    const twins = bySeq.get(header.seq)
    if (twins) {
      flag('fork')
      twins.push(header)
    } else {
      if (header.seq !== expected) flag('gap')
      expected = header.seq + 1
      bySeq.set(header.seq, [header])
    }
    if (header.prev !== null) {
      const parent = ids.get(header.prev)
      if (!parent || parent.seq !== header.seq - 1) flag('broken')
      else if (parent.lamport >= header.lamport) flag('lamport')
    }
  }
  return problems
}

/**
 * Checks what holds between the chains of a log: one mode and purpose throughout, a lamport above
 * every seen tip's, no act recorded twice.
 */
export function crossProblems(
  events: readonly { readonly id: EventId; readonly header: Header }[],
): readonly ChainProblem[] {
  const problems: ChainProblem[] = []
  const byId = new Map(events.map(({ id, header }) => [id, header]))
  const acts = new Set<ActId>()
  const first = events[0]?.header
  for (const { id, header } of events) {
    const flag = (what: ChainProblem['what']): void => {
      problems.push({ device: header.device, seq: header.seq, id, what })
    }
    if (
      first &&
      header.seq === 1 &&
      (header.mode !== first.mode || header.purpose !== first.purpose)
    )
      flag('otherMode')
    if (header.seen.some((tip) => (byId.get(tip)?.lamport ?? 0) >= header.lamport)) flag('lamport')
    if (acts.has(header.act)) flag('act')
    acts.add(header.act)
  }
  return problems
}
