import type { Hash } from '../domain/ids.ts'
import type { ReadCopy } from '../domain/proof/copy-check.ts'
import { take, type ZipSource } from '../zip/zip-source.ts'
import { kindOfFile } from './file-kind.ts'
import { parseJsonl } from './parse-jsonl.ts'
import { maxLogBytes, openHandover } from './read-handover.ts'

const noFiles: ReadonlySet<Hash> = new Set()
const unreadable: ReadCopy = { log: null, events: [], files: noFiles, problems: 1 }

/**
 * Reads a file that was handed out back, photos and all: a log as text, or one ZIP of an export. Null
 * when it is none of ours.
 */
export async function readCopy(source: ZipSource): Promise<ReadCopy | null> {
  const kind = await kindOfFile(source)
  if (kind.kind === 'other') return kind.problem.reason === 'notShodo' ? null : unreadable
  if (kind.kind === 'parcel') return readParcel(source)
  if (source.size > maxLogBytes) return unreadable
  const all = await take(source, 0, source.size)
  if (!all.ok) return unreadable
  const { log, events, problems } = parseJsonl(all.bytes)
  return { log, events, files: noFiles, problems: problems.length }
}

async function readParcel(source: ZipSource): Promise<ReadCopy | null> {
  const opened = await openHandover(source)
  if (!opened.ok)
    return opened.problems.every(({ reason }) => reason === 'notShodo') ? null : unreadable
  const { handover } = opened
  const files = new Set<Hash>()
  for (const file of handover.files)
    if ((await handover.readFile(file)) === null) files.add(file.hash)
  const { log, events, remarks } = handover
  return { log, events, files, problems: remarks.length }
}
