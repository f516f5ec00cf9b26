import type { Runbook, Step } from '../domain/flow/runbook.ts'
import type { IdList, Located } from '../runbook/finding.ts'
import { likelyMeant } from '../runbook/nearest.ts'
import type { Path } from '../runbook/problem.ts'
import type { ScenarioFinding } from './finding.ts'
import type { TargetFile } from './schema.ts'
import type { CriterionFile, LeafFile } from './schema-criterion.ts'

/** More ids than a real file has: comparing each wrong one with all of them hangs the page. */
const MAX_GUESSES = 500

/** The ids that may be pointed at; a list that is not handed in is not looked up. */
export type Known = { readonly [list in IdList]?: ReadonlySet<string> } & {
  readonly runbook?: Runbook
}

export type Found = Located<ScenarioFinding>

/** An id that no list gives. */
export function dangling(
  known: Known,
  list: IdList,
  id: string,
  path: Path,
  part: 'key' | 'value' = 'value',
): Found[] {
  const ids = known[list]
  if (!ids || ids.has(id)) return []
  const guess = ids.size > MAX_GUESSES ? undefined : likelyMeant(id, [...ids])
  return [{ finding: { code: 'dangling-reference', list, id, nearest: guess }, path, part }]
}

export const danglingAll = (
  known: Known,
  list: IdList,
  ids: readonly string[] | undefined,
  path: Path,
): Found[] => (ids ?? []).flatMap((id, index) => dangling(known, list, id, [...path, index]))

/** The single questions of a criterion, with their places. */
export function leavesOf(
  criterion: CriterionFile,
  path: Path,
): { readonly leaf: LeafFile; readonly path: Path }[] {
  switch (criterion.is) {
    case 'all':
    case 'any':
      return criterion.of.map((leaf, index) => ({ leaf, path: [...path, 'of', index] }))
    case 'before':
      return [
        { leaf: criterion.first, path: [...path, 'first'] },
        { leaf: criterion.second, path: [...path, 'second'] },
      ]
    default:
      return [{ leaf: criterion, path }]
  }
}

export function checkCriterion(
  criterion: CriterionFile | undefined,
  known: Known,
  path: Path,
): Found[] {
  if (!criterion) return []
  return leavesOf(criterion, path).flatMap(({ leaf, path: at }) => checkLeaf(leaf, known, at))
}

function checkLeaf(leaf: LeafFile, known: Known, path: Path): Found[] {
  switch (leaf.is) {
    case 'step':
      return onStep(known, leaf.step, path, (step) =>
        (leaf.items ?? []).flatMap((item, index) =>
          checkItem(step, item, [...path, 'items', index]),
        ),
      )
    case 'handed':
      return onStep(known, leaf.step, path, (step) => checkItem(step, leaf.item, [...path, 'item']))
    case 'branch':
      return onStep(known, leaf.step, path, (step) => {
        if (step.type === 'step') return [notADecision(step, path)]
        const branches = new Set(step.branches.map(({ id }) => id))
        return danglingAll({ branches }, 'branches', leaf.branches, [...path, 'branches'])
      })
    case 'matrix':
      return onStep(known, leaf.step, path, (step) => {
        if (step.type !== 'matrix') return [notADecision(step, path)]
        const rows = new Set(step.matrix.rows.map(({ id }) => id))
        return danglingAll({ rows }, 'rows', leaf.rows, [...path, 'rows'])
      })
    case 'call':
      return dangling(known, 'contacts', leaf.contact, [...path, 'contact'])
    case 'sign':
      // A red flag that must not show may well be one that this scenario has no inject for.
      return leaf.not ? [] : dangling(known, 'signs', leaf.about, [...path, 'about'])
    case 'note':
    case 'amended':
    case 'complete':
    case 'prompt':
      return []
  }
}

export function checkTarget(target: TargetFile | undefined, known: Known, path: Path): Found[] {
  switch (target?.is) {
    case undefined:
    case 'minutes':
      return []
    case 'flow':
      return onStep(known, target.step, path, (step) => {
        const { deadline } = step
        const counted = deadline?.minutes ?? deadline?.band ?? deadline?.days
        if (counted !== undefined) return []
        const finding = { code: 'step-without-deadline', step: step.id } as const
        return [{ finding, path: [...path, 'step'] }]
      })
    case 'inject':
      return dangling(known, 'injects', target.inject, [...path, 'inject'])
    case 'gate':
      return dangling(known, 'gates', target.gate, [...path, 'gate'])
  }
}

function onStep(known: Known, id: string, path: Path, check: (step: Step) => Found[]): Found[] {
  const step = known.runbook?.steps.find((one) => one.id === id)
  return step ? check(step) : dangling(known, 'steps', id, [...path, 'step'])
}

function checkItem(step: Step, item: number, path: Path): Found[] {
  if (item < step.do.length) return []
  return [{ finding: { code: 'no-such-item', step: step.id, lines: step.do.length }, path }]
}

function notADecision(step: Step, path: Path): Found {
  return { finding: { code: 'not-a-decision', step: step.id }, path: [...path, 'step'] }
}

/** What can be pointed at in a runbook. */
export const knownOf = (runbook: Runbook | undefined): Known =>
  runbook
    ? {
        runbook,
        steps: new Set(runbook.steps.map(({ id }) => id)),
        roles: new Set(runbook.roles.map(({ id }) => id)),
      }
    : {}
