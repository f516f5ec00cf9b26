import { fromUtf8, type Json, recordBytes } from '../../src/domain/json.ts'
import {
  eventIdOf,
  type Header,
  hashHex,
  partHash,
  type StoredEvent,
} from '../../src/domain/log/event.ts'
import { type Made, makeLog, type seededRandom } from './make-log.ts'

type Seeded = ReturnType<typeof seededRandom>
type Change = (events: readonly StoredEvent[], random: Seeded) => readonly StoredEvent[]

/** Events of somebody else, to be smuggled in. */
const strangers: readonly Made[] = (await makeLog({ count: 4, seed: 777 })).events

/**
 * What a hash cannot tell: events left out, forged, taken from elsewhere, signed by others or by nobody.
 * Whoever packs them anew makes every checksum around them right again.
 */
export const rearranged = (
  events: readonly StoredEvent[],
  random: Seeded,
): readonly StoredEvent[] => changes[random.int(changes.length)]!(events, random)

const pick = <T>(all: readonly T[], random: Seeded): T => all[random.int(all.length)]!

const replaced = (
  events: readonly StoredEvent[],
  random: Seeded,
  change: (event: StoredEvent) => StoredEvent,
): readonly StoredEvent[] => {
  const at = random.int(events.length)
  return events.map((event, i) => (i === at ? change(event) : event))
}

const flipped = (bytes: Uint8Array, random: Seeded): Uint8Array => {
  const out = bytes.slice()
  if (out.length > 0) out[random.int(out.length)]! ^= 1 << random.int(8)
  return out
}

function withHeader(event: StoredEvent, change: (header: Header) => object): StoredEvent {
  const before = JSON.parse(fromUtf8(event.header)!) as Header
  const header = recordBytes({ ...before, ...change(before) } as unknown as Json)
  return { ...event, header, id: eventIdOf(header) }
}

const headerChanges: readonly ((header: Header, random: Seeded) => object)[] = [
  ({ seq }) => ({ seq: seq + 1 }),
  ({ lamport }) => ({ lamport: lamport + 1 }),
  ({ lamport }) => ({ lamport: Math.max(1, lamport - 2) }),
  ({ mode }) => ({ mode: mode === 'live' ? 'drill' : 'live' }),
  () => ({ purpose: 'readiness' }),
  (_, random) => ({ log: hashHex(random.bytes(4)).slice(0, 32) }),
  (_, random) => ({ device: hashHex(random.bytes(4)) }),
  (_, random) => ({ act: hashHex(random.bytes(4)).slice(0, 32) }),
  (_, random) => ({ seen: [hashHex(random.bytes(4))] }),
  ({ prev }, random) => ({ prev: prev && hashHex(random.bytes(4)) }),
  () => ({ type: 'later.kind' }),
]

const changes: readonly Change[] = [
  // Left out: one, the end, the beginning, all.
  (events, random) => {
    const at = random.int(events.length)
    return events.filter((_, i) => i !== at)
  },
  (events, random) => events.slice(0, random.int(events.length)),
  (events, random) => events.slice(random.int(events.length)),
  (events, random) => events.filter(() => random.int(4) > 0),
  // Twice.
  (events, random) => [...events, pick(events, random)],
  // Of another log.
  (events, random) => [...events, pick(strangers, random)],
  () => strangers,
  // A byte of a part, with the hashes around it as they were.
  (events, random) =>
    replaced(events, random, (event) => {
      const part = pick(['header', 'sig', 'data', 'dataSalt', 'text', 'textSalt'] as const, random)
      const bytes = event[part]
      if (!bytes) return event
      const changed = { ...event, [part]: flipped(bytes, random) }
      return { ...changed, id: eventIdOf(changed.header) }
    }),
  // Words put into another's mouth: every hash is right, nobody signed it.
  (events, random) =>
    replaced(events, random, (event) => {
      const text = recordBytes({ body: 'これは書いていない' })
      const textSalt = random.bytes(16)
      const forged = withHeader(event, () => ({ textHash: partHash(textSalt, text) }))
      return { ...forged, text, textSalt }
    }),
  (events, random) => {
    const change = pick(headerChanges, random)
    return replaced(events, random, (event) => withHeader(event, (h) => change(h, random)))
  },
  // Signed, but something else.
  (events, random) => {
    const other = pick(events, random)
    return replaced(events, random, (event) => ({ ...event, sig: other.sig }))
  },
  // Texts blacked out: that is allowed.
  (events, random) =>
    replaced(events, random, (event) => ({ ...event, text: null, textSalt: null })),
]
