import type { Runbook, Step } from './runbook.ts'

/** Whether a hospital may set another time: its own targets, never what the law says. */
export const isOwnTarget = (step: Step): boolean =>
  step.deadline !== undefined && !step.deadline.hard && step.deadline.minutes !== undefined

/**
 * The runbook with the hospital's own minutes in the place of the authored ones; the same object
 * when nothing differs. An incident pins the result, so that it stands alone.
 */
export function withTargets(runbook: Runbook, targets: ReadonlyMap<string, number>): Runbook {
  const differs = (step: Step): boolean => {
    const minutes = targets.get(step.id)
    return minutes !== undefined && isOwnTarget(step) && step.deadline?.minutes !== minutes
  }
  if (!runbook.steps.some(differs)) return runbook
  const steps = runbook.steps.map((step) => {
    const minutes = targets.get(step.id)
    return step.deadline && minutes !== undefined && differs(step)
      ? { ...step, deadline: { ...step.deadline, minutes } }
      : step
  })
  return { ...runbook, steps }
}
