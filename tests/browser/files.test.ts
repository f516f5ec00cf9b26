import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { logIdFrom } from '../../src/domain/ids.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import type { FileStore } from '../../src/domain/ports.ts'
import { type Connection, connect } from '../../src/store/connection.ts'
import { openNamed } from '../../src/store/database.ts'
import { indexedDbFiles } from '../../src/store/files.ts'
import { allBytes, chunkBytes, fileOf, filesContract, pattern } from '../store/files-contract.ts'
import { seededRandom } from '../support/doubles.ts'
import { faultLine, injectFaults, type Line } from './fault-line.ts'

let databases = 0
const freshName = (): string => `shodo-files-${Date.now()}-${databases++}`
const night = logIdFrom(seededRandom(5).bytes(16))

filesContract('in IndexedDB', async () => {
  const name = freshName()
  const open: Connection[] = []
  return {
    open() {
      const connection = connect(openNamed(name))
      open.push(connection)
      return indexedDbFiles(connection)
    },
    async discard() {
      for (const connection of open) connection.close()
      await deleteDB(name)
    },
  }
})

describe('files in IndexedDB as phones have it', () => {
  let name: string
  let line: Line
  let store: FileStore
  let undo: () => void

  beforeEach(() => {
    name = freshName()
    line = faultLine(name)
    store = indexedDbFiles(line.connection)
    undo = injectFaults()
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    undo()
    line.connection.close()
    await deleteDB(name)
  })

  /** Keys of the parts and of the rows, read beside the app's own connection. */
  async function lies(): Promise<{ chunks: number; files: number }> {
    const db = await openDB(name)
    const counts = { chunks: await db.count('chunks'), files: await db.count('files') }
    db.close()
    return counts
  }

  test('given a file, then every transaction that writes it is strict', async () => {
    await store.hashes()
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await store.put(fileOf(pattern(20 * chunkBytes, 1), night))
    const writing = spy.mock.results
      .map((result) => result.value as IDBTransaction)
      .filter((tx) => tx.mode === 'readwrite')
    expect(writing.length).toBeGreaterThan(2)
    expect(new Set(writing.map((tx) => tx.durability))).toEqual(new Set(['strict']))
  })

  test('given parts, then they lie as ArrayBuffers of their own', async () => {
    await store.put(fileOf(pattern(chunkBytes + 3, 1), night))
    const db = await openDB(name)
    const chunks = await db.getAll('chunks')
    db.close()
    expect(chunks.map((chunk) => chunk instanceof ArrayBuffer && chunk.byteLength)).toEqual([
      chunkBytes,
      3,
    ])
  })

  test('given connections that break at any point, then the file is whole in the end', async () => {
    for (let at = 0; at < 4; at++)
      for (const kind of ['sever', 'unacknowledged'] as const) {
        const file = fileOf(pattern(17 * chunkBytes, at * 2 + (kind === 'sever' ? 1 : 2)), night)
        const before = line.struck
        for (let i = 0; i < at; i++) line.planned.push({ kind: 'abort', after: 10_000 })
        line.planned.push({ kind })
        await store.put(file)
        line.planned.length = 0
        expect(line.struck, `${kind} in transaction ${at}`).toBe(before + 1)
        expect(hashHex(await allBytes(store, file.hash))).toBe(file.hash)
      }
  })

  test('given an app that died between the parts, then the next start sweeps them', async () => {
    await store.put(fileOf(pattern(100, 9), night))
    const db = await openDB(name)
    for (const hash of ['1'.repeat(64), '2'.repeat(64)])
      for (let i = 0; i < 3; i++) await db.put('chunks', new ArrayBuffer(10), [hash, i])
    db.close()
    expect(await store.hashes()).toHaveProperty('size', 1)
    expect(await store.sweep()).toBe(2)
    expect(await lies()).toEqual({ chunks: 1, files: 1 })
  })

  test('given another tab that sweeps in the middle, then the file is whole in the end', async () => {
    const bytes = pattern(40 * chunkBytes, 4)
    let swept = 0
    const file = fileOf(bytes, night, {
      part: async (from, to) => {
        if (from === 20 * chunkBytes && swept === 0) swept = await store.sweep()
        return bytes.subarray(from, to)
      },
    })
    await store.put(file)
    expect(swept).toBe(1)
    expect(hashHex(await allBytes(store, file.hash))).toBe(file.hash)
  })

  test('given a part that was lost, then reading says so, and keeping it again heals it', async () => {
    const file = fileOf(pattern(3 * chunkBytes, 6), night)
    await store.put(file)
    const db = await openDB(name)
    await db.delete('chunks', [file.hash, 1])
    db.close()
    await expect(allBytes(store, file.hash)).rejects.toMatchObject({ fault: 'failed' })
    await store.put(file)
    expect(hashHex(await allBytes(store, file.hash))).toBe(file.hash)
  })
})
