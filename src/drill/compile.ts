import type { Measure, Night, Scenario } from '../domain/drill/scenario.ts'
import type { Runbook } from '../domain/flow/runbook.ts'
import { duplicateIds } from '../runbook/check-ids.ts'
import { withoutEchoes } from '../runbook/check-runbook.ts'
import { checkShape } from '../runbook/check-shape.ts'
import { parseYaml } from '../runbook/parse.ts'
import { type Problem, sortProblems } from '../runbook/problem.ts'
import {
  checkCriterion,
  checkTarget,
  dangling,
  danglingAll,
  type Found,
  type Known,
  knownOf,
} from './check-references.ts'
import { checkScenario } from './check-scenario.ts'
import { fillMeasure, fillNights, fillScenario } from './fill.ts'
import {
  type MeasuresFile,
  MeasuresFileSchema,
  NightsFileSchema,
  ScenarioFileSchema,
} from './schema.ts'
import { toScenarioProblem } from './wording.ts'

/** What a drill file stands beside. What is not handed in is not looked up. */
export interface Beside {
  /** The name problems are told under. */
  readonly file: string
  readonly runbooks?: ReadonlyMap<string, Runbook>
  readonly knownContacts?: ReadonlySet<string>
  readonly measures?: readonly MeasureBook[]
  readonly nights?: readonly Night[]
}

/** What is measured on one runbook; `authored` is for the check of the scenarios that name it. */
export interface MeasureBook {
  readonly runbook: string
  readonly measures: readonly Measure[]
  readonly authored: MeasuresFile['measures']
}

type Compiled<K extends string, T> =
  | ({ readonly ok: true } & { readonly [key in K]: T })
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** An authored scenario → what a drill pins, or everything that is wrong with it. */
export function compileScenario(text: string, beside: Beside): Compiled<'scenario', Scenario> {
  return compile(text, beside.file, 'scenario', ScenarioFileSchema, (file, data) => {
    const books = (beside.measures ?? []).filter(({ runbook }) => runbook === file.runbook)
    const authored = books.flatMap((book) => book.authored)
    const measures = books.flatMap((book) => book.measures)
    return {
      found: [
        ...checkRunbook(file.runbook, beside),
        ...checkScenario(file, data, outside(file.runbook, beside), authored),
      ],
      fill: () => fillScenario(file, measures, beside.nights ?? []),
    }
  })
}

/** An authored list of what is measured on a runbook. */
export function compileMeasures(text: string, beside: Beside): Compiled<'book', MeasureBook> {
  return compile(text, beside.file, 'book', MeasuresFileSchema, (file) => {
    const known = outside(file.runbook, beside)
    return {
      found: [
        ...checkRunbook(file.runbook, beside),
        ...duplicateIds('measures', file.measures, ['measures']),
        ...file.measures.flatMap((measure, index) => {
          const path = ['measures', index]
          return [
            ...danglingAll(known, 'steps', measure.steps, [...path, 'steps']),
            ...checkCriterion(measure.check, known, [...path, 'check']),
            ...checkTarget(measure.target, known, [...path, 'target']),
          ]
        }),
      ],
      fill: () => ({
        runbook: file.runbook,
        measures: file.measures.map(fillMeasure),
        authored: file.measures,
      }),
    }
  })
}

/** An authored list of what was published of real nights. */
export function compileNights(text: string, beside: Beside): Compiled<'nights', Night[]> {
  return compile(text, beside.file, 'nights', NightsFileSchema, (file) => {
    const books = beside.measures
    const known: Known = books
      ? { measures: new Set(books.flatMap((book) => book.measures.map(({ id }) => id))) }
      : {}
    return {
      found: [
        ...duplicateIds('nights', file.nights, ['nights']),
        ...file.nights.flatMap((night, index) =>
          night.values.flatMap(({ measure }, item) =>
            dangling(known, 'measures', measure, ['nights', index, 'values', item, 'measure']),
          ),
        ),
      ],
      fill: () => fillNights(file),
    }
  })
}

function outside(runbook: string, { runbooks, knownContacts }: Beside): Known {
  return {
    ...knownOf(runbooks?.get(runbook)),
    ...(knownContacts ? { contacts: knownContacts } : {}),
  }
}

function checkRunbook(id: string, { runbooks }: Beside): Found[] {
  if (!runbooks || runbooks.has(id)) return []
  const choices = [...runbooks.keys()].join(' | ')
  return [{ finding: { code: 'wrong-choice', choices, received: id }, path: ['runbook'] }]
}

type Schema = typeof ScenarioFileSchema | typeof MeasuresFileSchema | typeof NightsFileSchema
type FileOf<S extends Schema> = Extract<
  ReturnType<typeof checkShape<S>>,
  { readonly ok: true }
>['output']

/** Shape first: what a file means is asked only of one that has its form. */
function compile<K extends string, S extends Schema, T>(
  text: string,
  name: string,
  key: K,
  schema: S,
  read: (
    file: FileOf<S>,
    data: unknown,
  ) => { readonly found: readonly Found[]; readonly fill: () => T },
): Compiled<K, T> {
  const parsed = parseYaml(text, name)
  if (!parsed.ok) return parsed
  const { data, problem, positionOf } = parsed.source
  const shape = checkShape(schema, data)
  if (!shape.ok)
    return { ok: false, problems: sortProblems(withoutEchoes(shape.findings).map(problem)) }
  const { found, fill } = read(shape.output as FileOf<S>, data)
  if (found.length > 0) {
    const problems = found.map((located) => toScenarioProblem(located, name, positionOf))
    return { ok: false, problems: sortProblems(problems) }
  }
  return { ok: true, [key]: fill() } as Compiled<K, T>
}
