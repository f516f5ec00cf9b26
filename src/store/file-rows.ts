import type { Hash, LogId } from '../domain/ids.ts'
import type { FileToKeep, KeptFile } from '../domain/ports.ts'

/** What every store of files keeps; stores differ in where the rows lie. */

/** What is known of an attached file; its bytes lie in `chunks` under [hash, 0 … chunks − 1]. */
export interface FileRow {
  readonly hash: Hash
  readonly size: number
  readonly mime: string
  readonly chunks: number
  /** A small picture (JPEG) for lists; null where none could be made. */
  readonly thumb: ArrayBuffer | null
  /** The logs whose entries name it. */
  readonly logs: readonly LogId[]
}

/** A file's bytes lie in parts of this size; the last one may be shorter. */
export const chunkBytes = 256 * 1024

/** An ArrayBuffer of its own: never a view, never a Blob, which iOS was seen to lose. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

export const rowOf = (file: FileToKeep): FileRow => ({
  hash: file.hash,
  size: file.size,
  mime: file.mime,
  chunks: Math.ceil(file.size / chunkBytes),
  thumb: file.thumb && bufferOf(file.thumb),
  logs: [file.log],
})

export const factsOf = ({ hash, size, mime }: FileRow): KeptFile => ({ hash, size, mime })

/** The row that stands, once the log of `fresh` names the file too. */
export const merged = (standing: FileRow, fresh: FileRow): FileRow => ({
  ...standing,
  thumb: standing.thumb ?? fresh.thumb,
  logs: [...new Set([...standing.logs, ...fresh.logs])],
})

/** The row without `log`, or null when nothing names the file any more. */
export function releasedBy(row: FileRow, log: LogId): FileRow | null {
  const logs = row.logs.filter((known) => known !== log)
  return logs.length > 0 ? { ...row, logs } : null
}
