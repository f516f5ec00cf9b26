import type { LogState, SavedRhythm } from '../evolve/state.ts'
import { legalClocks, type StepDeadline } from '../flow/deadlines.ts'
import { type OpenStep, openSteps } from '../flow/open-steps.ts'
import { type BreachRow, breachRows } from './breach-counts.ts'
import { type DecisionInForce, decisionsInForce } from './decisions.ts'
import { type Duty, onDuty } from './duty.ts'
import { type Gates, gatesOf } from './gates.ts'
import { type Meetings, meetingsOf } from './meetings.ts'
import { type OpenItem, openItems } from './open-items.ts'
import { rhythmOf } from './rhythm.ts'
import { offeredServices, type ServiceRow, serviceRows } from './services.ts'
import { type SystemRow, systemRows } from './systems.ts'

/** 状況: everything the crisis HQ asks for, in the order it is read aloud. */
export interface Board {
  readonly nowMs: number
  readonly gates: Gates
  readonly services: readonly ServiceRow[]
  readonly systems: readonly SystemRow[]
  readonly decisions: readonly DecisionInForce[]
  readonly open: readonly OpenItem[]
  /** The clocks set by law and its guidance. */
  readonly clocks: readonly StepDeadline[]
  /** Open steps that are past their time. */
  readonly lateSteps: readonly OpenStep[]
  readonly meetings: Meetings
  readonly duty: readonly Duty[]
  readonly breach: readonly BreachRow[]
}

/** The board at a moment: a pure fold over the log and the hospital's day. */
export function boardOf(
  state: LogState,
  rhythm: ReadonlyMap<string, SavedRhythm>,
  nowMs: number,
): Board {
  const services = serviceRows(state)
  const offered = state.graph
    ? new Set(offeredServices(state.graph).map((service) => service.id))
    : null
  return {
    nowMs,
    services,
    gates: gatesOf(state, rhythmOf(rhythm, offered), nowMs, services),
    systems: systemRows(state),
    decisions: decisionsInForce(state),
    open: openItems(state),
    clocks: legalClocks(state, nowMs),
    lateSteps: openSteps(state, [], nowMs).filter(
      ({ deadline }) => deadline?.next && deadline.next.dueMs < nowMs,
    ),
    meetings: meetingsOf(state),
    duty: onDuty(state, nowMs),
    breach: breachRows(state),
  }
}
