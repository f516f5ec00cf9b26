import { fold } from '../domain/evolve.ts'
import type { LogCopy } from '../domain/log-copy.ts'
import { copyOf } from './bench-copy.ts'
import { session } from './bench-world.ts'

let made: LogCopy | null = null

const timed = async <T>(work: () => Promise<T> | T): Promise<readonly [number, T]> => {
  const start = performance.now()
  const result = await work()
  return [performance.now() - start, result]
}

/** Records handed over: by how much the time grows with them. */
export const exchangeBench = {
  /** Writes a log of `devices` devices with `each` events (not timed). */
  async makeCopy(devices: number, each: number): Promise<number> {
    made = await copyOf(devices, each)
    return made.events.length
  },

  /** Milliseconds to judge the copy, to take it in where nothing of it is, and to judge it again. */
  async merge(): Promise<{ examine: number; take: number; again: number; fold: number }> {
    const copy = made
    if (!copy) throw new Error('no copy was made')
    if (session.state.getState().phase !== 'ready') await session.boot()
    const [examine, examined] = await timed(() => session.copies.examine(copy))
    if (examined.refusal) throw new Error(examined.refusal)
    const [take, taken] = await timed(() => session.copies.take(examined))
    if (!taken.ok || taken.added !== copy.events.length) throw new Error(JSON.stringify(taken))
    const [again, known] = await timed(() => session.copies.examine(copy))
    if (known.plan.known !== copy.events.length) throw new Error('not all of it came in')
    const [folded] = await timed(() => fold(null, copy.events))
    return { examine, take, again, fold: folded }
  },
}
