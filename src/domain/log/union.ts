import { type DeviceId, type EventId, fromHex, type Instant } from '../ids.ts'
import { sameBytes } from '../json.ts'
import { type ChainProblem, chainProblems, crossProblems, eventProblem } from './chain.ts'
import { decode } from './decode.ts'
import { deviceIdOf, type Header, parseHeader, proofOrder, type StoredEvent } from './event.ts'

/**
 * Two copies of one log become one by union: every event either is here already or is added, and
 * nothing is renumbered, moved or overwritten. This judges what a copy brings; it changes nothing.
 */

/** An event with its header read. */
export interface Placed {
  readonly event: StoredEvent
  readonly header: Header
}

/** What the copy says of one device's chain. */
export interface ChainNews {
  readonly device: DeviceId
  /** Events of it that were not here. */
  readonly fresh: number
  /** Whether anything of it was here. */
  readonly heardBefore: boolean
  /** The last event the copy knows of it: its number, and when it was recorded. */
  readonly lastSeq: number
  readonly lastAt: Instant
}

/** Two events of one device claim one place: its key wrote on two phones, or from a backup. */
export interface Fork {
  readonly device: DeviceId
  readonly seq: number
}

export interface UnionProblem {
  /**
   * `hole`: an event is missing that a later one names. `order`: its lamport does not exceed that of
   * what it names. `unsigned`: its device's key is nowhere. `signature`: it was not signed by that key.
   */
  readonly what: 'hole' | 'order' | 'unsigned' | 'signature'
  readonly device: DeviceId
  readonly seq: number
  readonly id: EventId
}

export interface UnionPlan {
  /** What is not here yet, in proof order. */
  readonly fresh: readonly Placed[]
  /** Events whose bytes here are damaged or blacked out, and whole in the copy. */
  readonly mended: readonly Placed[]
  /** How many events of the copy are here already. */
  readonly known: number
  /** By device, in the order of its first event. */
  readonly chains: readonly ChainNews[]
  /** Forks that show only with this copy. */
  readonly forks: readonly Fork[]
  /** Fresh events under an act that is recorded in another event already; both are kept. */
  readonly doubled: ReadonlySet<EventId>
  /**
   * Whether the copy knows events of this very device's chain that this device does not: it was set
   * back to a backup, or its key is on another phone too. That chain must not be continued.
   */
  readonly ownChain: 'known' | 'ahead' | 'forked'
  readonly problems: readonly UnionProblem[]
}

/** `copy` is one log whose events are sound by themselves; `here` is what this device stores of it. */
export function planUnion(
  here: readonly StoredEvent[],
  copy: readonly StoredEvent[],
  own: DeviceId,
): UnionPlan {
  const stored = new Map(here.map((event) => [event.id, event]))
  const known = placedOf(here)
  const brought = placedOf(copy)
  const fresh = brought.filter(({ event }) => !stored.has(event.id)).sort(inProofOrder)
  const mended = brought
    .filter(({ event }) => isBetter(event, stored.get(event.id)))
    .map(({ event, header }) => ({ event: keepingText(event, stored.get(event.id)), header }))
  const all = [...known, ...fresh]
  const forks = newForks(known, fresh)
  const cross = crossProblems(all.map(idAndHeader))
  const isFresh = new Set(fresh.map(({ event }) => event.id))
  return {
    fresh,
    mended,
    known: copy.length - fresh.length,
    chains: newsOf(known, brought, isFresh),
    forks,
    doubled: new Set(
      cross.flatMap(({ what, id }) => (what === 'act' && isFresh.has(id) ? [id] : [])),
    ),
    ownChain: forks.some(({ device }) => device === own)
      ? 'forked'
      : fresh.some(({ header }) => header.device === own)
        ? 'ahead'
        : 'known',
    problems: [...chainFaults(all, isFresh), ...cross.flatMap(orderFault), ...unseen(all, fresh)]
      // What was wrong here before is no reproach to the copy.
      .filter(({ id }) => isFresh.has(id)),
  }
}

/** The public keys by which events verify: those that devices joined with, under their own names. */
export function joinedKeys(events: readonly Placed[]): ReadonlyMap<DeviceId, Uint8Array> {
  const keys = new Map<DeviceId, Uint8Array>()
  for (const { event, header } of events) {
    if (header.type !== 'device.joined') continue
    const decoded = decode(event)
    if (decoded.kind !== 'known' || decoded.type !== 'device.joined') continue
    const key = fromHex(decoded.data.key)
    // A device's id is the hash of its key: with any other key, anyone could sign in its name.
    if (key && deviceIdOf(key) === header.device) keys.set(header.device, key)
  }
  return keys
}

/** The events whose headers can be read. */
export function placedOf(events: readonly StoredEvent[]): Placed[] {
  const placed: Placed[] = []
  for (const event of events) {
    const parsed = parseHeader(event.header, false)
    if (parsed.ok) placed.push({ event, header: parsed.header })
  }
  return placed
}

const idAndHeader = ({ event, header }: Placed): { id: EventId; header: Header } => ({
  id: event.id,
  header,
})

const inProofOrder = (a: Placed, b: Placed): number =>
  proofOrder(a.header, b.header) || (a.event.id < b.event.id ? -1 : 1)

/** Whether the copy's event is whole where the one that is here is not. */
function isBetter(theirs: StoredEvent, ours: StoredEvent | undefined): boolean {
  if (!ours) return false
  // The id covers neither the signature nor which copy of it was spoilt: the one that verifies is kept.
  if (!sameBytes(ours.sig, theirs.sig)) return true
  const same =
    sameBytes(ours.header, theirs.header) &&
    sameBytes(ours.data, theirs.data) &&
    sameBytes(ours.dataSalt, theirs.dataSalt) &&
    (theirs.text === null || (ours.text !== null && sameBytes(ours.text, theirs.text)))
  return !same && (ours.text === null || eventProblem(ours) !== null)
}

/** A redacted copy takes no words away that are here and hold, whatever of the event is better in it. */
function keepingText(theirs: StoredEvent, ours: StoredEvent | undefined): StoredEvent {
  if (theirs.text !== null || !ours || ours.text === null) return theirs
  const worded = { ...theirs, text: ours.text, textSalt: ours.textSalt }
  return eventProblem(worded) === null ? worded : theirs
}

/**
 * What was erased on a device comes in on no other way: neither where it was erased nor where it never
 * was. Words that are here stay here until they are erased here too.
 */
export function withoutErased(
  plan: UnionPlan,
  here: readonly StoredEvent[],
  erased: ReadonlySet<EventId>,
): { readonly plan: UnionPlan; readonly left: number } {
  const stored = new Map(here.map((event) => [event.id, event]))
  let left = 0
  const strip = (placed: Placed): readonly Placed[] => {
    const { event, header } = placed
    const ours = stored.get(event.id)
    if (!erased.has(event.id) || event.text === null || (ours && ours.text !== null))
      return [placed]
    left++
    const bare = { ...event, text: null, textSalt: null }
    return ours && !isBetter(bare, ours) ? [] : [{ event: bare, header }]
  }
  const [fresh, mended] = [plan.fresh.flatMap(strip), plan.mended.flatMap(strip)]
  return { plan: { ...plan, fresh, mended }, left }
}

function byDevice(events: readonly Placed[]): Map<DeviceId, Placed[]> {
  const chains = new Map<DeviceId, Placed[]>()
  for (const placed of events) {
    const chain = chains.get(placed.header.device)
    if (chain) chain.push(placed)
    else chains.set(placed.header.device, [placed])
  }
  return chains
}

function newsOf(
  known: readonly Placed[],
  brought: readonly Placed[],
  isFresh: ReadonlySet<EventId>,
): readonly ChainNews[] {
  const heard = new Set(known.map(({ header }) => header.device))
  return [...byDevice(brought)].map(([device, chain]) => {
    const last = chain.reduce((a, b) => (b.header.seq > a.header.seq ? b : a))
    return {
      device,
      fresh: chain.filter(({ event }) => isFresh.has(event.id)).length,
      heardBefore: heard.has(device),
      lastSeq: last.header.seq,
      lastAt: last.header.wall,
    }
  })
}

function newForks(known: readonly Placed[], fresh: readonly Placed[]): readonly Fork[] {
  const place = ({ header }: Placed): string => `${header.device} ${header.seq}`
  const taken = new Set(known.map(place))
  const forks = new Map<string, Fork>()
  for (const placed of fresh) {
    const { device, seq } = placed.header
    if (taken.has(place(placed))) forks.set(place(placed), { device, seq })
    taken.add(place(placed))
  }
  return [...forks.values()]
}

/** Gaps, broken links and a lamport that does not grow, in the chains that grow by the union. */
function chainFaults(
  all: readonly Placed[],
  isFresh: ReadonlySet<EventId>,
): readonly UnionProblem[] {
  const faults: UnionProblem[] = []
  for (const chain of byDevice(all).values()) {
    const [first] = chain
    if (!first || !chain.some(({ event }) => isFresh.has(event.id))) continue
    const sorted = chain.sort((a, b) => a.header.seq - b.header.seq || inProofOrder(a, b))
    const told = new Set<EventId>()
    for (const { what, device, seq, id } of chainProblems(
      first.header.log,
      sorted.map(idAndHeader),
    )) {
      if (told.has(id) || (what !== 'gap' && what !== 'broken' && what !== 'lamport')) continue
      told.add(id)
      faults.push({ what: what === 'lamport' ? 'order' : 'hole', device, seq, id })
    }
  }
  return faults
}

const orderFault = ({ what, device, seq, id }: ChainProblem): readonly UnionProblem[] =>
  what === 'lamport' ? [{ what: 'order', device, seq, id }] : []

/** Events that name an end of another chain which is nowhere: that end was cut off. */
function unseen(all: readonly Placed[], fresh: readonly Placed[]): readonly UnionProblem[] {
  const ids = new Set(all.map(({ event }) => event.id))
  return fresh.flatMap(({ event, header }) =>
    header.seen.every((tip) => ids.has(tip))
      ? []
      : [{ what: 'hole' as const, device: header.device, seq: header.seq, id: event.id }],
  )
}
