import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Night, Scenario } from '../domain/drill/scenario.ts'
import type { Runbook } from '../domain/flow/runbook.ts'
import {
  type Beside,
  compileMeasures,
  compileNights,
  compileScenario,
  type MeasureBook,
} from '../drill/compile.ts'
import type { Problem } from '../runbook/problem.ts'

/** What the files of one folder come to, and everything that is wrong with them. */
export interface DrillFiles {
  readonly scenarios: readonly Scenario[]
  readonly measures: readonly MeasureBook[]
  readonly nights: readonly Night[]
  readonly problems: readonly Problem[]
}

export interface AroundDrills {
  readonly runbooks: ReadonlyMap<string, Runbook>
  readonly knownContacts: ReadonlySet<string>
  /** Names a file in problems: its path from the project's root. */
  readonly name: (file: string) => string
}

/** The format a file says it has, without its version. */
export const formatOf = (text: string): string | undefined =>
  /^format:\s*["']?(shodo\/[a-z]+)\//m.exec(text)?.[1]

/** Compiles a folder of scenarios with the measures and nights that stand beside them. */
export function readDrillFiles(folder: string, around: AroundDrills): DrillFiles {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({
      name: around.name(join(folder, name)),
      text: readFileSync(join(folder, name), 'utf8'),
    }))
  const of = (format: string) => files.filter(({ text }) => formatOf(text) === format)
  const problems: Problem[] = []
  const beside = (file: string): Beside => ({ ...around, file })
  const measures = of('shodo/measures').flatMap(({ name, text }) => {
    const result = compileMeasures(text, beside(name))
    if (result.ok) return [result.book]
    problems.push(...result.problems)
    return []
  })
  const nights = of('shodo/nights').flatMap(({ name, text }) => {
    const result = compileNights(text, { ...beside(name), measures })
    if (result.ok) return result.nights
    problems.push(...result.problems)
    return []
  })
  const scenarios = of('shodo/scenario').flatMap(({ name, text }) => {
    const result = compileScenario(text, { ...beside(name), measures, nights })
    if (result.ok) return [result.scenario]
    problems.push(...result.problems)
    return []
  })
  return { scenarios, measures, nights, problems }
}
