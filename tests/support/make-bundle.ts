import type { Draft } from '../../src/domain/events/events.ts'
import type { KeptFile } from '../../src/domain/exchange/handover.ts'
import { fromHex, type Hash, type LogId, logIdFrom, toHex } from '../../src/domain/ids.ts'
import { recordBytes, utf8 } from '../../src/domain/json.ts'
import { hashHex, type Mode, type StoredEvent } from '../../src/domain/log/event.ts'
import {
  checkpointHash,
  checkpointOf,
  checkpointText,
  type Placed,
} from '../../src/domain/proof/checkpoint.ts'
import { views } from '../../src/domain/proof/known-at.ts'
import { noteSignature, writeNote } from '../../src/domain/proof/signed-note.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { compareInFile } from '../../src/export/jsonl-form.ts'
import { type Evidence, handoverParts } from '../../src/export/write-handover.ts'
import { attached, keptFile } from './make-handover.ts'
import {
  type Author,
  author,
  type Made,
  manualClock,
  note,
  seededRandom,
  testSigner,
} from './make-log.ts'
import { joined } from './mutate.ts'

/** A whole small incident as evidence: two devices, a photo, a redaction, a checkpoint handed out. */

export interface BundlePlan {
  readonly seed?: number
  readonly mode?: Mode
  readonly notes?: number
  readonly photoBytes?: number
  /** The second device joins by itself and nobody confirms it. */
  readonly unconfirmed?: boolean
  /** An entry is corrected, one struck, and the redaction says why. */
  readonly corrected?: boolean
}

export interface MadeBundle {
  readonly log: LogId
  readonly mode: Mode
  readonly runbook: Uint8Array
  /** In proof order. */
  readonly events: readonly StoredEvent[]
  readonly placed: readonly Placed[]
  readonly authors: readonly [Author, Author]
  readonly files: readonly KeptFile[]
  readonly evidence: Evidence
  /** Hash of the checkpoint that was handed out in the night. */
  readonly checkpoint: Hash
}

export async function makeBundle(plan: BundlePlan = {}): Promise<MadeBundle> {
  const { seed = 1, mode = 'live', notes = 2, photoBytes = 300 } = plan
  const random = seededRandom(seed)
  const clock = manualClock()
  const log = logIdFrom(random.bytes(16))
  const runbook = recordBytes({ format: 'shodo/runbook/v1', id: 'hospital', version: '1' })
  const authors = [0, 1].map((i) =>
    author({ log, mode, random, clock, signer: testSigner(seed * 10 + i) }),
  ) as [Author, Author]
  const [lead, scribe] = authors
  const made: Made[] = []
  const named = new Map<Author, string>()
  const write = async (who: Author, draft: Draft): Promise<Made> => {
    const other = who === lead ? scribe : lead
    const tip = other.head?.id
    const seen = tip !== undefined && named.get(who) !== tip ? [tip] : []
    if (tip !== undefined) named.set(who, tip)
    const lamport = made.at(-1)?.parsed.lamport ?? 0
    const event = await who.write(draft, { seen, lamport })
    clock.advance(60_000)
    made.push(event)
    return event
  }
  const join = (who: Author): Draft => ({
    type: 'device.joined',
    data: { key: who.signer.key, replaces: null, app: '0.2.0' },
    text: null,
  })
  const photo = random.bytes(photoBytes)
  await write(lead, join(lead))
  await write(lead, {
    type: 'incident.opened',
    data: {
      runbook: { id: 'hospital', version: '1', hash: hashHex(runbook) },
      detection: { at: clock.wall(), precision: 'about' },
    },
    text: { name: '半田' },
  })
  await write(scribe, join(scribe))
  if (!plan.unconfirmed)
    await write(lead, {
      type: 'device.admitted',
      data: { device: scribe.signer.device },
      text: null,
    })
  await write(scribe, attached(hashHex(photo), photo.length, clock.wall()))
  const redacted = await write(scribe, note('患者 山田太郎 の名前', clock.wall()))
  for (let i = 0; i < notes; i++)
    await write(i % 2 ? scribe : lead, note(`${i} 経過`, clock.wall()))
  if (plan.corrected) {
    const target = redacted.id
    const occurred = { at: clock.wall(), precision: 'about' } as const
    await write(lead, {
      type: 'entry.corrected',
      data: { target, occurred },
      text: { body: '患者の名前', reason: '時刻が違った' },
    })
    const wrong = await write(scribe, note('打ち間違い', clock.wall()))
    await write(scribe, {
      type: 'entry.struck',
      data: { target: wrong.id },
      text: { reason: '誤' },
    })
    await write(lead, {
      type: 'entry.redacted',
      data: { targets: [target], why: 'personal' },
      text: { reason: '病室から患者が分かる' },
    })
  }
  const placedSoFar = made.map(({ id, parsed }) => ({ id, header: parsed }))
  const view = [...views(placedSoFar)].find(({ at }) => at.id === lead.head!.id)!
  const handed = checkpointOf(view.heads)!
  const text = checkpointText(handed)
  const sig = await lead.signer.sign(utf8(text))
  const checkpoint = checkpointHash(handed)
  await write(lead, {
    type: 'anchor.made',
    data: {
      ...{ checkpoint, means: 'phone', heads: handed.heads.map(({ id }) => id).sort() },
      ...{ occurred: { at: clock.wall(), precision: 'exact' }, sig: toHex(sig) },
    },
    text: { to: '県警' },
  })
  await write(scribe, note('その後', clock.wall()))
  const signed = noteSignature(lead.signer.device, fromHex(lead.signer.key)!, sig)
  const events = made.map(({ id, header, sig: own, data, dataSalt, text: words, textSalt }) => ({
    ...{ id, header, sig: own, data, dataSalt },
    ...(id === redacted.id ? { text: null, textSalt: null } : { text: words, textSalt }),
  }))
  const placed = made.map(({ id, parsed }) => ({ id, header: parsed }))
  const order = new Map(
    placed
      .map(({ header }, i) => ({ header, event: events[i]! }))
      .sort(compareInFile)
      .map(({ event }, i) => [event.id, i]),
  )
  const byOrder = (a: { id: Made['id'] }, b: { id: Made['id'] }) =>
    order.get(a.id)! - order.get(b.id)!
  return {
    ...{ log, mode, runbook, authors, checkpoint },
    events: [...events].sort(byOrder),
    placed: [...placed].sort(byOrder),
    files: [keptFile(photo)],
    evidence: {
      signer: lead.signer,
      checkpoints: new Map([[checkpoint, writeNote({ text, signatures: [signed] })]]),
      derived: [{ name: 'chronology.csv', chunks: () => [utf8('時刻,内容\r\n')] }],
    },
  }
}

export interface PackOptions {
  readonly events?: readonly StoredEvent[]
  readonly jsonl?: Uint8Array
  readonly files?: readonly KeptFile[]
  readonly evidence?: Evidence | null
  readonly part?: { readonly number: number; readonly of: number }
  readonly mode?: Mode
}

/** The bundle as one ZIP; what is not given is as it was made. */
export async function packBundle(
  made: MadeBundle,
  options: PackOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { events = made.events, files = made.files, part = { number: 1, of: 1 } } = options
  const { log } = made
  const mode = options.mode ?? made.mode
  const bytes = options.jsonl ?? jsonl(events, made.runbook)
  const evidence = options.evidence === null ? undefined : (options.evidence ?? made.evidence)
  const pieces: Uint8Array[] = []
  const parts = handoverParts(
    { log, mode, purpose: 'incident', jsonl: bytes },
    { ...part, files },
    evidence,
  )
  for await (const piece of parts) pieces.push(piece.slice())
  return joined(...pieces)
}
