import type { StoreApi } from 'zustand/vanilla'
import type { DrillCommand } from '../domain/commands/drill.ts'
import type { Sign } from '../domain/drill/criterion.ts'
import {
  type Course,
  courseOf,
  dueNow,
  injectOf,
  jumpTo,
  nextByHand,
  skipNext,
} from '../domain/drill/plan.ts'
import type { DrillEnding, Pacing, PauseReason, Rating } from '../domain/events/drill.ts'
import type { Acts } from './acts.ts'
import { writeBeat } from './drill-beat.ts'
import { drillKeeper } from './drill-keeper.ts'
import type { Log, Recorded } from './log.ts'
import { drillClock, lastAlive } from './log-time.ts'
import type { Ports } from './ports.ts'
import type { SessionState } from './session-state.ts'

/** The app stood still for longer than this: the drill did not go on meanwhile. */
const sleptAfterMs = 90_000
const beatEveryMs = 5_000
/** A delivery that could not be stored is tried again this often. */
const retryEveryMs = 5_000
/** Another window's drill that gave no sign for so long may have nobody left who runs it. */
const goneAfterMs = 20_000

/** The course of the open drill. Null: there is none, or nothing of the kind to do. */
export interface DrillRuns {
  /** Where the drill clock stands now, in ms. */
  clock(): number | null
  /** Starts or goes on, or changes speed (percent) or pacing. */
  run(options?: { readonly speed?: number; readonly pacing?: Pacing }): Promise<Recorded | null>
  pause(why?: Extract<PauseReason, 'hand' | 'live'>): Promise<Recorded | null>
  /** 次へ. */
  next(): Promise<Recorded | null>
  skip(): Promise<Recorded | null>
  jump(inject: string): Promise<Recorded | null>
  repeat(inject: string): Promise<Recorded | null>
  hint(inject: string): Promise<Recorded | null>
  observe(inject: string, sign: Sign, words?: Words): Promise<Recorded | null>
  rate(
    of: 'action' | 'objective',
    item: string,
    rating: Rating | null,
    words?: Words,
  ): Promise<Recorded | null>
  end(why: DrillEnding, reason?: string): Promise<Recorded | null>
  /**
   * For every window that opens a drill, or follows one that gives no sign any more: a run that
   * another run of the app left behind ends where that one was last alive, and the drill stands until
   * somebody lets it go on. A window that still runs it is left alone.
   */
  takeOver(): Promise<Recorded | null>
}

interface Words {
  readonly body?: string
  readonly by?: string
}

export interface DrillsContext {
  readonly ports: Ports
  readonly acts: Acts
  current(): Log | null
  readonly state: StoreApi<SessionState>
}

export function createDrills({ ports, acts, state, current }: DrillsContext) {
  let busy = false
  let seen: { readonly log: string; readonly mono: number; readonly clockMs: number } | null = null
  let beatAt = Number.NEGATIVE_INFINITY
  let retriedAt = Number.NEGATIVE_INFINITY
  /** The last sign of another window's run, and when this one first saw it. */
  let sign: { readonly log: string; readonly clockMs: number; readonly mono: number } | null = null
  const keeper = drillKeeper(ports)

  const course = (): (Course & { readonly log: Log }) | null => {
    const log = current()
    const found = log && courseOf(log.state)
    return log && found ? { ...found, log } : null
  }

  const clockOf = (log: Log): number =>
    log.state.drill ? drillClock(ports, log, log.state.drill, ports.clock.mono()) : 0

  async function act(
    make: (at: Course, clockMs: number) => DrillCommand | null,
  ): Promise<Recorded | null> {
    const at = course()
    const command = at && make(at, clockOf(at.log))
    return command ? acts.record(at.log, command) : null
  }

  /** What the clock makes due, one after the other, until nothing is. */
  async function deliverDue(): Promise<void> {
    if (busy) return
    busy = true
    try {
      for (;;) {
        const at = course()
        if (!at || at.drill.running?.boot !== ports.clock.boot || waiting(at.log)) return
        const due = dueNow(at, clockOf(at.log))
        if (!due) return
        const result = await acts.record(at.log, due)
        // Refused: another window was first, and what it recorded has been read by now.
        if (!result.ok && result.why !== 'refused') return
      }
    } finally {
      busy = false
    }
  }

  /** An inject that could not be stored is not delivered; it is tried again, not made anew. */
  function waiting(log: Log): boolean {
    const failed = state
      .getState()
      .pending.find(
        ({ log: of, command, fault }) =>
          of === log.id && fault !== null && command.do === 'deliverInject',
      )
    if (!failed) return false
    if (ports.clock.mono() - retriedAt >= retryEveryMs) {
      retriedAt = ports.clock.mono()
      void acts.retry(failed.key).catch(() => undefined)
    }
    return true
  }

  function watch(): void {
    const at = course()
    if (at?.drill.running?.boot !== ports.clock.boot) {
      seen = null
      return
    }
    const mono = ports.clock.mono()
    const last = seen?.log === at.log.id ? seen : null
    if (last && mono - last.mono > sleptAfterMs) {
      seen = null
      void acts.record(at.log, { do: 'pauseDrill', clock: last.clockMs, why: 'slept' })
      return
    }
    seen = { log: at.log.id, mono, clockMs: clockOf(at.log) }
  }

  /** A window that only follows a drill finds out by itself that the one that ran it is gone. */
  function watchOther(): void {
    const at = course()
    const boot = at?.drill.running?.boot
    // Without locks nobody can tell a window that is gone from one that is merely quiet.
    if (!at || !boot || boot === ports.clock.boot || !ports.locks.keep) {
      sign = null
      return
    }
    const clockMs = lastAlive(ports, at.log, at.drill)
    const mono = ports.clock.mono()
    if (sign?.log !== at.log.id || sign.clockMs !== clockMs) {
      sign = { log: at.log.id, clockMs, mono }
      return
    }
    if (mono - sign.mono < goneAfterMs) return
    sign = { ...sign, mono }
    void runs.takeOver().catch(() => undefined)
  }

  const runs: DrillRuns = {
    clock: () => {
      const log = current()
      return log?.state.drill ? clockOf(log) : null
    },
    run({ speed, pacing } = {}) {
      const log = current()
      // The moment it starts counts as seen: standing still before it was no sleep.
      if (log) seen = { log: log.id, mono: ports.clock.mono(), clockMs: clockOf(log) }
      return act(({ drill }, clock) => ({
        do: 'runDrill',
        clock,
        speed: speed ?? drill.speed,
        pacing: pacing ?? drill.pacing,
      }))
    },
    pause: (why = 'hand') => act((_, clock) => ({ do: 'pauseDrill', clock, why })),
    next: () => act(nextByHand),
    skip: () => act(skipNext),
    jump: (inject) => act((at, clock) => jumpTo(at, inject, clock)),
    repeat: (inject) => act((_, clock) => ({ do: 'repeatInject', clock, inject })),
    hint: (inject) => act((_, clock) => ({ do: 'showHint', clock, inject })),
    observe: (inject, sign, words = {}) =>
      act((at, clock) => {
        const found = injectOf(at, inject)
        const about = (sign === 'success' ? found?.success : found?.redFlag)?.about ?? inject
        return { do: 'observeAnswer', clock, inject, about, sign, ...words }
      }),
    rate: (of, item, rating, words = {}) =>
      act((_, clock) => ({ do: 'rateAnswer', clock, of, item, rating, ...words })),
    end: (why, reason) =>
      act((_, clock) => ({ do: 'endDrill', clock, why, ...(reason ? { reason } : {}) })),
    async takeOver() {
      const at = course()
      if (!at?.drill.running || at.drill.running.boot === ports.clock.boot) return null
      if (!(await keeper.take(at.log.id))) return null
      const clock = lastAlive(ports, at.log, at.drill)
      return acts.record(at.log, { do: 'pauseDrill', clock, why: 'lost' })
    },
  }

  return {
    runs,
    /** Before anything is recorded: what stood still ends the run where it was last seen. */
    watch,
    /** Called every second. */
    tick(): void {
      watch()
      watchOther()
      const at = course()
      void keeper.settle(at && seen ? at.log.id : null)
      if (!at || !seen) return
      if (seen.mono - beatAt >= beatEveryMs) {
        beatAt = seen.mono
        writeBeat(ports, at.log.id, seen.clockMs)
      }
      void deliverDue().catch(() => undefined)
    },
  }
}
