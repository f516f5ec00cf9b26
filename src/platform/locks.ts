import type { Locks } from '../domain/ports.ts'

/**
 * Phones freeze a page in the background together with the lock it holds. The lock only spares
 * appends the race for the head (the store decides that race), so after this wait the work starts
 * without it.
 */
const patienceMs = 5000

export function locks(): Locks {
  const queue = inPageLocks()
  if (!('locks' in navigator)) return queue
  // This page's own acts wait for each other in order, however long the storage takes: the patience
  // is for a holder in another page alone.
  return { hold: (name, work) => queue.hold(name, () => webLocks.hold(name, work)), keep }
}

const keep = (name: string): Promise<(() => void) | null> =>
  new Promise((resolve, reject) => {
    navigator.locks
      .request(`shodo:${name}`, { ifAvailable: true }, (lock) =>
        lock ? new Promise<void>((release) => resolve(release)) : resolve(null),
      )
      .catch(reject)
  })

const webLocks: Locks = {
  async hold(name, work) {
    let started = false
    const once = (): ReturnType<typeof work> => {
      started = true
      return work()
    }
    const impatience = new AbortController()
    const timer = setTimeout(() => impatience.abort(), patienceMs)
    try {
      const options = { signal: impatience.signal }
      return await navigator.locks.request(`shodo:${name}`, options, once)
    } catch (error) {
      if (started) throw error
      return await work()
    } finally {
      clearTimeout(timer)
    }
  },
}

/** One queue per name, for this page only: other tabs are left to the store's expected head. */
export function inPageLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>()
  return {
    hold(name, work) {
      const turn = (tails.get(name) ?? Promise.resolve()).then(work)
      const tail = turn.catch(() => undefined)
      tails.set(name, tail)
      return turn
    },
  }
}
