import type { IdList } from './finding.ts'
import { fieldOf, isRecord, type LooseRecord, listOf, textOf } from './loose.ts'
import type { Path } from './problem.ts'

/** An arrow of the flow, with the place in the file that draws it. */
export interface Edge {
  readonly kind: 'next' | 'again'
  readonly to: string
  readonly path: Path
}

export interface StepOutline {
  readonly id: string
  readonly path: Path
  readonly joinAll: boolean
  readonly closing: boolean
  readonly edges: readonly Edge[]
}

/** An id that is given or pointed at, and by which list. */
export interface IdUse {
  readonly list: IdList
  readonly id: string
  readonly path: Path
}

/**
 * What the cross-checks need of a runbook, read from data that may be broken elsewhere: a missing
 * translation must not hide a dangling reference.
 */
export interface Outline {
  readonly entries: readonly string[]
  readonly steps: readonly StepOutline[]
  readonly references: readonly IdUse[]
}

/** Every step that is at least an object, with its place. */
export function looseSteps(data: unknown): { readonly step: LooseRecord; readonly path: Path }[] {
  return listOf(fieldOf(data, 'steps')).flatMap((step, index) =>
    isRecord(step) ? [{ step, path: ['steps', index] }] : [],
  )
}

export function isDecision(step: LooseRecord): boolean {
  return step.type === 'decision' || step.type === 'matrix'
}

export function outlineOf(data: unknown): Outline {
  const entries = (['incident', 'readiness'] as const).flatMap((name) =>
    use('steps', fieldOf(fieldOf(data, 'entries'), name), ['entries', name]),
  )
  const steps = looseSteps(data)
  const outlines = steps.flatMap(({ step, path }) => outlineStep(step, path))
  const edges = steps.flatMap(({ step, path }) => edgesOf(step, path))
  const references = steps.flatMap(({ step, path }) => [
    ...use('phases', step.phase, [...path, 'phase']),
    ...use('lanes', step.lane, [...path, 'lane']),
    ...use('roles', step.role, [...path, 'role']),
    ...listOf(step.contacts).flatMap((id, index) =>
      use('contacts', id, [...path, 'contacts', index]),
    ),
    ...listOf(step.ends).flatMap((id, index) => use('steps', id, [...path, 'ends', index])),
    // What an answer says of a function: a row of some matrix.
    ...listOf(step.branches).flatMap((branch, index) =>
      Object.keys(recordOf(fieldOf(branch, 'services'))).flatMap((id) =>
        use('rows', id, [...path, 'branches', index, 'services', id]),
      ),
    ),
  ])
  return {
    entries: entries.map(({ id }) => id),
    steps: outlines,
    references: [
      ...entries,
      ...references,
      ...edges.map(({ to, path }) => ({ list: 'steps', id: to, path }) as const),
    ],
  }
}

function outlineStep(step: LooseRecord, path: Path): StepOutline[] {
  const id = textOf(step.id)
  if (id === undefined) return []
  return [
    {
      id,
      path,
      joinAll: step.join === 'all',
      closing: step.closing === true,
      edges: edgesOf(step, path),
    },
  ]
}

function edgesOf(step: LooseRecord, path: Path): Edge[] {
  if (!isDecision(step)) return arrows(step, path)
  return listOf(step.branches).flatMap((branch, index) =>
    arrows(branch, [...path, 'branches', index]),
  )
}

function arrows(holder: unknown, path: Path): Edge[] {
  return (['next', 'again'] as const).flatMap((kind) =>
    listOf(fieldOf(holder, kind)).flatMap((to, index) =>
      typeof to === 'string' ? [{ kind, to, path: [...path, kind, index] }] : [],
    ),
  )
}

const recordOf = (value: unknown): LooseRecord => (isRecord(value) ? value : {})

function use(list: IdList, id: unknown, path: Path): IdUse[] {
  return typeof id === 'string' ? [{ list, id, path }] : []
}
