import { readFileSync } from 'node:fs'
import { playDrill } from '../../src/cli/drill-play.ts'
import { readTeam, type TeamName } from '../../src/cli/drill-team.ts'
import type { Command } from '../../src/domain/commands/command.ts'
import { evaluate } from '../../src/domain/drill/evaluate.ts'
import { courseOf } from '../../src/domain/drill/plan.ts'
import type { DrillReport, ReportPart } from '../../src/domain/drill/report.ts'
import type { Language } from '../../src/domain/ports.ts'
import { afterActionReport, recordOfDrill } from '../../src/ui/drill-report.ts'
import { projectFile } from './runbooks.ts'
import { shippedScenario, shippedShelf } from './scenarios.ts'

/** Both reports of a drill as a team plays it, with a remark, a hot wash and an improvement item. */
export async function playedReports(
  scenario: string,
  cut: string,
  name: TeamName,
  language: Language,
): Promise<{ readonly report: DrillReport; readonly record: DrillReport }> {
  const { library, shipped } = shippedShelf()
  const read = readTeam(readFileSync(projectFile(`tests/drill/teams/${scenario}.yaml`), 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const { session } = await playDrill({
    ...{ scenario: shippedScenario(scenario), library, contacts: shipped.contacts },
    ...{ team: read.team, name, cut, language },
  })
  await session.drill.rate('objective', 'record', 'some', { body: '記録係が一人だった' })
  const commands: readonly Command[] = [
    { do: 'noteHotWash', kind: 'good', body: '撮ってから触った <b>' },
    {
      ...{ do: 'saveImprovement', improvement: 'a'.repeat(32), what: '線に札を付ける' },
      ...{ owner: '情報担当', due: '2026-12-09', checker: '院長 & 事務長' },
    },
  ]
  for (const command of commands) {
    const written = await session.record(command)
    if (!written.ok) throw new Error(`${command.do} was refused`)
  }
  const { open } = session.state.getState()
  const course = open && courseOf(open.state)
  const evaluation = course && evaluate(open.state, course.scenario)
  if (!open || !course || !evaluation) throw new Error('no drill was played')
  const told = { course, evaluation, id: open.id, hospital: '○○病院', language }
  return { report: afterActionReport(told), record: recordOfDrill(told) }
}

/** Everything a report says, in order. */
export const saidBy = ({ mode, title, name, means, parts }: DrillReport): readonly string[] =>
  [...[mode, title, name, means], ...parts.flatMap(saidByPart)].filter((text) => text.trim() !== '')

function saidByPart(part: ReportPart): readonly string[] {
  switch (part.kind) {
    case 'facts':
      return part.rows.flat()
    case 'heading':
    case 'text':
      return [part.text]
    case 'table':
      return [
        part.caption ?? '',
        ...part.columns.map((column) => column.title),
        ...part.rows.flat().flatMap(({ text, below }) => [...text.split('\n'), ...(below ?? [])]),
      ]
    case 'waits':
      return [
        part.picture.lead,
        ...part.picture.ticks.map(({ label }) => label),
        ...part.picture.rows.map(({ label }) => label),
      ]
    case 'lists':
      return part.lists.flatMap(({ title: list, items }) => [
        list,
        ...(items.length > 0 ? items : [part.none]),
      ])
    case 'signs':
      return [part.title ?? '', ...part.rows.flat(), ...part.who, ...part.fill]
  }
}

/** The first thing that is not said where it should be, or null. */
export function missingFrom(text: string, said: readonly string[]): string | null {
  let at = 0
  for (const one of said) {
    const found = text.indexOf(one.trim(), at)
    if (found < 0) return one
    at = found + one.trim().length
  }
  return null
}
