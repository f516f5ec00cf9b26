import type { Hash, LogId } from '../../src/domain/ids.ts'
import type { EventStore, FileStore, GivenFile } from '../../src/domain/ports.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { planHandover } from '../../src/export/plan-handover.ts'
import { handoverParts } from '../../src/export/write-handover.ts'
import { padded, tinyJpeg } from './jpeg.ts'
import { joined } from './mutate.ts'
import type { World } from './ui.tsx'

/** The files by which a record leaves a phone of `makeWorld`, made as the app makes them. */

type Bytes = Uint8Array<ArrayBuffer>

export async function jsonlBytes(store: EventStore, log: LogId): Promise<Bytes> {
  const row = (await store.logs()).find((known) => known.log === log)
  const runbook = row?.runbookHash ? await store.runbook(row.runbookHash) : null
  return jsonl(await store.read(log), runbook)
}

export async function zipBytesOf(
  { store, photos }: { readonly store: EventStore; readonly photos: FileStore },
  log: LogId,
  most?: number,
): Promise<readonly Bytes[]> {
  const text = await jsonlBytes(store, log)
  const row = (await store.logs()).find((known) => known.log === log)!
  const kept = await Promise.all(
    [...(await photos.hashes(log))].map(async (hash: Hash) => ({
      ...(await photos.file(hash))!,
      chunks: () => photos.bytes(hash),
    })),
  )
  const parts: Bytes[] = []
  for (const part of planHandover(text.length, kept, most).parts) {
    const pieces: Uint8Array[] = []
    const leaving = { log, mode: row.mode, purpose: row.purpose, jsonl: text }
    for await (const piece of handoverParts(leaving, part)) pieces.push(piece.slice())
    parts.push(joined(...pieces))
  }
  return parts
}

export const fileOf = (bytes: Bytes, name: string): File => new File([bytes], name)

export const jsonlFile = async (world: World, log: LogId): Promise<File> =>
  fileOf(await jsonlBytes(world.store, log), 'shodo-record.jsonl')

export const zipFiles = async (
  world: World,
  log: LogId,
  most?: number,
): Promise<readonly File[]> => {
  const parts = await zipBytesOf(world, log, most)
  return parts.map((bytes, i) => fileOf(bytes, `shodo-record.part${i + 1}.zip`))
}

/** A photo as a picker gives it. */
export const photo = (world: World, seed: number, size = 3000): GivenFile =>
  world.services.givenFiles([
    new File([padded(tinyJpeg(), size, seed) as Bytes], `IMG_${seed}.JPG`, { type: 'image/jpeg' }),
  ])[0]!
