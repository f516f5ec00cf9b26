import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Hash, type LogId, logIdFrom } from '../../src/domain/ids.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import type { FileStore, FileToKeep } from '../../src/domain/ports.ts'
import { seededRandom } from '../support/doubles.ts'

/** One storage; every `open` is another tab's handle on it. */
export interface FileStorage {
  open(): FileStore
  discard(): Promise<void>
}

export const chunkBytes = 256 * 1024

/** Bytes that differ everywhere, quickly. */
export function pattern(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let i = 0; i < size; i++) bytes[i] = (i * 31 + (i >> 8) * seed + seed) & 0xff
  return bytes
}

export const fileOf = (
  bytes: Uint8Array,
  log: LogId,
  more: Partial<FileToKeep> = {},
): FileToKeep => ({
  hash: hashHex(bytes) as Hash,
  size: bytes.length,
  mime: 'image/jpeg',
  log,
  thumb: null,
  part: async (from, to) => bytes.subarray(from, to),
  ...more,
})

export async function allBytes(store: FileStore, hash: Hash): Promise<Uint8Array> {
  const parts = await collect(store.bytes(hash))
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function collect<T>(parts: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const part of parts) all.push(part)
  return all
}

/** What the record asks of any store that claims to keep its photos. */
export function filesContract(name: string, make: () => Promise<FileStorage>): void {
  describe(`the contract of files, ${name}`, () => {
    let storage: FileStorage
    let store: FileStore
    const random = seededRandom(17)
    const [night, other] = [logIdFrom(random.bytes(16)), logIdFrom(random.bytes(16))]

    beforeEach(async () => {
      storage = await make()
      store = storage.open()
    })
    afterEach(() => storage.discard())

    for (const size of [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 17 * chunkBytes + 5])
      test(`given a file of ${size} bytes, when it is kept, then another tab reads the very bytes`, async () => {
        const bytes = pattern(size, 3)
        const file = fileOf(bytes, night, { mime: 'image/heic' })
        await store.put(file)
        const tab = storage.open()
        expect(await tab.file(file.hash)).toEqual({ hash: file.hash, size, mime: 'image/heic' })
        expect(hashHex(await allBytes(tab, file.hash))).toBe(file.hash)
      })

    test('given a file, then it is given in parts of at most 256 KiB', async () => {
      const file = fileOf(pattern(3 * chunkBytes + 7, 5), night)
      await store.put(file)
      const lengths: number[] = []
      for await (const part of store.bytes(file.hash)) lengths.push(part.length)
      expect(lengths).toEqual([chunkBytes, chunkBytes, chunkBytes, 7])
    })

    test('given a file on its way, then what is written is told, up to all of it', async () => {
      const file = fileOf(pattern(33 * chunkBytes + 9, 5), night)
      const told: number[] = []
      await store.put(file, (bytes) => told.push(bytes))
      expect(told.at(-1)).toBe(file.size)
      expect(told).toEqual([...told].sort((a, b) => a - b))
      expect(told.length).toBeGreaterThan(1)
    })

    test('given a source that breaks off in the middle, then nothing of the file is there', async () => {
      const bytes = pattern(40 * chunkBytes, 7)
      const file = fileOf(bytes, night, {
        part: async (from, to) => {
          if (from >= 30 * chunkBytes) throw new TypeError('the photo went away')
          return bytes.subarray(from, to)
        },
      })
      await expect(store.put(file)).rejects.toThrow('the photo went away')
      expect(await store.file(file.hash)).toBeNull()
      expect(await store.hashes()).toEqual(new Set())
      await expect(allBytes(store, file.hash)).rejects.toMatchObject({ fault: 'failed' })
      expect(await store.sweep()).toBe(0)
    })

    test('given a source that gives too little, then it is refused', async () => {
      const file = fileOf(pattern(2 * chunkBytes, 7), night)
      const short = { ...file, part: async () => new Uint8Array(5) }
      await expect(store.put(short)).rejects.toMatchObject({ fault: 'failed' })
      expect(await store.hashes()).toEqual(new Set())
    })

    test('given bytes that are a view into a large buffer, then only the view is kept', async () => {
      const large = new Uint8Array(1000).fill(9)
      const bytes = large.subarray(100, 110)
      const file = fileOf(bytes, night)
      await store.put(file)
      large.fill(0)
      const [part] = await collect(store.bytes(file.hash))
      expect([...(part ?? [])]).toEqual(new Array(10).fill(9))
      expect(part?.buffer.byteLength).toBe(10)
    })

    test('given a file kept twice at once, then it is there once and whole', async () => {
      const file = fileOf(pattern(20 * chunkBytes, 11), night)
      await Promise.all([store.put(file), storage.open().put(file)])
      expect(await store.hashes()).toEqual(new Set([file.hash]))
      expect(hashHex(await allBytes(store, file.hash))).toBe(file.hash)
    })

    test('given a file that is here already, then its source is not read again', async () => {
      const file = fileOf(pattern(10, 1), night)
      await store.put(file)
      let asked = 0
      const again = { ...file, log: other, part: async () => new Uint8Array(asked++) }
      await store.put(again)
      expect(asked).toBe(0)
      expect(await store.hashes(other)).toEqual(new Set([file.hash]))
    })

    describe('small pictures', () => {
      const thumb = pattern(500, 2)

      test('given one, then it is read back; given none, then there is none', async () => {
        const a = fileOf(pattern(10, 1), night, { thumb })
        const b = fileOf(pattern(10, 2), night)
        await store.put(a)
        await store.put(b)
        expect(await store.thumb(a.hash)).toEqual(thumb)
        expect(await store.thumb(b.hash)).toBeNull()
        expect(await store.thumb('0'.repeat(64) as Hash)).toBeNull()
      })

      test('given one made later, then it is kept beside the bytes', async () => {
        const file = fileOf(pattern(10, 1), night)
        await store.put(file)
        await store.setThumb(file.hash, thumb)
        await store.setThumb('0'.repeat(64) as Hash, thumb)
        expect(await store.thumb(file.hash)).toEqual(thumb)
        expect(hashHex(await allBytes(store, file.hash))).toBe(file.hash)
        expect(await store.hashes()).toEqual(new Set([file.hash]))
      })

      test('given a file that comes again with one, then it has one', async () => {
        const file = fileOf(pattern(10, 1), night)
        await store.put(file)
        await store.put({ ...file, thumb })
        expect(await store.thumb(file.hash)).toEqual(thumb)
      })
    })

    describe('deleting', () => {
      const [a, b, c] = [pattern(chunkBytes + 1, 1), pattern(20, 2), pattern(30, 3)] as const

      test('given two logs, when one goes, then only what no other names goes with it', async () => {
        const [mine, shared, theirs] = [fileOf(a, night), fileOf(b, night), fileOf(c, other)]
        for (const file of [mine, shared, { ...shared, log: other }, theirs]) await store.put(file)
        await store.release(night)
        expect(await store.hashes()).toEqual(new Set([shared.hash, theirs.hash]))
        expect(await store.hashes(night)).toEqual(new Set())
        await expect(allBytes(store, mine.hash)).rejects.toMatchObject({ fault: 'failed' })
        expect(hashHex(await allBytes(store, shared.hash))).toBe(shared.hash)
        await store.release(other)
        expect(await store.hashes()).toEqual(new Set())
        expect(await store.sweep()).toBe(0)
      })

      test('given some of its files, then the others of the log stay', async () => {
        const files = [a, b, c].map((bytes) => fileOf(bytes, night))
        for (const file of files) await store.put(file)
        await store.release(night, [files[1]!.hash])
        expect(await store.hashes(night)).toEqual(new Set([files[0]!.hash, files[2]!.hash]))
      })

      test('given a deleted file, when it is kept again, then it is there again', async () => {
        const file = fileOf(a, night)
        await store.put(file)
        await store.release(night)
        await store.put(file)
        expect(hashHex(await allBytes(store, file.hash))).toBe(file.hash)
      })
    })
  })
}
