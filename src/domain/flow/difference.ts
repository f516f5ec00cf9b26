import { canonicalText, type Json } from '../json.ts'
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
  const former = new Map(before.steps.map((step) => [step.id, contentOf(step)]))
  const kept = new Set(after.steps.map((step) => step.id))
  const changed = after.steps.filter((step) => {
    const was = former.get(step.id)
    return was !== undefined && was !== contentOf(step)
  })
  const added = after.steps.filter((step) => !former.has(step.id))
  return {
    added,
    removed: before.steps.filter((step) => !kept.has(step.id)),
    changed,
    same: after.steps.length - added.length - changed.length,
  }
}

/** The order of keys says nothing: a file may write them in any. */
const contentOf = (step: Step): string => canonicalText(step as unknown as Json)
