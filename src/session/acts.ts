import type { StoreApi } from 'zustand/vanilla'
import type { Command } from '../domain/commands/command.ts'
import {
  faultOf,
  type Log,
  type Moment,
  momentOf,
  type Recorded,
  recordInto,
  refreshLog,
} from './log.ts'
import type { Ports } from './ports.ts'
import type { Pending, SessionState } from './session-state.ts'

/** What recording needs of the session around it. */
export interface ActsContext {
  readonly ports: Ports
  readonly state: StoreApi<SessionState>
  /** The log as it is held now: one that was left and opened again since is held anew. */
  heldNow(log: Log): Log
  show(log: Log): void
  /** Called when the storage refused: it may have been emptied under the app. */
  storageFailed(): void
}

/** Acts on their way into a log, and those that failed: these keep their moment and their words. */
export interface Acts {
  /** `moment`: when the person acted, where that is not now. */
  record(log: Log, command: Command, moment?: Moment): Promise<Recorded>
  /** Tries a failed act again, as the same act. */
  retry(key: number): Promise<Recorded>
  discard(key: number): void
  /** An incident whose start could not be stored: without it no step would ever open. */
  retryOpening(log: Log['id']): void
}

export function createActs({ ports, state, heldNow, show, storageFailed }: ActsContext): Acts {
  const moments = new Map<number, { moment: Moment; log: Log }>()
  const underWay = new Map<number, Promise<Recorded>>()
  let nextKey = 1

  const setPending = (key: number, change: Partial<Pending> | null): void => {
    state.setState(({ pending }) => ({
      pending:
        change === null
          ? pending.filter((p) => p.key !== key)
          : pending.map((p) => (p.key === key ? { ...p, ...change } : p)),
    }))
  }

  async function attempt(
    key: number,
    log: Log,
    command: Command,
    moment: Moment,
  ): Promise<Recorded> {
    setPending(key, { fault: null, detail: null })
    const into = heldNow(log)
    // Known before they are gone: copies of them lie in drafts.
    const erasing = command.do === 'eraseTexts' ? await import('./erasing.ts') : null
    const words =
      command.do === 'eraseTexts'
        ? await erasing?.wordsOf(ports, into, command).catch(() => [])
        : []
    const result = await recordInto(ports, into, command, moment).catch(faultOf)
    if (result.ok) await erasing?.sweepErased(ports, state, into, words ?? [])
    // Before it stops being pending: an act is on the screen all the time.
    if (result.ok && heldNow(log) !== into)
      await refreshLog(ports, heldNow(log)).catch(() => undefined)
    if (result.ok || result.why === 'refused') {
      moments.delete(key)
      setPending(key, null)
    } else {
      setPending(key, { fault: result.why, detail: result.detail })
      if (result.why === 'failed') storageFailed()
    }
    show(heldNow(log))
    return result
  }

  /**
   * The very same act, still on its way and the newest: while the storage is slow people tap again.
   * An answer changed and changed back is no twin of the first. Notes and stamps may well come
   * twice, and a note's field is empty after its first tap.
   */
  function twinOf(log: Log, command: Command): Promise<Recorded> | undefined {
    if (command.do === 'note' || command.do === 'stamp') return undefined
    const newest = state.getState().pending.findLast((act) => act.log === log.id)
    const same = newest && JSON.stringify(newest.command) === JSON.stringify(command)
    return same ? underWay.get(newest.key) : undefined
  }

  return {
    record(log, command, moment = momentOf(ports)) {
      const twin = twinOf(log, command)
      if (twin !== undefined) return twin
      const key = nextKey++
      moments.set(key, { moment, log })
      state.setState(({ pending }) => ({
        pending: [
          ...pending,
          { key, log: log.id, act: moment.act, command, fault: null, detail: null },
        ],
      }))
      const going = attempt(key, log, command, moment)
      underWay.set(key, going)
      void going.finally(() => underWay.delete(key))
      return going
    },

    async retry(key) {
      const kept = moments.get(key)
      const pending = state.getState().pending.find((p) => p.key === key)
      if (!kept || !pending) throw new RangeError(`no pending act ${key}`)
      return attempt(key, kept.log, pending.command, kept.moment)
    },

    discard(key) {
      moments.delete(key)
      setPending(key, null)
    },

    retryOpening(log) {
      const opening = state
        .getState()
        .pending.find((act) => act.log === log && act.fault && act.command.do === 'openIncident')
      const kept = opening && moments.get(opening.key)
      if (kept) void attempt(opening.key, kept.log, opening.command, kept.moment)
    },
  }
}
