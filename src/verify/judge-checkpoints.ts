import type { DeviceId, EventId, Hash } from '../domain/ids.ts'
import { utf8 } from '../domain/json.ts'
import type { Signatures } from '../domain/ports.ts'
import { checkpointHash, checkpointText, readCheckpointText } from '../domain/proof/checkpoint.ts'
import { findCheckpoint } from '../domain/proof/find-checkpoint.ts'
import { type LogEvent, mentionedCheckpoints } from '../domain/proof/judge-log.ts'
import { coveredBy } from '../domain/proof/known-at.ts'
import { readKept } from '../domain/proof/read-kept.ts'
import type { AnchorFacts, FaultKind, KeptAnswer } from '../domain/proof/verification-report.ts'
import { checkpointName } from '../export/handover-form.ts'
import { readEntry } from '../zip/read-entry.ts'
import type { FoundParcel } from './evidence.ts'
import { judgeNote } from './judge-note.ts'
import type { PlaceFault } from './judge-parcel.ts'

interface Gathered {
  readonly places: string[]
  readonly signers: Set<DeviceId>
  readonly heads: readonly EventId[]
}

export interface JudgedCheckpoints {
  readonly faults: readonly PlaceFault[]
  readonly anchors: readonly AnchorFacts[]
  /** The ends of each, for finding digits again. */
  readonly heads: readonly (readonly EventId[])[]
}

/** Checkpoints that events mention, and signed notes that lie beside the log. */
export async function judgeCheckpoints(
  events: readonly LogEvent[],
  parcel: FoundParcel | null,
  keys: ReadonlyMap<DeviceId, Uint8Array>,
  signatures: Signatures,
): Promise<JudgedCheckpoints> {
  const faults: PlaceFault[] = []
  const gathered = new Map<Hash, Gathered>()
  const gather = (hash: Hash, heads: readonly EventId[], place: string): Gathered => {
    const known = gathered.get(hash) ?? { places: [], signers: new Set(), heads }
    known.places.push(place)
    gathered.set(hash, known)
    return known
  }
  const { mentioned, found } = mentionedCheckpoints(events)
  for (const { line, what } of found) faults.push({ place: `log.jsonl:${line}`, what })
  for (const { line, device, checkpoint, hash, sig } of mentioned) {
    const place = `log.jsonl:${line}`
    const ids = checkpoint.heads.map(({ id }) => id)
    const anchor = gather(hash, ids, place)
    if (!sig) continue
    const key = keys.get(device)
    const holds = key && (await signatures.verify(key, utf8(checkpointText(checkpoint)), sig))
    if (holds) anchor.signers.add(device)
    else faults.push({ place, what: 'badSignature' })
  }
  for (const entry of parcel?.entries.values() ?? []) {
    if (!entry.name.startsWith('checkpoints/') || !parcel) continue
    const say = (what: FaultKind): void => void faults.push({ place: entry.name, what })
    const read = await readEntry(parcel.source, entry, 1_100_000)
    const note = read.ok ? await judgeNote(read.bytes, keys, signatures, true) : null
    const checkpoint = note ? readCheckpointText(note.text) : null
    if (!note || !checkpoint) {
      say('noNote')
      continue
    }
    const hash = checkpointHash(checkpoint)
    if (entry.name !== checkpointName(hash)) say('misnamed')
    if (note.fault) say(note.fault)
    if (!findCheckpoint({ kind: 'checkpoint', checkpoint }, events).found) say('otherLog')
    const ids = checkpoint.heads.map(({ id }) => id)
    const anchor = gather(hash, ids, entry.name)
    for (const signer of note.signers) anchor.signers.add(signer)
  }
  return {
    faults,
    anchors: [...gathered]
      .map(([checkpoint, anchor]) => factsOf(checkpoint, anchor, events))
      .sort((a, b) => (a.checkpoint < b.checkpoint ? -1 : 1)),
    heads: [...gathered.values()].map(({ heads }) => heads),
  }
}

function factsOf(checkpoint: Hash, anchor: Gathered, events: readonly LogEvent[]): AnchorFacts {
  const { covered } = coveredBy(anchor.heads, events)
  return {
    checkpoint,
    places: anchor.places,
    signers: [...anchor.signers].sort(),
    covered: covered.size,
    after: events.length - covered.size,
  }
}

/** What somebody outside kept, against the log. */
export function answerKept(
  given: readonly string[],
  events: readonly LogEvent[],
  recorded: readonly (readonly EventId[])[],
): readonly KeptAnswer[] {
  return given.map((text) => {
    const kept = readKept(text)
    return {
      kept: text.trim(),
      answer: kept
        ? findCheckpoint(kept, events, recorded)
        : { found: false, why: 'unreadable' as const },
    }
  })
}
