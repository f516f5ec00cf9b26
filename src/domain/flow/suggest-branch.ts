import { safeBranch } from './graph.ts'
import type { MatrixStep } from './runbook.ts'

/**
 * The branch the values of a matrix speak for: any function that is not simply running takes the
 * safe branch; all running takes the other. Null while the answer is not clear.
 */
export function suggestBranch(
  step: MatrixStep,
  values: Readonly<Record<string, string>>,
): string | null {
  const { rows } = step.matrix
  const running = step.matrix.values[0]?.id
  const set = rows.map((row) => values[row.id]).filter((value) => value !== undefined)
  if (set.some((value) => value !== running)) return safeBranch(step)?.id ?? null
  if (set.length < rows.length) return null
  return step.branches.find((branch) => !branch.safe)?.id ?? null
}
