import { foldText } from '../search.ts'
import type { Step, Text } from './runbook.ts'

/** A step with its words folded once: the search runs at every key. */
export interface StepIndexEntry {
  readonly step: Step
  readonly folded: string
}

export function indexSteps(steps: readonly Step[]): readonly StepIndexEntry[] {
  const both = (text: Text): string => `${text.ja} ${text.en}`
  return steps.map((step) => ({
    step,
    folded: foldText([step.id, both(step.title), ...step.do.map(both)].join(' ')),
  }))
}

/** Steps whose id, title or actions hold every word of the query, in either language. */
export function findSteps(index: readonly StepIndexEntry[], query: string): readonly Step[] {
  const wanted = foldText(query)
    .split(/\s+/)
    .filter((word) => word !== '')
  return index
    .filter((entry) => wanted.every((word) => entry.folded.includes(word)))
    .map((entry) => entry.step)
}
