import type { Database } from './database.ts'
import type { EventRow } from './rows.ts'

/**
 * The events of a range of chains, at most `count`. Chromium keeps values from 64 kB on in files of
 * their own; when one of these is gone, a request for many fails as a whole (`NotReadableError`).
 * Then they are read one by one, and what cannot be read is left out: as good as lost, and no reason
 * to lose sight of the others.
 */
export async function readRows(
  db: Database,
  range: IDBKeyRange,
  count?: number,
): Promise<readonly EventRow[]> {
  try {
    const tx = quiet(db, 'events')
    return await tx.store.index('chain').getAll(range, count)
  } catch (error) {
    if (!unreadable(error)) throw error
  }
  const ids = await quiet(db, 'events').store.index('chain').getAllKeys(range, count)
  const rows: EventRow[] = []
  for (const id of ids) {
    const row = await orNothing(quiet(db, 'events').store.get(id))
    if (row) rows.push(row)
  }
  return rows
}

/** A runbook's bytes; undefined too where the browser lost them. */
export const readRunbook = (db: Database, hash: string): Promise<Uint8Array | undefined> =>
  orNothing(quiet(db, 'runbooks').store.get(hash))

/** A transaction whose end nobody waits for: its failure is the request's, and is told there. */
function quiet<Name extends 'events' | 'runbooks'>(db: Database, name: Name) {
  const tx = db.transaction(name)
  tx.done.catch(() => undefined)
  return tx
}

async function orNothing<T>(reading: Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (unreadable(error)) return undefined
    throw error
  }
}

const unreadable = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'DataError')
