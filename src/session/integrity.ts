import { type DeviceId, type EventId, fromHex, type LogId } from '../domain/ids.ts'
import {
  type ChainProblem,
  chainProblems,
  crossProblems,
  eventProblem,
  unseenProblems,
} from '../domain/log/chain.ts'
import { decode } from '../domain/log/decode.ts'
import {
  deviceIdOf,
  type Header,
  parseHeader,
  type StoredEvent,
  signedMessage,
} from '../domain/log/event.ts'
import type { Ports } from './ports.ts'

/** A store that came back without what the witness saw in it. */
export interface Loss {
  readonly log: LogId
  readonly device: DeviceId
  readonly expected: number
  readonly found: number
}

/**
 * Compares the store's heads with the witness kept apart from it. What was deleted on purpose is no
 * loss: the app may have died, or another tab recorded, before the witness was told to forget it.
 */
export async function findLosses(ports: Ports): Promise<readonly Loss[]> {
  const losses: Loss[] = []
  const rows = await ports.store.logs()
  const deleted = new Set(rows.flatMap((row) => (row.deleted ? [row.log] : [])))
  for (const [log, devices] of ports.witness.read()) {
    if (deleted.has(log)) {
      ports.witness.forget(log)
      continue
    }
    for (const [device, seen] of devices) {
      const head = await ports.store.head(log, device)
      const found = head?.seq ?? 0
      // What was recorded since a loss does not make it good: the event itself must be there.
      const there =
        found >= seen.seq &&
        (await ports.store.readChain(log, device, seen.seq - 1)).some((e) => e.id === seen.id)
      if (!there) losses.push({ log, device, expected: seen.seq, found })
    }
  }
  return losses
}

export interface Verification {
  readonly checked: number
  readonly total: number
  readonly done: boolean
  readonly problems: readonly { readonly id: EventId; readonly what: string }[]
  readonly chain: readonly ChainProblem[]
}

const partSize = 100

/** Takes a device's key from its first event. */
function learnKey(keys: Map<DeviceId, Uint8Array>, event: StoredEvent): void {
  const decoded = decode(event)
  if (decoded.kind !== 'known' || decoded.type !== 'device.joined') return
  const key = fromHex(decoded.data.key)
  // A device's id is the hash of its key: with any other key, anyone could sign in its name.
  if (key && deviceIdOf(key) === decoded.header.device) keys.set(decoded.header.device, key)
}

export interface SoundEvent {
  readonly event: StoredEvent
  readonly header: Header
}

/**
 * The events that hold by themselves: their hashes, their log, the signature of their device, whose
 * key may stand in any of `all`.
 */
export async function soundEvents(
  ports: Ports,
  log: LogId,
  events: readonly StoredEvent[],
  all: readonly StoredEvent[],
): Promise<readonly SoundEvent[]> {
  const keys = new Map<DeviceId, Uint8Array>()
  for (const event of all) learnKey(keys, event)
  const sound: SoundEvent[] = []
  for (const [i, event] of events.entries()) {
    if (i % partSize === partSize - 1) await ports.breathe()
    const parsed = parseHeader(event.header, true)
    if (!parsed.ok || parsed.header.log !== log || eventProblem(event) !== null) continue
    const { header } = parsed
    const key = keys.get(header.device)
    if (key && (await ports.signatures.verify(key, signedMessage(event.header), event.sig)))
      sound.push({ event, header })
  }
  return sound
}

/**
 * Verifies every event, signature and chain of a log as it lies in the store, in parts, telling
 * how far it is. What is read back is checked because storage was seen to return altered bytes
 * without an error.
 */
export async function verifyLog(
  ports: Ports,
  log: LogId,
  told: (verification: Verification) => void,
  wanted: () => boolean,
): Promise<void> {
  const { device } = ports.signer
  // Before the events: all that this head ends is then among them.
  const head = await ports.store.head(log, device)
  const stored = await ports.store.read(log)
  const problems: { id: EventId; what: string }[] = []
  const all: { id: EventId; header: Header }[] = []
  const chains = new Map<DeviceId, { id: EventId; header: Header }[]>()
  const keys = new Map<DeviceId, Uint8Array>()
  let checked = 0
  for (const event of stored) {
    if (!wanted()) return
    const what = eventProblem(event)
    if (what) problems.push({ id: event.id, what })
    learnKey(keys, event)
    // Words that were spoilt leave the header whole: the chain does not break there.
    const parsed = parseHeader(event.header, false)
    if (parsed.ok) {
      const { header } = parsed
      all.push({ id: event.id, header })
      const chain = chains.get(header.device)
      if (chain) chain.push({ id: event.id, header })
      else chains.set(header.device, [{ id: event.id, header }])
      const key = keys.get(header.device)
      const holds =
        key && (await ports.signatures.verify(key, signedMessage(event.header), event.sig))
      if (!what && !holds) problems.push({ id: event.id, what: 'the signature does not hold' })
    }
    checked++
    if (checked % partSize === 0) {
      told({ checked, total: stored.length, done: false, problems, chain: [] })
      await ports.breathe()
    }
  }
  const chain = [...chains.values()].flatMap((events) =>
    chainProblems(
      log,
      events.sort((a, b) => a.header.seq - b.header.seq),
    ),
  )
  const last = chains.get(device)?.at(-1)?.header.seq ?? 0
  const tail: readonly ChainProblem[] =
    head && last < head.seq && problems.every(({ id }) => id !== head.id)
      ? [{ device, seq: head.seq, id: head.id, what: 'gap' }]
      : []
  told({
    checked,
    total: stored.length,
    done: true,
    problems,
    // One that is here and spoilt is told as such, and not called missing.
    chain: [
      ...[...chain, ...crossProblems(all)],
      ...[...unseenProblems(all, new Set(stored.map(({ id }) => id))), ...tail],
    ],
  })
}
