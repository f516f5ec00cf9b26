import { sha256 } from '@noble/hashes/sha2.js'
import type {
  HandoverPart,
  KeptFile,
  LeavingLog,
  WrittenPart,
} from '../domain/exchange/handover.ts'
import { fromHex, type Hash, toHex } from '../domain/ids.ts'
import { utf8 } from '../domain/json.ts'
import { hashHex } from '../domain/log/event.ts'
import type { Signer } from '../domain/ports.ts'
import { noteSignature, writeNote } from '../domain/proof/signed-note.ts'
import { fileOf, type ZipFile, zipParts } from '../zip/write-zip.ts'
import {
  checkpointName,
  damagedName,
  fileName,
  logName,
  type ManifestFile,
  manifestBytes,
  manifestName,
  manifestSignatureName,
  manifestText,
} from './handover-form.ts'

export type { LeavingLog, WrittenPart }

/** What makes an evidence bundle of a hand-over. */
export interface Evidence {
  /** Signed notes by the hash of their text. */
  readonly checkpoints: ReadonlyMap<Hash, string>
  /** Files made from the log, for people and other tools: they prove nothing. */
  readonly derived: readonly { readonly name: string; chunks: ZipFile['chunks'] }[]
  /** Signs the manifest. */
  readonly signer: Signer
}

type Part = HandoverPart & { readonly files: readonly KeptFile[] }

/**
 * Writes one part of a hand-over, a chunk at a time; with `evidence` it is an evidence bundle. The
 * manifest comes last, because only then is it known which files still have the bytes that the record
 * names. Throws `ZipWriteError`, and what a store throws while its file is read: then there is no part.
 */
export async function* handoverParts(
  leaving: LeavingLog,
  part: Part,
  evidence?: Evidence,
): AsyncGenerator<Uint8Array, WrittenPart> {
  const damaged: Hash[] = []
  yield* zipParts(entries(leaving, part, evidence, damaged))
  return { damaged }
}

async function* entries(
  { log, mode, purpose, jsonl }: LeavingLog,
  { number, of, files }: Part,
  evidence: Evidence | undefined,
  damaged: Hash[],
): AsyncGenerator<ZipFile, void> {
  const listed: ManifestFile[] = []
  const list = (chunks: ZipFile['chunks'], nameOf: (hash: Hash) => string): ZipFile => {
    const seen = hashing(chunks)
    return {
      name: () => {
        const { hash, size } = seen.result()
        const name = nameOf(hash)
        listed.push({ name, sha256: hash, size })
        return name
      },
      chunks: seen.chunks,
    }
  }
  yield list(
    () => [jsonl],
    () => logName,
  )
  for (const file of files)
    yield list(
      () => file.chunks(),
      (hash) => {
        if (hash === file.hash) return fileName(hash)
        damaged.push(file.hash)
        return damagedName(file.hash)
      },
    )
  for (const [hash, note] of evidence?.checkpoints ?? [])
    yield list(
      () => [utf8(note)],
      () => checkpointName(hash),
    )
  for (const { name, chunks } of evidence?.derived ?? []) yield list(chunks, () => name)
  listed.sort((a, b) => (a.name < b.name ? -1 : 1))
  const about = { log, mode, purpose, part: { number, of }, files: listed }
  const signedBy = evidence ? { signedBy: [evidence.signer.device] } : {}
  const manifest = manifestBytes({ ...about, ...signedBy })
  yield fileOf(manifestName, manifest)
  if (evidence) yield fileOf(manifestSignatureName, await signed(manifest, evidence.signer))
}

async function signed(manifest: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const text = manifestText(manifest)
  const key = fromHex(signer.key) ?? new Uint8Array()
  const signature = noteSignature(signer.device, key, await signer.sign(utf8(text)))
  return utf8(writeNote({ text, signatures: [signature] }))
}

/** A file that is hashed while it is read; the result is that of the last whole reading. */
function hashing(read: ZipFile['chunks']) {
  let last = { hash: hashHex(new Uint8Array()), size: 0 }
  return {
    result: () => last,
    async *chunks(): AsyncGenerator<Uint8Array, void> {
      const hash = sha256.create()
      let size = 0
      for await (const chunk of read()) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
      last = { hash: toHex(hash.digest()) as Hash, size }
    },
  }
}
