import { sha256 } from '@noble/hashes/sha2.js'
import { hashHex, type Mode, type Purpose } from '../domain/event.ts'
import type { HandoverPart, KeptFile } from '../domain/handover.ts'
import { type Hash, type LogId, toHex } from '../domain/ids.ts'
import { fileOf, type ZipFile, zipParts } from '../zip/write-zip.ts'
import {
  damagedName,
  fileName,
  logName,
  type ManifestFile,
  manifestBytes,
  manifestName,
} from './handover-form.ts'

/** A log as it leaves the device: its file of exact bytes, and what the file is about. */
export interface LeavingLog {
  readonly log: LogId
  readonly mode: Mode
  readonly purpose: Purpose
  /** A whole file of `shodo/log/v1`. */
  readonly jsonl: Uint8Array
}

/** What a part turned out to hold. */
export interface WrittenPart {
  /** Files whose bytes in the store are no longer those that were attached; they go along apart. */
  readonly damaged: readonly Hash[]
}

/**
 * Writes one part of a hand-over, a chunk at a time. The manifest comes last, because only then is it
 * known which files still have the bytes that the record names. Throws `ZipWriteError`, and what a
 * store throws while its file is read: then there is no part.
 */
export async function* handoverParts(
  leaving: LeavingLog,
  part: HandoverPart & { readonly files: readonly KeptFile[] },
): AsyncGenerator<Uint8Array, WrittenPart> {
  const damaged: Hash[] = []
  yield* zipParts(entries(leaving, part, damaged))
  return { damaged }
}

function* entries(
  { log, mode, purpose, jsonl }: LeavingLog,
  { number, of, files }: HandoverPart & { readonly files: readonly KeptFile[] },
  damaged: Hash[],
): Generator<ZipFile, void> {
  const listed: ManifestFile[] = [{ name: logName, sha256: hashHex(jsonl), size: jsonl.length }]
  yield fileOf(logName, jsonl)
  for (const file of files) {
    const seen = hashing(file)
    yield {
      name: () => {
        const { sha256, size } = seen.result()
        if (sha256 !== file.hash) damaged.push(file.hash)
        const name = (sha256 === file.hash ? fileName : damagedName)(file.hash)
        listed.push({ name, sha256, size })
        return name
      },
      chunks: seen.chunks,
    }
  }
  listed.sort((a, b) => (a.name < b.name ? -1 : 1))
  const manifest = { log, mode, purpose, part: { number, of }, files: listed }
  yield fileOf(manifestName, manifestBytes(manifest))
}

/** A file that is hashed while it is read; the result is that of the last whole reading. */
function hashing(file: KeptFile) {
  let last = { sha256: hashHex(new Uint8Array()), size: 0 }
  return {
    result: () => last,
    async *chunks(): AsyncGenerator<Uint8Array, void> {
      const hash = sha256.create()
      let size = 0
      for await (const chunk of file.chunks()) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
      last = { sha256: toHex(hash.digest()) as Hash, size }
    },
  }
}
