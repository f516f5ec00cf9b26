import type { DeviceId, EventId } from '../ids.ts'
import type { Decoded, Known } from '../log/decode.ts'
import { type Header, proofOrder } from '../log/event.ts'

/** A device that writes into a log. */
export interface Member {
  readonly device: DeviceId
  readonly key: string
  readonly holder: string | null
  readonly root: boolean
  readonly replaces: DeviceId | null
  /** The root, or a device that one of the team said belongs to it. */
  readonly admitted: boolean
  /** The last event that still counts, once the device was retired; null while it is not. */
  readonly retiredAfter: number | null
}

export type RosterEvent = Extract<
  Known,
  { type: 'device.joined' | 'device.admitted' | 'device.retired' }
>

export const isRosterEvent = (event: Decoded): event is RosterEvent =>
  event.kind === 'known' &&
  (event.type === 'device.joined' ||
    event.type === 'device.admitted' ||
    event.type === 'device.retired')

type Members = Map<DeviceId, Member>
type Ends = ReadonlyMap<DeviceId, number>

/**
 * Who writes into a log, read from all its roster events before anything else is folded: a device
 * that was retired must not move the position by what it wrote after its end, wherever in proof order
 * the retirement stands. `events` are in proof order; `root` is the device of the log's first event.
 *
 * An admission or a retirement counts when its writer is admitted and has not come to its own end. An
 * end reaches back to the writer's earlier acts as well, so the reading is repeated with the ends it
 * led to until nothing changes. A retirement that counted once keeps counting: of two devices that
 * retire each other the first in proof order prevails, on every phone alike.
 */
export function rosterOf(root: DeviceId | null, events: readonly RosterEvent[]): Members {
  const kept = new Set<EventId>()
  let ends: Ends = new Map()
  let members: Members = new Map()
  for (let turn = 0; turn <= events.length; turn++) {
    members = readOnce(root, events, ends, kept)
    const next = endsOf(members)
    if (sameEnds(ends, next)) break
    ends = next
  }
  return members
}

function readOnce(
  root: DeviceId | null,
  events: readonly RosterEvent[],
  ends: Ends,
  kept: Set<EventId>,
): Members {
  const members: Members = new Map()
  const change = (device: string, to: Partial<Member>): void => {
    const member = members.get(device as DeviceId)
    if (member) members.set(member.device, { ...member, ...to })
  }
  for (const event of events) {
    const { device, seq } = event.header
    const author = members.get(device)
    const past = seq > (ends.get(device) ?? seq) || seq > (author?.retiredAfter ?? seq)
    const counts = author?.admitted === true && !past
    switch (event.type) {
      case 'device.joined':
        members.set(device, {
          device,
          key: event.data.key,
          holder: event.text?.holder ?? null,
          root: device === root,
          replaces: event.data.replaces as DeviceId | null,
          admitted: device === root || (author?.admitted ?? false),
          retiredAfter: author?.retiredAfter ?? null,
        })
        break
      case 'device.admitted':
        if (counts) change(event.data.device, { admitted: true, retiredAfter: null })
        break
      case 'device.retired':
        if (!counts && !kept.has(event.id)) break
        kept.add(event.id)
        change(event.data.device, { retiredAfter: event.data.lastSeq })
        break
    }
  }
  return members
}

function endsOf(members: Members): Map<DeviceId, number> {
  const ends = new Map<DeviceId, number>()
  for (const { device, retiredAfter } of members.values())
    if (retiredAfter !== null) ends.set(device, retiredAfter)
  return ends
}

const sameEnds = (a: Ends, b: Ends): boolean =>
  a.size === b.size && [...a].every(([device, end]) => b.get(device) === end)

/** Whether an event lies after the end that the team set to its device. */
export function standsApart(
  members: ReadonlyMap<DeviceId, Member>,
  header: Pick<Header, 'device' | 'seq'>,
): boolean {
  const end = members.get(header.device)?.retiredAfter ?? null
  return end !== null && header.seq > end
}

/** Puts one more roster event in its place. Returns the list itself when it is there already. */
export function withRosterEvent(
  events: readonly RosterEvent[],
  event: RosterEvent,
): readonly RosterEvent[] {
  if (events.some((known) => known.id === event.id)) return events
  return [...events, event].sort((a, b) => proofOrder(a.header, b.header) || (a.id < b.id ? -1 : 1))
}
