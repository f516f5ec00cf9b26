import type { Draft } from '../../src/domain/events/events.ts'
import type { KeptFile } from '../../src/domain/exchange/handover.ts'
import type { Hash, Instant } from '../../src/domain/ids.ts'
import { hashHex, type Mode, type StoredEvent } from '../../src/domain/log/event.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { planHandover } from '../../src/export/plan-handover.ts'
import { handoverParts, type LeavingLog } from '../../src/export/write-handover.ts'
import { makeLog, note, seededRandom } from './make-log.ts'
import { joined } from './mutate.ts'

/** Logs with photos, ready to be handed over. */

export interface Photographed {
  readonly leaving: LeavingLog
  readonly events: readonly StoredEvent[]
  readonly files: readonly KeptFile[]
  readonly contents: ReadonlyMap<Hash, Uint8Array>
}

export const attached = (file: Hash, size: number, at: Instant, kept = true): Draft => ({
  type: 'file.attached',
  data: {
    ...{ file, size, kept, mime: 'image/jpeg', kind: 'photo', target: null },
    occurred: { at, precision: 'exact' },
  },
  text: { body: '端末の画面', name: 'IMG_0001.JPG' },
})

export const keptFile = (bytes: Uint8Array): KeptFile => ({
  hash: hashHex(bytes),
  size: bytes.length,
  *chunks() {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
  },
})

export interface PhotoPlan {
  readonly photos?: number
  readonly bytes?: number
  readonly notes?: number
  readonly devices?: number
  readonly mode?: Mode
  readonly seed?: number
  /** How many of the photos found no room. */
  readonly unkept?: number
}

export async function photographed(plan: PhotoPlan = {}): Promise<Photographed> {
  const { photos = 3, bytes = 2500, notes = 4, devices = 2, mode = 'live', seed = 1 } = plan
  const random = seededRandom(seed + 100)
  const pictures = Array.from({ length: photos }, () => random.bytes(bytes))
  const unkept = plan.unkept ?? 0
  const made = await makeLog({
    ...{ count: notes + photos, devices, mode, seed },
    draft: (i, at) => {
      const picture = pictures[i - notes]
      return picture
        ? attached(hashHex(picture), picture.length, at, i - notes >= unkept)
        : note(`${i + 1} 救急の受け入れを止めた`, at)
    },
  })
  const events = made.events.map(
    ({ id, header, sig, data, dataSalt, text, textSalt }): StoredEvent => ({
      ...{ id, header, sig, data, dataSalt, text, textSalt },
    }),
  )
  return {
    leaving: { log: made.log, mode, purpose: 'incident', jsonl: jsonl(events, null) },
    events,
    files: pictures.slice(unkept).map(keptFile),
    contents: new Map(pictures.map((picture) => [hashHex(picture), picture])),
  }
}

/** All parts of an export, each in one piece. */
export async function handedOver(
  { leaving, files }: Pick<Photographed, 'leaving' | 'files'>,
  most?: number,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const out: Uint8Array<ArrayBuffer>[] = []
  for (const part of planHandover(leaving.jsonl.length, files, most).parts) {
    const pieces: Uint8Array[] = []
    for await (const piece of handoverParts(leaving, part)) pieces.push(piece.slice())
    out.push(joined(...pieces))
  }
  return out
}
