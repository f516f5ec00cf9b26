import type { EventId, Hash } from '../ids.ts'
import type { Header } from '../log/event.ts'
import { digitsOf } from './check-digits.ts'
import { type Checkpoint, checkpointHash, checkpointOf, type Placed } from './checkpoint.ts'
import { coveredBy, views } from './known-at.ts'

/** What somebody outside kept: a whole checkpoint, its hash (the QR code), or 24 digits. */
export type Kept =
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'hash'; readonly hash: Hash }
  | { readonly kind: 'digits'; readonly digits: string }

export type FoundCheckpoint =
  | {
      readonly found: true
      readonly checkpoint: Checkpoint
      /** How many events it covers: they are as they were then. */
      readonly covered: number
      /** What came after, in proof order. */
      readonly after: readonly EventId[]
    }
  | {
      readonly found: false
      /**
       * `absent`: no moment of this log gives it. `otherLog`: it names another log, mode or purpose.
       * `missing`: its ends, or events they follow from, are not in the log: they were taken out, or
       * written anew.
       */
      readonly why: 'absent' | 'otherLog' | 'missing'
      readonly missing: readonly EventId[]
    }

/**
 * Whether what was kept belongs to this log, and what came after it. `events` in proof order; `recorded`
 * are the ends of checkpoints that the log itself mentions.
 */
export function findCheckpoint(
  kept: Kept,
  events: readonly Placed[],
  recorded: readonly (readonly EventId[])[] = [],
): FoundCheckpoint {
  const parts = findCheckpointParts(kept, events, recorded)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
  }
}

/** Views that are tried between two breaths: each costs a hash, which grows with the devices. */
const partSize = 200

/** The same in parts, telling how many possible checkpoints were tried. */
export function* findCheckpointParts(
  kept: Kept,
  events: readonly Placed[],
  recorded: readonly (readonly EventId[])[] = [],
): Generator<number, FoundCheckpoint> {
  if (kept.kind === 'checkpoint') return placed(kept.checkpoint, events)
  const wanted = (checkpoint: Checkpoint): boolean => {
    const hash = checkpointHash(checkpoint)
    return kept.kind === 'hash' ? hash === kept.hash : digitsOf(hash) === kept.digits
  }
  let tried = 0
  for (const checkpoint of possible(events, recorded)) {
    if (wanted(checkpoint)) return placed(checkpoint, events)
    if (++tried % partSize === 0) yield tried
  }
  return { found: false, why: 'absent', missing: [] }
}

function* possible(
  events: readonly Placed[],
  recorded: readonly (readonly EventId[])[],
): Generator<Checkpoint> {
  const byId = new Map(events.map((event) => [event.id, event]))
  for (const ids of recorded) {
    const heads = ids.flatMap((id) => byId.get(id) ?? [])
    const checkpoint = heads.length === ids.length ? checkpointOf(heads) : null
    if (checkpoint) yield checkpoint
  }
  for (const { heads } of views(events)) {
    const checkpoint = checkpointOf(heads)
    if (checkpoint) yield checkpoint
  }
}

function placed(checkpoint: Checkpoint, events: readonly Placed[]): FoundCheckpoint {
  const { heads } = checkpoint
  const byId = new Map(events.map((event) => [event.id, event.header]))
  const isOfIts = (header: Header | undefined): boolean =>
    header?.log === checkpoint.log &&
    header.mode === checkpoint.mode &&
    header.purpose === checkpoint.purpose
  const misnamed = heads.filter(({ device, seq, id }) => {
    const header = byId.get(id)
    return header?.device !== device || header.seq !== seq || !isOfIts(header)
  })
  const ids = heads.map(({ id }) => id)
  const { covered, missing } = coveredBy(ids, events)
  const gone = [...new Set([...misnamed.map(({ id }) => id), ...missing])]
  if (gone.length > 0)
    return events.some(({ header }) => isOfIts(header))
      ? { found: false, why: 'missing', missing: gone }
      : { found: false, why: 'otherLog', missing: [] }
  const after = events.flatMap(({ id }) => (covered.has(id) ? [] : [id]))
  return { found: true, checkpoint, covered: covered.size, after }
}
