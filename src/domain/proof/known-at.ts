import type { DeviceId, EventId } from '../ids.ts'
import type { Placed } from './checkpoint.ts'

/**
 * What a device knew when it recorded an event: the event and all it follows from, over `prev` and
 * `seen`. Every such view is a possible checkpoint, so digits that were read out over the telephone can
 * be found again in a log where nobody wrote down that they were given.
 */

type ById = ReadonlyMap<EventId, Placed>

export interface View {
  readonly at: Placed
  /** The ends of all chains in the view, in no order. */
  readonly heads: readonly Placed[]
}

/** The view of every event; `events` in proof order, so that parents come first. */
export function* views(events: readonly Placed[]): Generator<View, void> {
  const byId: ById = new Map(events.map((event) => [event.id, event]))
  const forked = forkedDevices(events)
  const known = new Map<EventId, readonly Placed[]>()
  for (const at of events) {
    const { prev, seen } = at.header
    const parents = prev === null ? seen : [prev, ...seen]
    const heads = new Map<EventId, Placed>()
    for (const parent of parents)
      for (const head of known.get(parent) ?? []) if (head.id !== prev) heads.set(head.id, head)
    heads.set(at.id, at)
    const ends = endsOf([...heads.values()], byId, forked)
    known.set(at.id, ends)
    yield { at, heads: ends }
  }
}

/**
 * The ends of all chains in the view of one event, as {@link views} gives them, without going through
 * those of all others; none for an event that is not there.
 */
export function viewOf(id: EventId, events: readonly Placed[]): readonly Placed[] {
  const { covered } = coveredBy([id], events)
  const known = events.filter((event) => covered.has(event.id))
  const byId: ById = new Map(known.map((event) => [event.id, event]))
  return endsOf(endsOfLog(known), byId, forkedDevices(events))
}

/** The ends of all chains of a log, and of a fork both. */
export function endsOfLog(events: readonly Placed[]): readonly Placed[] {
  const followed = new Set(events.map(({ header }) => header.prev))
  return events.filter(({ id }) => !followed.has(id))
}

/** The heads and everything they follow from, and what of it is not there. */
export function coveredBy(
  heads: readonly EventId[],
  events: readonly Placed[],
): { readonly covered: ReadonlySet<EventId>; readonly missing: readonly EventId[] } {
  const byId: ById = new Map(events.map((event) => [event.id, event]))
  const covered = new Set<EventId>()
  const missing = new Set<EventId>()
  const open = [...heads]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const event = byId.get(id)
    if (!event) missing.add(id)
    if (!event || covered.has(id)) continue
    covered.add(id)
    if (event.header.prev !== null) open.push(event.header.prev)
    open.push(...event.header.seen)
  }
  return { covered, missing: [...missing] }
}

function forkedDevices(events: readonly Placed[]): ReadonlySet<DeviceId> {
  const places = new Set<string>()
  const forked = new Set<DeviceId>()
  for (const { header } of events) {
    const place = `${header.device} ${header.seq}`
    if (places.has(place)) forked.add(header.device)
    places.add(place)
  }
  return forked
}

/** Of heads, those that no other of the same chain follows. */
function endsOf(
  heads: readonly Placed[],
  byId: ById,
  forked: ReadonlySet<DeviceId>,
): readonly Placed[] {
  const byDevice = new Map<DeviceId, Placed[]>()
  for (const head of heads) {
    const own = byDevice.get(head.header.device)
    if (own) own.push(head)
    else byDevice.set(head.header.device, [head])
  }
  return [...byDevice].flatMap(([device, own]) => {
    if (own.length === 1) return own
    // Without a fork the later event follows from the earlier one; nobody needs to walk there.
    if (!forked.has(device)) return own.reduce((a, b) => (b.header.seq > a.header.seq ? b : a))
    return own.filter((head) => !own.some((other) => other !== head && follows(other, head, byId)))
  })
}

function follows(later: Placed, earlier: Placed, byId: ById): boolean {
  for (
    let at: Placed | undefined = later;
    at && at.header.seq >= earlier.header.seq;
    at = at.header.prev === null ? undefined : byId.get(at.header.prev)
  )
    if (at.id === earlier.id) return true
  return false
}
