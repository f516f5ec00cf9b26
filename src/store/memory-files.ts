import { type FileStore, StoreError } from '../domain/ports.ts'
import {
  bufferOf,
  chunkBytes,
  type FileRow,
  factsOf,
  merged,
  releasedBy,
  rowOf,
} from './file-rows.ts'

/** What two stores share that stand for two tabs of one origin. */
export interface MemoryFilesDisk {
  readonly files: Map<string, FileRow>
  readonly chunks: Map<string, readonly ArrayBuffer[]>
}

export const memoryFilesDisk = (): MemoryFilesDisk => ({ files: new Map(), chunks: new Map() })

/** Keeps nothing: for tests, for the command line, and as the yardstick of the contract. */
export function memoryFiles(disk: MemoryFilesDisk = memoryFilesDisk()): FileStore {
  return {
    prepare: async () => undefined,
    async put(file, told = () => undefined) {
      const row = rowOf(file)
      const standing = disk.files.get(file.hash)
      if (standing && disk.chunks.get(file.hash)?.length === standing.chunks) {
        disk.files.set(file.hash, merged(standing, row))
        return
      }
      const parts: ArrayBuffer[] = []
      for (let i = 0; i < row.chunks; i++) {
        const [start, end] = [i * chunkBytes, Math.min((i + 1) * chunkBytes, file.size)]
        const part = await file.part(start, end)
        if (part.length !== end - start)
          throw new StoreError('failed', `part ${i} has ${part.length} bytes`)
        parts.push(bufferOf(part))
        told(end)
      }
      disk.chunks.set(file.hash, parts)
      disk.files.set(file.hash, standing ? merged(standing, row) : row)
    },
    async file(hash) {
      const row = disk.files.get(hash)
      return row ? factsOf(row) : null
    },
    async hashes(log) {
      const rows = [...disk.files.values()]
      return new Set(
        rows.filter((row) => log === undefined || row.logs.includes(log)).map((row) => row.hash),
      )
    },
    async *bytes(hash) {
      const row = disk.files.get(hash)
      if (!row) throw new StoreError('failed', 'the file is not here')
      for (let i = 0; i < row.chunks; i++) {
        const chunk = disk.chunks.get(hash)?.[i]
        if (!chunk) throw new StoreError('failed', `part ${i} of the file is missing`)
        yield new Uint8Array(chunk.slice(0))
      }
    },
    async thumb(hash) {
      const thumb = disk.files.get(hash)?.thumb
      return thumb ? new Uint8Array(thumb.slice(0)) : null
    },
    async setThumb(hash, thumb) {
      const row = disk.files.get(hash)
      if (row) disk.files.set(hash, { ...row, thumb: bufferOf(thumb) })
    },
    async release(log, hashes) {
      for (const row of [...disk.files.values()]) {
        if (!row.logs.includes(log) || (hashes && !hashes.includes(row.hash))) continue
        const left = releasedBy(row, log)
        if (left) disk.files.set(row.hash, left)
        else {
          disk.files.delete(row.hash)
          disk.chunks.delete(row.hash)
        }
      }
    },
    async sweep() {
      const orphans = [...disk.chunks.keys()].filter((hash) => !disk.files.has(hash))
      for (const hash of orphans) disk.chunks.delete(hash)
      return orphans.length
    },
  }
}
