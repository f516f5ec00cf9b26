import type { HealRequest, LogRow } from '../domain/ports.ts'
import type { Database } from './database.ts'
import { healedFacts, healedHead, healRows } from './heal-rows.ts'
import type { EventRow, HeadRow } from './rows.ts'

const strict = { durability: 'strict' } as const

/** Its failure is reported by the transaction; without a listener it would be reported twice. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/**
 * Puts verified events back in one strict transaction, and every chain's end and the log's facts
 * with them. An act that was recorded again since it was lost keeps its new event.
 */
export async function healIn(db: Database, request: HealRequest): Promise<number> {
  const rows = healRows(request)
  const tx = db.transaction(['events', 'heads', 'logs'], 'readwrite', strict)
  const done = heard(tx.done)
  try {
    const [events, heads, logs] = [
      tx.objectStore('events'),
      tx.objectStore('heads'),
      tx.objectStore('logs'),
    ]
    const facts = healedFacts(request, await logs.get(request.log))
    if (!facts) return 0
    const acts = await Promise.all(rows.map(({ act }) => events.index('act').getKey(act)))
    const free = rows.filter((row, i) => acts[i] === undefined || acts[i] === row.id)
    for (const row of free) void heard(events.put(row))
    void heard(logs.put(facts))
    const standing = await heads.getAll(within(request.log))
    const devices = new Set([...standing, ...free].map(({ device }) => device))
    for (const device of devices) {
      const range = within(request.log, device)
      const cursor = await events.index('chain').openCursor(range, 'prev')
      const last: EventRow | undefined = cursor?.value
      const head: HeadRow | undefined = standing.find((row) => row.device === device)
      if (last) void heard(heads.put(healedHead(last, head, request)))
    }
    await done
    return free.length
  } catch (error) {
    // A full disk shows as the transaction's error; its requests only say that they were aborted.
    throw tx.error ?? error
  }
}

export async function rememberIn(db: Database, tombstone: LogRow): Promise<void> {
  const tx = db.transaction('logs', 'readwrite', strict)
  const done = heard(tx.done)
  if (!(await tx.store.get(tombstone.log))) void heard(tx.store.put(tombstone))
  await done
}

/** Everything of a log, or of one of its chains: an array sorts after every number and string. */
const within = (...first: string[]): IDBKeyRange => IDBKeyRange.bound(first, [...first, []])
