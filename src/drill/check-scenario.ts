import { duplicateIds } from '../runbook/check-ids.ts'
import type { IdList } from '../runbook/finding.ts'
import { fieldOf, isRecord, listOf } from '../runbook/loose.ts'
import type { Path } from '../runbook/problem.ts'
import { checkOrder } from './check-order.ts'
import { checkReal } from './check-real.ts'
import {
  checkCriterion,
  checkTarget,
  dangling,
  danglingAll,
  type Found,
  type Known,
  leavesOf,
} from './check-references.ts'
import type { MeasureFile, ScenarioFile } from './schema.ts'

/** Everything the schema cannot say of a scenario. `measures` are those its objectives may name. */
export function checkScenario(
  file: ScenarioFile,
  data: unknown,
  outside: Known,
  measures: readonly MeasureFile[],
): Found[] {
  const known = { ...outside, ...idsOf(file, measures) }
  return [
    ...checkIds(file),
    ...checkObjectives(file, known, measures),
    ...checkCast(file, known),
    ...checkInjects(file, known),
    ...checkCutKeys(data, known),
    ...(file.calls ?? []).flatMap(({ contact }, index) =>
      dangling(known, 'contacts', contact, ['calls', index, 'contact']),
    ),
    ...checkOrder(file),
    ...checkReal(file),
  ]
}

function idsOf(file: ScenarioFile, measures: readonly MeasureFile[]): Known {
  const set = (items: readonly { readonly id: string }[]) => new Set(items.map(({ id }) => id))
  const signs = file.injects.flatMap(({ id, redFlag, success }) =>
    [redFlag, success].flatMap((sign) => (sign ? [sign.about ?? id] : [])),
  )
  return {
    cuts: set(file.cuts),
    cast: set(file.cast),
    gates: set(file.gates ?? []),
    objectives: set(file.objectives),
    injects: set(file.injects),
    measures: set(measures),
    signs: new Set(signs),
  }
}

function checkIds(file: ScenarioFile): Found[] {
  const lists: readonly (readonly [IdList, unknown])[] = [
    ['cuts', file.cuts],
    ['cast', file.cast],
    ['gates', file.gates],
    ['objectives', file.objectives],
    ['injects', file.injects],
  ]
  // Ratings name what was measured and what was expected by one kind of id.
  const expected = new Map<string, Path>(
    file.objectives.flatMap(({ measures }, index) =>
      (measures ?? []).map((id, item) => [id, ['objectives', index, 'measures', item]] as const),
    ),
  )
  return [
    ...lists.flatMap(([list, items]) => duplicateIds(list, items, [list])),
    ...file.injects.flatMap((inject, index) =>
      inject.expect.flatMap(({ id }, item): Found[] => {
        const path = ['injects', index, 'expect', item, 'id']
        const first = expected.get(id)
        if (first) return [{ finding: { code: 'duplicate-id', list: 'expect', id, first }, path }]
        expected.set(id, path)
        return []
      }),
    ),
  ]
}

function checkObjectives(
  file: ScenarioFile,
  known: Known,
  measures: readonly MeasureFile[],
): Found[] {
  return file.objectives.flatMap((objective, index) => {
    const path = ['objectives', index]
    const named = measures.filter(({ id }) => objective.measures?.includes(id))
    return [
      ...danglingAll(known, 'cuts', objective.cuts, [...path, 'cuts']),
      ...danglingAll(known, 'measures', objective.measures, [...path, 'measures']),
      // A measure is checked beside its own file; here, whether this scenario has what it asks for.
      ...named.flatMap((measure) => {
        const at = [...path, 'measures', objective.measures?.indexOf(measure.id) ?? 0]
        return [
          ...leavesOf(measure.check, at).flatMap(({ leaf }) =>
            leaf.is === 'sign' && !leaf.not ? dangling(known, 'signs', leaf.about, at) : [],
          ),
          ...checkTarget(measure.target, known, at),
        ]
      }),
      ...unmeasured(file, objective, path),
    ]
  })
}

function unmeasured(
  file: ScenarioFile,
  objective: ScenarioFile['objectives'][number],
  path: Path,
): Found[] {
  if ((objective.measures ?? []).length > 0) return []
  const cuts = objective.cuts ?? file.cuts.map(({ id }) => id)
  const cut = cuts.find(
    (id) =>
      !file.injects.some(
        ({ at, expect }) =>
          Object.hasOwn(at, id) &&
          expect.some((one) => one.objective === objective.id && one.check !== undefined),
      ),
  )
  if (cut === undefined) return []
  const finding = { code: 'objective-unmeasured', id: objective.id, cut } as const
  return [{ finding, path: [...path, 'id'] }]
}

function checkCast(file: ScenarioFile, known: Known): Found[] {
  const next = new Map(file.cast.map((part) => [part.id, part.else]))
  return file.cast.flatMap((part, index) => {
    const path = ['cast', index]
    const other = part.else
    if (other === undefined) return danglingAll(known, 'roles', part.roles, [...path, 'roles'])
    const way = [part.id]
    for (let at = next.get(part.id); at !== undefined; at = next.get(at)) {
      const seen = way.includes(at)
      way.push(at)
      if (seen) break
    }
    const circle = way.length > 1 && way.at(-1) === part.id
    return [
      ...danglingAll(known, 'roles', part.roles, [...path, 'roles']),
      ...dangling(known, 'cast', other, [...path, 'else']),
      ...(circle
        ? [{ finding: { code: 'cast-circle', parts: way } as const, path: [...path, 'else'] }]
        : []),
    ]
  })
}

/** From what was written: the names of object methods never reach the checked form. */
function checkCutKeys(data: unknown, known: Known): Found[] {
  return listOf(fieldOf(data, 'injects')).flatMap((inject, index) => {
    const at = fieldOf(inject, 'at')
    return Object.keys(isRecord(at) ? at : {}).flatMap((cut) =>
      dangling(known, 'cuts', cut, ['injects', index, 'at', cut], 'key'),
    )
  })
}

function checkInjects(file: ScenarioFile, known: Known): Found[] {
  return file.injects.flatMap((inject, index) => {
    const path = ['injects', index]
    return [
      ...checkCriterion(inject.when, known, [...path, 'when']),
      ...inject.expect.flatMap((expected, item) => {
        const at = [...path, 'expect', item]
        return [
          ...dangling(known, 'objectives', expected.objective, [...at, 'objective']),
          ...danglingAll(known, 'steps', expected.steps, [...at, 'steps']),
          ...checkCriterion(expected.check, known, [...at, 'check']),
          ...checkTarget(expected.target, known, [...at, 'target']),
        ]
      }),
    ]
  })
}
