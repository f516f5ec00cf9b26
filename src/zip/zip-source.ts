import { type ZipProblem, zipProblem } from './zip-problem.ts'

/** Bytes that can be read anywhere: a file on the phone, or bytes in memory. */
export interface ZipSource {
  readonly size: number
  read(from: number, to: number): Promise<Uint8Array>
}

export const bytesSource = (bytes: Uint8Array): ZipSource => ({
  size: bytes.length,
  read: async (from, to) => bytes.subarray(from, to),
})

/** A `Blob` or `File`, named by what is used of it: this room sees no browser. */
export const blobSource = (blob: {
  readonly size: number
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> }
}): ZipSource => ({
  size: blob.size,
  read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
})

export type Taken =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: ZipProblem }

/** Exactly the bytes that were asked for, or why not: a file may vanish while it is read. */
export async function take(source: ZipSource, from: number, to: number): Promise<Taken> {
  try {
    const bytes = await source.read(from, to)
    if (bytes.length === to - from) return { ok: true, bytes }
    return failed(`${bytes.length} bytes came for ${to - from} at ${from}`)
  } catch (error) {
    return failed(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  }
}

const failed = (detail: string): Taken => ({ ok: false, problem: zipProblem('unreadable', detail) })

/** A source read a window at a time, for the many small headers of a large file. */
export function windowed(source: ZipSource, size: number): ZipSource {
  let from = 0
  let held = new Uint8Array()
  return {
    size: source.size,
    async read(start, end) {
      if (start < from || end > from + held.length) {
        held = Uint8Array.from(
          await source.read(start, Math.min(source.size, Math.max(end, start + size))),
        )
        from = start
      }
      return held.subarray(start - from, end - from)
    },
  }
}
