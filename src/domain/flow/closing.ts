import type { LogState } from '../evolve/state.ts'
import { instantMs } from '../instant.ts'
import type { Step } from './runbook.ts'

export type Ending = 'resolved' | 'falseAlarm'

/** The step that ends an incident as a false alarm, by the same id in every runbook. */
const falseAlarmStep = 'PA-00'

/**
 * How the incident ends when the step is done, or null for a step that ends nothing. A step that
 * closes the readiness round has nothing to say about an incident.
 */
export function endingOf(step: Step, state: LogState): Ending | null {
  if (!step.closing) return null
  const { graph } = state
  const readiness = graph?.step.get(graph.runbook.entries.readiness)
  if (step.phase === readiness?.phase) return null
  return step.id === falseAlarmStep ? 'falseAlarm' : 'resolved'
}

/** The ending to offer: the newest closing step that was recorded as done, while still open. */
export function endingToOffer(state: LogState): Ending | null {
  if (state.closed || !state.position || !state.graph) return null
  let newest: { ms: number; ending: Ending } | null = null
  for (const run of state.position.states()) {
    const step = state.graph.step.get(run.step)
    const record = run.records.at(-1)
    if (!step || run.open || record?.outcome !== 'done') continue
    const ending = endingOf(step, state)
    const ms = instantMs(record.t)
    if (ending && (!newest || newest.ms <= ms)) newest = { ms, ending }
  }
  return newest?.ending ?? null
}
