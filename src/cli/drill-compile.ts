import { dirname, resolve } from 'node:path'
import type { Scenario } from '../domain/drill/scenario.ts'
import { compileMeasures, compileNights, compileScenario } from '../drill/compile.ts'
import type { Problem } from '../runbook/problem.ts'
import { type DrillFiles, formatOf, readDrillFiles } from './drill-files.ts'
import { projectFile, type Shipped } from './shipped.ts'

type Checked =
  | { readonly ok: true; readonly summary: string; readonly scenario: Scenario | null }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** A file by its own format, held against what stands beside it. */
export function compileFile(file: string, text: string, shipped: Shipped): Checked {
  const beside = { ...around(shipped), ...besideOf(file, shipped), file }
  switch (formatOf(text)) {
    case 'shodo/measures': {
      const result = compileMeasures(text, beside)
      if (!result.ok) return result
      return { ok: true, summary: `${result.book.measures.length} measures`, scenario: null }
    }
    case 'shodo/nights': {
      const result = compileNights(text, beside)
      if (!result.ok) return result
      return { ok: true, summary: `${result.nights.length} nights`, scenario: null }
    }
    default: {
      const result = compileScenario(text, beside)
      if (!result.ok) return result
      return { ok: true, summary: summaryOf(result.scenario), scenario: result.scenario }
    }
  }
}

const around = ({ runbooks, contacts }: Shipped) => ({
  runbooks,
  knownContacts: new Set(contacts.contacts.map(({ id }) => id)),
})

/** The measures and nights a scenario may name: those beside it, else the project's own. */
function besideOf(file: string, shipped: Shipped): Pick<DrillFiles, 'measures' | 'nights'> {
  const folder = resolve(dirname(file))
  if (folder === resolve(projectFile('runbooks/scenarios'))) return shipped.drills
  const own = readDrillFiles(folder, { ...around(shipped), name: (path) => path })
  return {
    measures: own.measures.length > 0 ? own.measures : shipped.drills.measures,
    nights: own.nights.length > 0 ? own.nights : shipped.drills.nights,
  }
}

function summaryOf({ injects, cuts, objectives, cast, measures }: Scenario): string {
  return [
    `${injects.length} injects`,
    `cuts of ${cuts.map((cut) => `${cut.minutes} (${cut.injects.length})`).join(', ')} minutes`,
    `${objectives.length} objectives`,
    `${measures.length} measures`,
    `${cast.length} parts`,
  ].join(', ')
}
