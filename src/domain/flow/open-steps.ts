import type { LogState } from '../evolve/state.ts'
import { deadlineOf, type StepDeadline } from './deadlines.ts'
import type { StepState } from './position.ts'
import type { Step } from './runbook.ts'

/** An open step as the list of steps shows it. */
export interface OpenStep {
  readonly step: Step
  readonly run: StepState
  readonly deadline: StepDeadline | null
  /** It belongs to a role of the person holding this device. */
  readonly mine: boolean
}

/**
 * Open steps in the order a person should look at them: the patients' lane first, then one's own
 * roles, then what is due first, then as authored.
 */
export function openSteps(
  state: LogState,
  roles: readonly string[],
  nowMs: number,
): readonly OpenStep[] {
  const { position, graph } = state
  if (!position || !graph) return []
  const steps: OpenStep[] = []
  for (const run of position.open()) {
    const step = graph.step.get(run.step)
    if (!step) continue
    steps.push({
      step,
      run,
      deadline: deadlineOf(step, run, state, nowMs),
      mine: roles.includes(step.role),
    })
  }
  const rank = (open: OpenStep): number => (open.step.lane === 'clinical' ? 0 : 1)
  const due = (open: OpenStep): number => open.deadline?.next?.dueMs ?? Number.MAX_SAFE_INTEGER
  return steps.sort(
    (a, b) => rank(a) - rank(b) || Number(b.mine) - Number(a.mine) || due(a) - due(b),
  )
}
