import type { Draft } from '../../src/domain/events/events.ts'
import { type ActId, actIdFrom, type EventId, type LogId, logIdFrom } from '../../src/domain/ids.ts'
import { type Head, seal } from '../../src/domain/log/chain.ts'
import {
  type Header,
  type Mode,
  type Purpose,
  type StoredEvent,
  signedMessage,
} from '../../src/domain/log/event.ts'
import type { AppendRequest, Clock, LogSummary, Random, Signer } from '../../src/domain/ports.ts'
import { manualClock, seededRandom, testSigner } from './doubles.ts'

export { manualClock, seededRandom, testSigner } from './doubles.ts'

/** Logs for tests: really sealed, really signed, and the same bytes for the same seed. */

export const emptySummary: LogSummary = {
  name: null,
  openedAt: null,
  detectedAt: null,
  lastAt: null,
  entries: 0,
  closed: false,
}

/** A note with the given words, recorded when it occurred. */
export const note = (body: string, at: Header['t']): Draft => ({
  type: 'note.recorded',
  data: {
    occurred: { at, precision: 'exact' },
    kind: null,
    means: null,
    certainty: null,
    patientSafety: false,
    stamp: false,
    step: null,
  },
  text: { body },
})

const phrases = [
  '電子カルテの端末に身代金要求の画面が出ている',
  '救急の受け入れを止めた',
  'ベンダーに電話、折り返し待ち 😮',
  '情報システム室が到着',
  'Backup server unplugged at the rack',
]

/** One device writing into one log; keeps its own head as a session does. */
export interface Author {
  readonly signer: Signer
  readonly log: LogId
  head: Head | null
  write(draft: Draft, options?: WriteOptions): Promise<Made>
  /** The request that appends what was written after `expected`. */
  request(events: readonly Made[], expected: Head | null): AppendRequest
}

export interface WriteOptions {
  readonly act?: ActId
  readonly seen?: readonly EventId[]
  /** The largest lamport known; the own head's when absent. */
  readonly lamport?: number
}

export interface Made extends StoredEvent {
  readonly parsed: Header
}

export interface Scene {
  readonly log: LogId
  readonly signer: Signer
  readonly random: Random
  readonly clock: Clock
  readonly purpose?: Purpose
  readonly mode?: Mode
}

export function author(scene: Scene): Author {
  const { log, signer, random, clock, purpose = 'incident', mode = 'live' } = scene
  const self: Author = {
    signer,
    log,
    head: null,
    async write(draft, options = {}) {
      const wall = clock.wall()
      const sealed = seal(draft, {
        ...{ log, purpose, mode, wall, t: wall },
        device: signer.device,
        head: self.head,
        seen: options.seen ?? [],
        lamport: Math.max(options.lamport ?? 0, self.head?.lamport ?? 0),
        mono: clock.mono(),
        boot: clock.boot,
        origin: clock.origin,
        check: null,
        act: options.act ?? actIdFrom(random.bytes(16)),
        dataSalt: random.bytes(16),
        textSalt: random.bytes(16),
      })
      const { seq, lamport } = sealed.parsed
      self.head = { id: sealed.id, seq, lamport }
      return { ...sealed, sig: await signer.sign(signedMessage(sealed.header)) }
    },
    request: (events, expected) => ({
      ...{ log, purpose, mode, events, expected },
      device: signer.device,
      acts: events.map((event) => event.parsed.act),
      runbookHash: null,
      summary: { ...emptySummary, entries: events.at(-1)?.parsed.seq ?? 0 },
    }),
  }
  return self
}

export interface LogPlan {
  readonly count: number
  readonly devices?: number
  readonly seed?: number
  readonly start?: string
  /** Milliseconds between two entries. */
  readonly every?: number
  readonly mode?: Mode
  readonly purpose?: Purpose
  readonly draft?: (index: number, at: Header['t']) => Draft
}

export interface MadeLog {
  readonly log: LogId
  readonly authors: readonly Author[]
  readonly signers: readonly Signer[]
  /** In proof order. */
  readonly events: readonly Made[]
  /** Appends that rebuild the log, at most `size` events each, in an order every store accepts. */
  requests(size?: number): readonly AppendRequest[]
}

/** Builds a log of `count` signed events by devices that write in turn and know of each other. */
export async function makeLog(plan: LogPlan): Promise<MadeLog> {
  const { count, devices = 1, seed = 1, every = 20_000, mode = 'live', purpose = 'incident' } = plan
  const random = seededRandom(seed)
  const clock = manualClock(plan.start)
  const draft = plan.draft ?? ((i, at) => note(`${i + 1} ${phrases[i % phrases.length] ?? ''}`, at))
  const log = logIdFrom(random.bytes(16))
  const signers = Array.from({ length: devices }, (_, i) => testSigner(seed * 1000 + i))
  const authors = signers.map((signer) => author({ log, signer, random, clock, purpose, mode }))
  const named = authors.map(() => new Map<Author, EventId>())
  const events: Made[] = []
  for (let i = 0; i < count; i++) {
    const self = authors[i % devices]!
    const known = named[i % devices]!
    const seen: EventId[] = []
    for (const other of authors) {
      if (other === self || !other.head || known.get(other) === other.head.id) continue
      known.set(other, other.head.id)
      seen.push(other.head.id)
    }
    const lamport = events.at(-1)?.parsed.lamport ?? 0
    events.push(await self.write(draft(i, clock.wall()), { seen, lamport }))
    clock.advance(every)
  }
  return {
    log,
    authors,
    signers,
    events,
    requests: (size = 1) => requestsOf(authors, events, size),
  }
}

function requestsOf(authors: readonly Author[], events: readonly Made[], size: number) {
  return authors.flatMap((self) => {
    const own = events.filter((event) => event.parsed.device === self.signer.device)
    const requests: AppendRequest[] = []
    let expected: Head | null = null
    for (let from = 0; from < own.length; from += size) {
      const part = own.slice(from, from + size)
      requests.push(self.request(part, expected))
      const last: Made = part.at(-1)!
      expected = { id: last.id, seq: last.parsed.seq, lamport: last.parsed.lamport }
    }
    return requests
  })
}
