import type { Criterion, Leaf } from '../domain/drill/criterion.ts'
import type { Expected, Inject, Measure, Night, Scenario } from '../domain/drill/scenario.ts'
import type { ExpectedFile, InjectFile, MeasureFile, NightsFile, ScenarioFile } from './schema.ts'
import type { CriterionFile, LeafFile } from './schema-criterion.ts'
import { drillMs, minuteOfDay, storyMs } from './times.ts'

/**
 * A checked file → the compiled form, defaults filled in and times in milliseconds. The key order is
 * fixed here, whatever the author's was, so that equal scenarios have equal text.
 */
export function fillScenario(
  file: ScenarioFile,
  measures: readonly Measure[],
  nights: readonly Night[],
): Scenario {
  const start = minuteOfDay(file.start.time)
  const used = new Set(file.objectives.flatMap((objective) => objective.measures ?? []))
  const cuts = file.cuts.map(({ id }) => id)
  return {
    format: file.format,
    id: file.id,
    version: file.version,
    asOf: file.asOf,
    title: file.title,
    summary: file.summary,
    runbook: file.runbook,
    start: { weekday: file.start.weekday, minute: start },
    cuts: file.cuts.map((cut) => ({
      ...cut,
      injects: file.injects.flatMap(({ id, at }) => {
        const time = Object.hasOwn(at, cut.id) ? at[cut.id] : undefined
        return time === undefined ? [] : [{ inject: id, atMs: drillMs(time) }]
      }),
    })),
    basis: file.basis,
    rules: file.rules,
    cast: file.cast,
    gates: (file.gates ?? []).map(({ id, title, time }) => ({
      id,
      title,
      storyMs: storyMs(time, start),
    })),
    objectives: file.objectives.map((objective) => ({
      id: objective.id,
      title: objective.title,
      cuts: objective.cuts ?? cuts,
      measures: objective.measures ?? [],
    })),
    calls: file.calls ?? [],
    injects: file.injects.map((inject) => fillInject(inject, start)),
    measures: measures.filter(({ id }) => used.has(id)),
    nights: nights.flatMap((night) => {
      const values = night.values.filter(({ measure }) => used.has(measure))
      return values.length > 0 ? [{ ...night, values }] : []
    }),
  }
}

function fillInject(inject: InjectFile, start: number): Inject {
  const sign = (given: InjectFile['redFlag']) =>
    given && { about: given.about ?? inject.id, text: given.text }
  const redFlag = sign(inject.redFlag)
  const success = sign(inject.success)
  return {
    id: inject.id,
    storyMs: storyMs(inject.time, start),
    from: inject.from,
    to: inject.to,
    means: inject.means,
    read: inject.read,
    ...(inject.artefact ? { artefact: inject.artefact } : {}),
    expect: inject.expect.map((expected) => fillExpected(expected, start)),
    ...(inject.hint
      ? { hint: { afterMs: drillMs(inject.hint.after), text: inject.hint.text } }
      : {}),
    ...(redFlag ? { redFlag } : {}),
    ...(success ? { success } : {}),
    ...(inject.question ? { question: inject.question } : {}),
    ...(inject.when ? { when: fillCriterion(inject.when, start) } : {}),
    gaps: inject.gaps ?? [],
    ...(inject.standard ? { standard: inject.standard } : {}),
    source: inject.source,
  }
}

function fillExpected(expected: ExpectedFile, start: number): Expected {
  return {
    id: expected.id,
    do: expected.do,
    objective: expected.objective,
    steps: expected.steps ?? [],
    ...(expected.check ? { check: fillCriterion(expected.check, start) } : {}),
    ...(expected.target ? { target: expected.target } : {}),
    flag: expected.flag ?? false,
  }
}

/** A measure belongs to no scenario's start: its times all count from the detection. */
export function fillMeasure(measure: MeasureFile): Measure {
  return {
    id: measure.id,
    title: measure.title,
    check: fillCriterion(measure.check, 0),
    ...(measure.target ? { target: measure.target } : {}),
    steps: measure.steps ?? [],
  }
}

export function fillNights(file: NightsFile): Night[] {
  return file.nights.map((night) => ({
    ...night,
    values: night.values.map((value) => ({ ...value, inForce: value.inForce ?? true })),
  }))
}

function fillCriterion(criterion: CriterionFile, start: number): Criterion {
  switch (criterion.is) {
    case 'all':
    case 'any':
      return { is: criterion.is, of: criterion.of.map((leaf) => fillLeaf(leaf, start)) }
    case 'before':
      return {
        is: 'before',
        first: fillLeaf(criterion.first, start),
        second: fillLeaf(criterion.second, start),
      }
    default:
      return fillLeaf(criterion, start)
  }
}

function fillLeaf(leaf: LeafFile, start: number): Leaf {
  const { until, not, ...rest } = leaf
  const asked = {
    not: not ?? false,
    ...(until === undefined ? {} : { untilMs: storyMs(until, start) }),
  }
  switch (rest.is) {
    case 'step':
      return {
        is: 'step',
        step: rest.step,
        outcome: rest.outcome ?? 'done',
        items: rest.items ?? [],
        with: rest.with ?? [],
        ...asked,
      }
    case 'branch':
      return {
        is: 'branch',
        step: rest.step,
        branches: rest.branches,
        with: rest.with ?? [],
        ...asked,
      }
    case 'matrix':
      return { is: 'matrix', step: rest.step, rows: rest.rows, with: rest.with ?? [], ...asked }
    case 'call':
      return { ...rest, with: rest.with ?? [], ...asked }
    case 'note':
    case 'amended':
      return { ...rest, says: rest.says ?? [], ...asked }
    case 'sign':
    case 'complete':
    case 'prompt':
    case 'handed':
      return { ...rest, ...asked }
  }
}
