import type { LogState } from '../evolve/state.ts'
import type { EventId } from '../ids.ts'
import type { StepState } from './position.ts'

/**
 * Steps that were skipped for want of time or hands and not recorded since. The flow goes on
 * without them, so nothing but this list asks for them again.
 */
export function deferredSteps(state: LogState): readonly StepState[] {
  return [...(state.position?.states() ?? [])].filter((run) => {
    const last = run.records.at(-1)
    return !run.open && last !== undefined && putOff(state, last.id)
  })
}

function putOff(state: LogState, id: EventId): boolean {
  const event = state.entry.get(id)?.event
  return (
    event?.kind === 'known' &&
    event.type === 'step.recorded' &&
    event.data.outcome === 'skipped' &&
    (event.data.reason === 'later' || event.data.reason === 'noHands')
  )
}
