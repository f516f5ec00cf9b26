import type { Connection } from './connection.ts'

const name = 'device'

/** Keeps the device's key in the same database as the record, which is lost only together with it. */
export interface KeyShelf {
  read(): Promise<unknown>
  /**
   * Keeps a key unless another tab was faster, and returns the one that stands. `instead` names the
   * kept key the new one replaces; that one is put aside.
   */
  keep(key: unknown, instead?: unknown): Promise<unknown>
}

export function keyShelf(connection: Connection): KeyShelf {
  return {
    read: () => connection.run((db) => db.get('keys', name)),
    keep: (key, instead) =>
      connection.run(async (db) => {
        const tx = db.transaction('keys', 'readwrite', { durability: 'strict' })
        tx.done.catch(() => undefined)
        const standing = await tx.store.get(name)
        if (standing !== undefined && instead === undefined) return standing
        const writes: Promise<unknown>[] = []
        if (standing !== undefined) writes.push(tx.store.put(standing, 'unusable'))
        writes.push(tx.store.put(key, name))
        await Promise.all([...writes, tx.done])
        return key
      }),
  }
}
