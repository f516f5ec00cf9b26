import type { Hash } from '../domain/ids.ts'
import { type FileStore, type FileToKeep, StoreError } from '../domain/ports.ts'
import type { Connection } from './connection.ts'
import type { Database } from './database.ts'
import {
  bufferOf,
  chunkBytes,
  type FileRow,
  factsOf,
  merged,
  releasedBy,
  rowOf,
} from './file-rows.ts'

const strict = { durability: 'strict' } as const

/** Parts read ahead and written in one transaction: 4 MiB bound the memory a film takes. */
const batchChunks = 16

/** Another tab that sweeps may take parts away under a file that is being written. */
const maxTries = 3

const chunksOf = (hash: Hash): IDBKeyRange => IDBKeyRange.bound([hash], [hash, []])

/**
 * Attached files in IndexedDB. The parts come first, the row of `files` last: a file without a row
 * is not there, and whatever parts it left are swept at the next start. Everything inside a
 * transaction awaits that transaction and nothing else.
 */
export function indexedDbFiles(connection: Connection): FileStore {
  return {
    prepare: async () => undefined,

    async put(file, told = () => undefined) {
      const row = rowOf(file)
      try {
        for (let attempt = 0; attempt < maxTries; attempt++) {
          if (await connection.run((db) => noteWhole(db, row))) return
          await writeChunks(connection, file, row.chunks, told)
          if (await connection.run((db) => finish(db, row))) return
        }
        throw new StoreError('failed', 'parts of the file vanished while it was written')
      } catch (error) {
        await connection.run((db) => dropUnfinished(db, file.hash)).catch(() => undefined)
        throw error
      }
    },

    async file(hash) {
      const row = await connection.run((db) => db.get('files', hash))
      return row ? factsOf(row) : null
    },

    async hashes(log) {
      if (log === undefined) return new Set(await connection.run((db) => db.getAllKeys('files')))
      const found = new Set<Hash>()
      await connection.run(async (db) => {
        for await (const { value } of db.transaction('files').store)
          if (value.logs.includes(log)) found.add(value.hash)
      })
      return found
    },

    async *bytes(hash) {
      const row = await connection.run((db) => db.get('files', hash))
      if (!row) throw new StoreError('failed', 'the file is not here')
      for (let i = 0; i < row.chunks; i++) {
        const chunk = await connection.run((db) => db.get('chunks', [hash, i]))
        if (!chunk) throw new StoreError('failed', `part ${i} of the file is missing`)
        yield new Uint8Array(chunk)
      }
    },

    async thumb(hash) {
      const row = await connection.run((db) => db.get('files', hash))
      return row?.thumb ? new Uint8Array(row.thumb) : null
    },

    setThumb: (hash, thumb) =>
      connection.run(async (db) => {
        const tx = db.transaction('files', 'readwrite', strict)
        const row = await tx.store.get(hash)
        if (row) tx.store.put({ ...row, thumb: bufferOf(thumb) }).catch(() => undefined)
        await tx.done
      }),

    release: (log, hashes) =>
      connection.run(async (db) => {
        const wanted = hashes && new Set(hashes)
        const tx = db.transaction(['files', 'chunks'], 'readwrite', strict)
        const done = heard(tx.done)
        for await (const cursor of tx.objectStore('files')) {
          const row = cursor.value
          if (!row.logs.includes(log) || (wanted && !wanted.has(row.hash))) continue
          const left = releasedBy(row, log)
          if (left) void heard(cursor.update(left))
          else {
            void heard(cursor.delete())
            void heard(tx.objectStore('chunks').delete(chunksOf(row.hash)))
          }
        }
        await done
      }),

    async sweep() {
      const orphans = await connection.run(unfinished)
      for (const hash of orphans) await connection.run((db) => dropUnfinished(db, hash))
      return orphans.length
    },
  }
}

/** Its failure is reported by the transaction; without a listener it would be reported twice. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

async function writeChunks(
  connection: Connection,
  file: FileToKeep,
  chunks: number,
  told: (bytes: number) => void,
): Promise<void> {
  for (let from = 0; from < chunks; from += batchChunks) {
    const parts: ArrayBuffer[] = []
    for (let i = from; i < Math.min(from + batchChunks, chunks); i++) {
      const [start, end] = [i * chunkBytes, Math.min((i + 1) * chunkBytes, file.size)]
      const part = await file.part(start, end)
      if (part.length !== end - start)
        throw new StoreError('failed', `part ${i} has ${part.length} bytes`)
      parts.push(bufferOf(part))
    }
    await connection.run((db) => writeBatch(db, file.hash, from, parts))
    told(Math.min((from + parts.length) * chunkBytes, file.size))
  }
}

async function writeBatch(
  db: Database,
  hash: Hash,
  from: number,
  parts: readonly ArrayBuffer[],
): Promise<void> {
  const tx = db.transaction('chunks', 'readwrite', strict)
  const done = heard(tx.done)
  try {
    const writes = parts.map((part, i) => heard(tx.store.put(part, [hash, from + i])))
    tx.commit()
    await Promise.all([...writes, done])
  } catch (error) {
    // A full disk shows as the transaction's error; its requests only say that they were aborted.
    throw tx.error ?? error
  }
}

/** True when the file is here whole; then it is noted that this log names it too. */
async function noteWhole(db: Database, fresh: FileRow): Promise<boolean> {
  const tx = db.transaction(['files', 'chunks'], 'readwrite', strict)
  const done = heard(tx.done)
  const [standing, count] = await Promise.all([
    tx.objectStore('files').get(fresh.hash),
    tx.objectStore('chunks').count(chunksOf(fresh.hash)),
  ])
  const whole = standing !== undefined && count === standing.chunks
  if (whole) void heard(tx.objectStore('files').put(merged(standing, fresh)))
  await done
  return whole
}

/** Writes the row if every part is there: only with it the file is. */
async function finish(db: Database, fresh: FileRow): Promise<boolean> {
  const tx = db.transaction(['files', 'chunks'], 'readwrite', strict)
  const done = heard(tx.done)
  try {
    const [standing, count] = await Promise.all([
      tx.objectStore('files').get(fresh.hash),
      tx.objectStore('chunks').count(chunksOf(fresh.hash)),
    ])
    const whole = count === fresh.chunks
    if (whole) void heard(tx.objectStore('files').put(standing ? merged(standing, fresh) : fresh))
    await done
    return whole
  } catch (error) {
    throw tx.error ?? error
  }
}

/** Hashes of which there are parts and no row. */
async function unfinished(db: Database): Promise<Hash[]> {
  const tx = db.transaction(['files', 'chunks'])
  const known = new Set<string>(await tx.objectStore('files').getAllKeys())
  const found: Hash[] = []
  let cursor = await tx.objectStore('chunks').openKeyCursor()
  while (cursor) {
    const [hash] = cursor.key
    if (!known.has(hash)) found.push(hash as Hash)
    // An array sorts after every number: on to the parts of the next file.
    cursor = await cursor.continue([hash, []] as unknown as [string, number])
  }
  return found
}

async function dropUnfinished(db: Database, hash: Hash): Promise<void> {
  const tx = db.transaction(['files', 'chunks'], 'readwrite', strict)
  const done = heard(tx.done)
  // Asked in the same transaction: another tab may have finished it just now.
  if ((await tx.objectStore('files').getKey(hash)) === undefined)
    void heard(tx.objectStore('chunks').delete(chunksOf(hash)))
  await done
}
