import { isLogId, type LogId } from '../domain/ids.ts'
import { hashHex } from '../domain/log/event.ts'
import type { Connection } from './connection.ts'
import type { StoreSide } from './journal-compare.ts'
import { readRows, readRunbook } from './read-rows.ts'
import type { EventRow, LogFacts } from './rows.ts'

/** The store as the keeper of the second copy reads it: in small transactions no append waits for. */

const partSize = 500

export async function storeSide(connection: Connection, log: LogId): Promise<StoreSide> {
  const [facts, heads] = await connection.run((db) =>
    Promise.all([db.get('logs', log), db.getAll('heads', IDBKeyRange.bound([log], [log, []]))]),
  )
  return {
    facts,
    heads,
    rows: () => rowsOf(connection, log),
  }
}

async function* rowsOf(
  connection: Connection,
  log: LogId,
): AsyncGenerator<readonly EventRow[], void> {
  let from: IDBValidKey[] = [log]
  let before = new Set<string>()
  for (;;) {
    const range = IDBKeyRange.bound(from, [log, []])
    const [rows, keys] = await connection.run(async (db) => [
      await readRows(db, range, partSize),
      await db.getAllKeysFromIndex('events', 'chain', range, partSize),
    ])
    // Twins of a fork share one key: the last key is read again, and what is known left out.
    yield rows.filter(({ id }) => !before.has(id))
    const last = rows.at(-1)
    if (!last || keys.length < partSize) return
    before = new Set(rows.map(({ id }) => id))
    from = [log, last.device, last.seq]
  }
}

/** Every log that is named or has an event, whether or not its own row is left. */
export function allLogs(connection: Connection): Promise<readonly LogId[]> {
  return connection.run(async (db) => {
    const tx = db.transaction(['logs', 'events'])
    const logs = new Set<LogId>()
    for (const key of await tx.objectStore('logs').getAllKeys()) if (isLogId(key)) logs.add(key)
    let cursor = await tx.objectStore('events').index('chain').openKeyCursor()
    while (cursor) {
      const [log] = cursor.key
      if (isLogId(log)) logs.add(log)
      // An array sorts after every text: on to the events of the next log.
      cursor = await cursor.continue([log, []] as unknown as [string, string, number])
    }
    return [...logs]
  })
}

/** The runbooks that the store has whole, by their hashes. */
export async function wholeRunbooks(
  connection: Connection,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const whole = new Map<string, Uint8Array>()
  for (const hash of await connection.run((db) => db.getAllKeys('runbooks'))) {
    const bytes = await connection.run((db) => readRunbook(db, hash))
    if (bytes && hashHex(bytes) === hash) whole.set(hash, bytes)
  }
  return whole
}

export const tombstoneOf = (connection: Connection, log: LogId): Promise<LogFacts | undefined> =>
  connection.run((db) => db.get('logs', log))

const metaKey = 'journal'

/** Notes in the store that a second copy is kept; true when that was known. */
export function noteJournal(connection: Connection): Promise<boolean> {
  return connection.run(async (db) => {
    const known = (await db.get('meta', metaKey)) !== undefined
    if (!known) await db.put('meta', 1, metaKey)
    return known
  })
}
