import type { LogId } from '../domain/ids.ts'
import type { Ports } from './ports.ts'

/** Says to the other windows, for as long as this one lives, that it runs the drill. */
export function drillKeeper({ locks }: Ports) {
  let kept: { readonly log: LogId; readonly release: () => void } | null = null
  let asking = false

  /** True when no other window runs this drill; from then on this one does. */
  async function take(log: LogId): Promise<boolean> {
    if (!locks.keep || kept?.log === log) return true
    if (asking) return false
    asking = true
    try {
      const release = await locks.keep(`drill:${log}`)
      if (release) kept = { log, release }
      return release !== null
    } catch {
      // A browser that cannot say it has one window.
      return true
    } finally {
      asking = false
    }
  }

  return {
    take,
    /** The drill this window runs now; null when it runs none. */
    async settle(log: LogId | null): Promise<void> {
      if (kept && kept.log !== log) {
        kept.release()
        kept = null
      }
      if (log) await take(log)
    },
  }
}
