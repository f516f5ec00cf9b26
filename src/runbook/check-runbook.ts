import { cycles, idleJoins, missingClosing, unreachableSteps } from './check-graph.ts'
import { danglingReferences, duplicateIdsInRunbook } from './check-ids.ts'
import { checkSteps } from './check-steps.ts'
import type { Located } from './finding.ts'
import { outlineOf } from './outline.ts'
import { formatPath } from './problem.ts'

/** Keys that draw the flow: while one of them is wrong, missing arrows would be false alarms. */
const DRAWING = new Set(['entries', 'steps', 'id', 'type', 'next', 'again', 'branches'])

/** Everything the schema cannot say, on top of what it said. */
export function checkRunbook(
  data: unknown,
  shape: readonly Located[],
  knownContacts: ReadonlySet<string> | undefined,
): Located[] {
  const outline = outlineOf(data)
  const local = withoutEchoes([
    ...shape,
    ...duplicateIdsInRunbook(data),
    ...danglingReferences(data, outline, knownContacts),
    ...checkSteps(data),
  ])
  const isDrawn = !local.some(isAbout(DRAWING))
  return [
    ...local,
    ...cycles(outline),
    ...(local.some(isAbout(new Set(['steps', 'closing']))) ? [] : missingClosing(outline)),
    ...(isDrawn ? [...unreachableSteps(outline), ...idleJoins(outline)] : []),
  ]
}

/** `titel:` is one mistake: told as an unknown key, not as a missing `title` as well. */
export function withoutEchoes(found: readonly Located[]): Located[] {
  const meant = new Set(
    found.flatMap(({ finding, path }) =>
      finding.code === 'unknown-key' ? [formatPath([...path.slice(0, -1), finding.nearest])] : [],
    ),
  )
  return found.filter(
    ({ finding, path }) => finding.code === 'unknown-key' || !meant.has(formatPath(path)),
  )
}

function isAbout(keys: ReadonlySet<string>): (located: Located) => boolean {
  return ({ finding, path }) => {
    const key =
      finding.code === 'unknown-key'
        ? finding.nearest
        : path.findLast((part) => typeof part === 'string')
    return typeof key === 'string' && keys.has(key)
  }
}
