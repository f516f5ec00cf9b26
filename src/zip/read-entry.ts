import { crc32 } from './crc32.ts'
import type { ZipEntry } from './read-zip.ts'
import { type ZipProblem, zipProblem } from './zip-problem.ts'
import { take, type ZipSource } from './zip-source.ts'

/** As `store/` keeps attachments: large enough for speed, small enough for a phone. */
const chunkSize = 256 * 1024

/**
 * Gives an entry's bytes in chunks and says at the end whether they are those that were written.
 * Until it has answered null nothing of what was given may be believed.
 */
export async function readChunks(
  source: ZipSource,
  entry: ZipEntry,
  each: (chunk: Uint8Array) => void | Promise<void>,
): Promise<ZipProblem | null> {
  const end = entry.from + entry.size
  let crc = 0
  for (let from = entry.from; from < end; from += chunkSize) {
    const got = await take(source, from, Math.min(from + chunkSize, end))
    if (!got.ok) return { ...got.problem, name: entry.name }
    crc = crc32(got.bytes, crc)
    await each(got.bytes)
  }
  return crc === entry.crc ? null : zipProblem('crc', 'the bytes were changed', entry.name)
}

export type ReadEntry =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: ZipProblem }

/** The whole of an entry that is no larger than `most`. */
export async function readEntry(
  source: ZipSource,
  entry: ZipEntry,
  most: number,
): Promise<ReadEntry> {
  const read = await readAsItIs(source, entry, most)
  if (!read.ok) return read
  const { bytes, damage } = read
  return damage ? { ok: false, problem: damage } : { ok: true, bytes }
}

export type ReadAsItIs =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly damage: ZipProblem | null }
  | { readonly ok: false; readonly problem: ZipProblem }

/** The same for whoever judges damage: with the bytes also where their CRC-32 is not theirs. */
export async function readAsItIs(
  source: ZipSource,
  entry: ZipEntry,
  most: number,
): Promise<ReadAsItIs> {
  if (entry.size > most)
    return { ok: false, problem: zipProblem('tooLarge', `${entry.size} bytes`, entry.name) }
  const bytes = new Uint8Array(entry.size)
  let at = 0
  const problem = await readChunks(source, entry, (chunk) => {
    bytes.set(chunk, at)
    at += chunk.length
  })
  return problem && problem.fault !== 'crc'
    ? { ok: false, problem }
    : { ok: true, bytes, damage: problem }
}
