import { textReserve } from '../domain/drill/room.ts'
import { StoreError } from '../domain/ports.ts'
import type { Connection } from './connection.ts'
import type { Reserve } from './reserve.ts'

const strict = { durability: 'strict' } as const
const partBytes = 1_000_000
const parts = textReserve / partBytes
/** Enough for a thousand entries. */
const partsFromTheStart = 2
const releasedAtOnce = 5
const keyOf = (part: number): string => `reserve:${String(part).padStart(2, '0')}`
const allParts = (): IDBKeyRange => IDBKeyRange.bound(keyOf(0), keyOf(parts), false, true)

/** The reserve as parts in the database, among which words take the place of what is given up. */
export function reserveParts(connection: Connection): Reserve {
  let holding: Promise<boolean> | null = null

  async function fill(upTo: number): Promise<boolean> {
    const held = new Set(await connection.run((db) => db.getAllKeys('meta', allParts())))
    for (let part = 0; part < upTo; part++) {
      if (held.has(keyOf(part))) continue
      const full = await connection
        .run(async (db) => {
          const tx = db.transaction('meta', 'readwrite', strict)
          tx.done.catch(() => undefined)
          tx.store.put(filler(part), keyOf(part)).catch(() => undefined)
          try {
            await tx.done
          } catch (error) {
            throw tx.error ?? error
          }
          return false
        })
        .catch((error: unknown) => {
          if (error instanceof StoreError && error.fault === 'quota') return true
          throw error
        })
      if (full) return false
    }
    return true
  }

  async function release(): Promise<boolean> {
    holding = null
    return connection.run(async (db) => {
      const tx = db.transaction('meta', 'readwrite', strict)
      const keys = (await tx.store.getAllKeys(allParts())).slice(-releasedAtOnce)
      for (const key of keys) void tx.store.delete(key)
      await tx.done
      return keys.length > 0
    })
  }

  return {
    begin: async () => void (await fill(partsFromTheStart)),

    hold() {
      holding ??= fill(parts).then(
        async (whole) => {
          if (whole) return true
          holding = null
          // Not to the brim: what writes beside the record needs some air too.
          await release()
          return false
        },
        (error: unknown) => {
          holding = null
          throw error
        },
      )
      return holding
    },

    release,
  }
}

/** Bytes that no file system makes smaller. */
function filler(seed: number): ArrayBuffer {
  const words = new Uint32Array(partBytes / 4)
  let next = (seed + 1) * 0x9e3779b9
  for (let i = 0; i < words.length; i++) {
    next ^= next << 13
    next ^= next >>> 17
    next ^= next << 5
    words[i] = next
  }
  return words.buffer
}
