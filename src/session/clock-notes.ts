import type { Acts } from './acts.ts'
import { type ClockChange, ClockWatch } from './clock-watch.ts'
import type { Log } from './log.ts'
import type { Ports } from './ports.ts'

/** Writes down what befell the device's clock, in the log that is open. */
export interface ClockNotes {
  /** Compares the clocks now. */
  look(): void
  /** What befell the clock since this run of the app last recorded into a log now opened again. */
  noteMissed(log: Log): void
  /** The page was hidden or frozen. */
  sleep(): void
}

export function createClockNotes(ports: Ports, acts: Acts, current: () => Log | null): ClockNotes {
  const watch = new ClockWatch(ports.clock)
  const note = (log: Log, change: ClockChange): void =>
    void acts.record(log, { do: 'noteClock', ...change })
  return {
    look() {
      const change = watch.sample()
      const log = current()
      // A device that has written nothing yet does not join by its clock.
      if (change && log?.state.members.has(ports.signer.device)) note(log, change)
    },
    noteMissed(log) {
      const last = log.state.clocks.get(ports.signer.device)
      if (last?.boot !== ports.clock.boot) return
      for (const change of watch.changesAfter(last.mono)) note(log, change)
    },
    sleep: () => watch.sleep(),
  }
}
