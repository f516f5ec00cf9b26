import { type DeviceId, type EventId, type Hash, toHex } from '../domain/ids.ts'
import { utf8 } from '../domain/json.ts'
import { placedOf } from '../domain/log/union.ts'
import type { Signer } from '../domain/ports.ts'
import { digitsOf, grouped } from '../domain/proof/check-digits.ts'
import {
  type Checkpoint,
  checkpointHash,
  checkpointOf,
  checkpointText,
  type Placed,
  qrOf,
} from '../domain/proof/checkpoint.ts'
import { findCheckpointParts } from '../domain/proof/find-checkpoint.ts'
import { coveredBy, endsOfLog, viewOf } from '../domain/proof/known-at.ts'
import { readKept } from '../domain/proof/read-kept.ts'
import type { KeptAnswer } from '../domain/proof/verification-report.ts'
import type { Acts } from './acts.ts'
import type { AnchorOptions, MadeAnchor } from './anchors.ts'
import type { Log } from './log.ts'
import type { Ports } from './ports.ts'

/** The log's events in proof order, by their headers. */
export const eventsOf = async (ports: Ports, log: Log): Promise<readonly Placed[]> =>
  placedOf(await ports.store.read(log.id)).map(({ event, header }) => ({ id: event.id, header }))

/**
 * The checkpoint of what this device knew at its latest entry; of everything, where it has written
 * nothing yet. Null for an empty log.
 */
function checkpointNow(events: readonly Placed[], device: DeviceId): Checkpoint | null {
  const own = events.filter(({ header }) => header.device === device)
  const last = own.reduce<Placed | null>(
    (a, b) => (a && a.header.seq >= b.header.seq ? a : b),
    null,
  )
  if (!last) return checkpointOf(endsOfLog(events))
  return checkpointOf(viewOf(last.id, events))
}

/**
 * Makes a checkpoint, signs it and records it; while nothing was recorded since the last one, that one.
 * Null when it could not be recorded.
 */
export async function makeAnchor(
  ports: Ports,
  acts: Acts,
  log: Log,
  options: AnchorOptions,
): Promise<MadeAnchor | null> {
  const events = await eventsOf(ports, log)
  const newest = newestAnchor(events, log, ports.signer.device)
  if (newest) return newest
  const checkpoint = checkpointNow(events, ports.signer.device)
  if (!checkpoint) return null
  const text = checkpointText(checkpoint)
  const sig = toHex(await ports.signer.sign(utf8(text)))
  const hash = checkpointHash(checkpoint)
  const heads = checkpoint.heads.map(({ id }) => id)
  const result = await acts.record(log, {
    ...{ do: 'makeAnchor', checkpoint: hash, heads, sig },
    ...options,
  })
  if (!result.ok) return null
  const entry = result.ids.at(-1)
  if (!entry) return null
  return madeOf(entry, hash, heads, events)
}

function madeOf(
  entry: EventId,
  checkpoint: Hash,
  heads: readonly EventId[],
  events: readonly Placed[],
): MadeAnchor {
  const { covered } = coveredBy(heads, events)
  return {
    ...{ entry, checkpoint, covered: covered.size },
    ...{ digits: grouped(digitsOf(checkpoint)), qr: qrOf(checkpoint) },
  }
}

/** The checkpoint this device made last, while nothing but anchors was recorded since. */
function newestAnchor(events: readonly Placed[], log: Log, device: DeviceId): MadeAnchor | null {
  const at = events.findLastIndex(({ header }) => !header.type.startsWith('anchor.'))
  const made = events
    .slice(at + 1)
    .find(({ header }) => header.device === device && header.type === 'anchor.made')
  if (!made) return null
  const anchor = [...log.state.anchors.values()].find(({ entries }) => entries.includes(made.id))
  return anchor?.signers.has(device)
    ? madeOf(made.id, anchor.checkpoint, anchor.heads, events)
    : null
}

/** What somebody kept, against the open log. */
export async function lookForKept(
  ports: Ports,
  log: Log,
  given: string,
): Promise<KeptAnswer['answer']> {
  const kept = readKept(given)
  if (!kept) return { found: false, why: 'unreadable' }
  const recorded = [...log.state.anchors.values()].map(({ heads }) => heads)
  const parts = findCheckpointParts(kept, await eventsOf(ports, log), recorded)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
    await ports.breathe()
  }
}

const manifestPrefix = utf8('shodo/manifest/v1\n')

/** The device's key for the manifest of a bundle, and for nothing else. */
export const manifestSigner = ({ device, key, sign }: Signer): Signer => ({
  ...{ device, key },
  async sign(message) {
    if (manifestPrefix.some((byte, i) => message[i] !== byte))
      throw new TypeError('not the text of a manifest')
    return sign(message)
  },
})
