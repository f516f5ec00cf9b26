import type { Command } from '../domain/commands/command.ts'
import type { Scenario } from '../domain/drill/scenario.ts'
import type { LogState } from '../domain/evolve/state.ts'
import { type LogId, logIdFrom } from '../domain/ids.ts'
import type { Mode } from '../domain/log/event.ts'
import type { Acts } from './acts.ts'
import { pinScenario } from './drill-pin.ts'
import { type Log, newLog, type Recorded } from './log.ts'
import type { Ports } from './ports.ts'
import { type PinnedRunbook, runbookToStart } from './runbooks.ts'
import type { Session } from './session-state.ts'

export interface StartsContext {
  readonly ports: Ports
  readonly acts: Acts
  /** The hospital's own facts: its flows and targets. */
  readiness(): LogState
  /** Makes a log the one on screen. */
  take(log: Log): void
  refreshHome(): Promise<void>
}

/** Incidents and drills that begin: what they pin, and their first entry. */
export function createStarts({
  ports,
  acts,
  readiness,
  take,
  refreshHome,
}: StartsContext): Pick<Session, 'startIncident' | 'startDrill'> {
  const toStart = (id: string): Promise<PinnedRunbook> => runbookToStart(ports, readiness(), id)

  async function begin(
    mode: Mode,
    { runbook, hash }: PinnedRunbook,
    more: Omit<Extract<Command, { do: 'openIncident' }>, 'do' | 'runbook'>,
    scenario: Scenario | null,
  ): Promise<{ readonly log: LogId; readonly result: Recorded }> {
    const log = newLog(logIdFrom(ports.random.bytes(16)), 'incident', mode, runbook, hash)
    log.state.scenario = scenario
    take(log)
    const { id, version } = runbook
    const opening: Command = { do: 'openIncident', runbook: { id, version, hash }, ...more }
    const result = await acts.record(log, opening)
    await refreshHome().catch(() => undefined)
    return { log: log.id, result }
  }

  return {
    async startIncident({ runbookId, mode = 'live', detection, name }) {
      const more = { ...(detection ? { detection } : {}), ...(name ? { name } : {}) }
      return begin(mode, await toStart(runbookId), more, null)
    },

    async startDrill(options) {
      const { scenario, start } = await pinScenario(ports, options)
      const { name } = options
      const detection = { at: start.startsAt, precision: 'exact' } as const
      const more = { detection, drill: start, ...(name ? { name } : {}) }
      return begin('drill', await toStart(scenario.runbook), more, scenario)
    },
  }
}
