import type { Runbook, Step } from './runbook.ts'

/** What a person should look at before another flow takes the place of the present one. */
export interface FlowDifference {
  readonly added: readonly Step[]
  readonly removed: readonly Step[]
  /** Steps of the same id whose content differs, as they will be. */
  readonly changed: readonly Step[]
  readonly same: number
}

export function flowDifference(before: Runbook, after: Runbook): FlowDifference {
  const former = new Map(before.steps.map((step) => [step.id, JSON.stringify(step)]))
  const kept = new Set(after.steps.map((step) => step.id))
  const changed = after.steps.filter((step) => {
    const was = former.get(step.id)
    return was !== undefined && was !== JSON.stringify(step)
  })
  const added = after.steps.filter((step) => !former.has(step.id))
  return {
    added,
    removed: before.steps.filter((step) => !kept.has(step.id)),
    changed,
    same: after.steps.length - added.length - changed.length,
  }
}
