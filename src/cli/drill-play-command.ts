import { readFile } from 'node:fs/promises'
import type { Scenario } from '../domain/drill/scenario.ts'
import { canonicalText, type Json, utf8 } from '../domain/json.ts'
import { hashHex } from '../domain/log/event.ts'
import type { Library } from '../domain/ports.ts'
import { compileFile } from './drill-compile.ts'
import { playDrill } from './drill-play.ts'
import { evaluationLines, printedEvaluation } from './drill-print.ts'
import { readTeam, type TeamName } from './drill-team.ts'
import { type ExitCode, type Print, report } from './report.ts'
import { libraryOf, projectFile, readShipped } from './shipped.ts'

const teams: readonly TeamName[] = ['good', 'slow', 'wrong']

/** `npm run drill -- play FILE --team NAME …`; null: wrong usage. */
export async function playCommand(argv: readonly string[], print: Print): Promise<ExitCode | null> {
  const flag = (name: string): string | undefined => {
    const at = argv.indexOf(`--${name}`)
    return at < 0 ? undefined : argv[at + 1]
  }
  const json = argv.includes('--json')
  const valued = ['--team', '--cut', '--lang', '--teams']
  const file = argv.find((word, i) => !word.startsWith('--') && !valued.includes(argv[i - 1] ?? ''))
  const name = teams.find((team) => team === flag('team'))
  const language = flag('lang') ?? 'ja'
  if (!file || !name || (language !== 'ja' && language !== 'en')) return null

  const shipped = readShipped()
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) {
    print(`${file}: cannot be read / 読めない`)
    return 2
  }
  const compiled = compileFile(file, text, shipped)
  if (!compiled.ok) return report(compiled.problems, print)
  const { scenario } = compiled
  if (!scenario) return null
  const cut = flag('cut') ?? scenario.cuts[0]?.id ?? ''
  if (!scenario.cuts.some(({ id }) => id === cut)) {
    print(`--cut ${cut}: ${scenario.cuts.map(({ id }) => id).join(' | ')}`)
    return 2
  }
  const teamFile = flag('teams') ?? projectFile(`tests/drill/teams/${scenario.id}.yaml`)
  const yaml = await readFile(teamFile, 'utf8').catch(() => undefined)
  if (yaml === undefined) {
    print(`${teamFile}: no team is written for ${scenario.id} (--teams FILE names another file)`)
    return 2
  }
  const read = readTeam(yaml)
  if (!read.ok) {
    for (const problem of read.problems) print(`${teamFile}: ${problem}`)
    return 1
  }
  const { open, evaluation } = await playDrill({
    scenario,
    library: withScenario(libraryOf(shipped), scenario),
    contacts: shipped.contacts,
    team: read.team,
    name,
    cut,
    language,
  })
  if (json) {
    const played = printedEvaluation(evaluation, open.state, language)
    print(JSON.stringify({ scenario: scenario.id, cut, team: name, ...played }, null, 2))
  } else for (const line of evaluationLines(evaluation, open.state, language)) print(line)
  return 0
}

/** The library with this scenario on its shelf, whatever stood there under its id. */
export function withScenario(library: Library, scenario: Scenario): Library {
  const bytes = utf8(canonicalText(scenario as unknown as Json))
  const { id, version, title, summary, runbook, cuts, cast } = scenario
  const info = { id, version, title, summary, runbook, cuts, parts: cast.length }
  return {
    ...library,
    scenarios: [
      ...library.scenarios.filter((one) => one.id !== id),
      { ...info, hash: hashHex(bytes) },
    ],
    loadScenario: async (wanted) => (wanted === id ? bytes : library.loadScenario(wanted)),
  }
}
