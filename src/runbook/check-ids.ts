import type { IdList, Located } from './finding.ts'
import { fieldOf, listOf, textOf } from './loose.ts'
import { likelyMeant } from './nearest.ts'
import { type IdUse, looseSteps, type Outline } from './outline.ts'
import type { Path } from './problem.ts'

/** More ids than a real runbook has: comparing each wrong one with all of them hangs the page. */
const MAX_GUESSES = 500

type KnownIds = { readonly [list in IdList]?: ReadonlySet<string> }

/** Ids given twice in one list; the second one is the place to mend. */
export function duplicateIds(list: IdList, items: unknown, path: Path): Located[] {
  const first = new Map<string, Path>()
  return idsOf(list, items, path).flatMap(({ id, path: at }) => {
    const earlier = first.get(id)
    if (earlier) return [{ finding: { code: 'duplicate-id', list, id, first: earlier }, path: at }]
    first.set(id, at)
    return []
  })
}

/** Ids given twice anywhere in a runbook. */
export function duplicateIdsInRunbook(data: unknown): Located[] {
  const top = (['phases', 'lanes', 'roles', 'steps'] as const).flatMap((list) =>
    duplicateIds(list, fieldOf(data, list), [list]),
  )
  const inSteps = looseSteps(data).flatMap(({ step, path }) => [
    ...duplicateIds('branches', step.branches, [...path, 'branches']),
    ...(['rows', 'values'] as const).flatMap((list) =>
      duplicateIds(list, fieldOf(step.matrix, list), [...path, 'matrix', list]),
    ),
  ])
  return [...top, ...inSteps]
}

/** References to ids that no list gives; contacts only when the known ones were handed in. */
export function danglingReferences(
  data: unknown,
  outline: Outline,
  knownContacts: ReadonlySet<string> | undefined,
): Located[] {
  const known: KnownIds = {
    phases: idsIn('phases', data),
    lanes: idsIn('lanes', data),
    roles: idsIn('roles', data),
    steps: idsIn('steps', data),
    rows: rowsIn(data),
    ...(knownContacts ? { contacts: knownContacts } : {}),
  }
  return outline.references.flatMap(({ list, id, path }): Located[] => {
    const ids = known[list]
    if (!ids || ids.has(id)) return []
    const guess = ids.size > MAX_GUESSES ? undefined : likelyMeant(id, [...ids])
    return [{ finding: { code: 'dangling-reference', list, id, nearest: guess }, path }]
  })
}

function idsIn(list: IdList, data: unknown): ReadonlySet<string> {
  return new Set(idsOf(list, fieldOf(data, list), [list]).map(({ id }) => id))
}

/** The rows of all matrices: the functions of the hospital. */
function rowsIn(data: unknown): ReadonlySet<string> {
  return new Set(
    looseSteps(data).flatMap(({ step }) =>
      idsOf('rows', fieldOf(step.matrix, 'rows'), []).map(({ id }) => id),
    ),
  )
}

function idsOf(list: IdList, items: unknown, path: Path): IdUse[] {
  return listOf(items).flatMap((item, index) => {
    const id = textOf(fieldOf(item, 'id'))
    return id === undefined ? [] : [{ list, id, path: [...path, index, 'id'] }]
  })
}
