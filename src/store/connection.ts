import { type Database, databaseName, type Open, openNamed } from './database.ts'
import { mayRetry, storeErrorOf } from './faults.ts'

/**
 * One handle for everything that uses the database. A stale cached handle is what made 97.5 % of
 * one app's retries fail on WebKit (Expensify/App#87864), so a handle that fails is dropped at once
 * and the next try opens another.
 */
export interface Connection {
  /**
   * Runs idempotent work, at most three times. Rejects with a StoreError. A limit bounds each try:
   * an append must answer, a long read may take what it takes.
   */
  run<T>(work: (db: Database) => Promise<T>, limitMs?: number): Promise<T>
  close(): void
}

const tries = 3
const openLimitMs = 10_000

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))

/** Rejects when `promise` has not settled in time; what it does later is ignored. */
async function within<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const give = (): void => reject(new DOMException('the storage did not answer', 'TimeoutError'))
    timer = setTimeout(give, limitMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

export function connect(open: Open = openNamed(databaseName)): Connection {
  let current: Promise<Database> | null = null

  const drop = (opening: Promise<Database>): void => {
    if (current === opening) current = null
    // Also closes a handle that arrives after its opening was given up.
    opening.then((db) => db.close()).catch(() => undefined)
  }

  const handle = (): Promise<Database> => {
    if (current) return current
    const opening: Promise<Database> = Promise.resolve().then(() => open(() => drop(opening)))
    current = opening
    return opening
  }

  return {
    async run(work, limitMs) {
      for (let attempt = 1; ; attempt++) {
        const opening = handle()
        try {
          const db = await within(opening, openLimitMs)
          return await (limitMs === undefined ? work(db) : within(work(db), limitMs))
        } catch (error) {
          drop(opening)
          if (attempt >= tries || !mayRetry(error)) throw storeErrorOf(error)
          if (attempt > 1) await pause(50)
        }
      }
    },
    close() {
      if (current) drop(current)
    },
  }
}
