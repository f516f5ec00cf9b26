import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type PlayedDrill, playDrill } from '../../src/cli/drill-play.ts'
import { readTeam, type Team, type TeamName } from '../../src/cli/drill-team.ts'
import { describeMissing } from '../../src/domain/describe-missing.ts'
import { ratings } from '../../src/domain/events.ts'
import { evaluationWords } from '../../src/ui/text/drill-evaluation.ts'
import { projectFile } from '../support/runbooks.ts'
import { shippedScenario, shippedShelf } from '../support/scenarios.ts'

/**
 * Every shipped scenario, at every length, with a good, a slow and a wrong team: the evaluation tells
 * them apart on every objective, and names the entries that show it. What a wrong team leaves out
 * stands as "no record": it counts as nothing in the score, and is proposed as a major challenge at
 * most, so "unable" is never what tells a team apart that merely wrote nothing.
 */

const { library, shipped } = shippedShelf()

function teamOf(scenario: string): Team {
  const file = projectFile(`tests/drill/teams/${scenario}.yaml`)
  const read = readTeam(readFileSync(file, 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.team
}

const play = (id: string, cut: string, name: TeamName): Promise<PlayedDrill> =>
  playDrill({
    scenario: shippedScenario(id),
    library,
    contacts: shipped.contacts,
    team: teamOf(id),
    name,
    cut,
    language: 'ja',
  })

const rank = (rating: string | null): number => ratings.findIndex((one) => one === rating)

const cases = shipped.drills.scenarios.flatMap(({ id, cuts }) =>
  cuts.map((cut) => [id, cut.id] as const),
)

describe('the shipped scenarios', () => {
  it.each(cases)(
    '%s, cut %s: tells a good, a slow and a wrong team apart',
    async (id, cut) => {
      const [good, slow, wrong] = [
        await play(id, cut, 'good'),
        await play(id, cut, 'slow'),
        await play(id, cut, 'wrong'),
      ]
      for (const { evaluation } of [good, slow, wrong])
        expect(evaluation.injects.filter(({ status }) => status === 'pending')).toEqual([])
      for (const [i, objective] of good.evaluation.objectives.entries()) {
        const [late, bad] = [slow.evaluation.objectives[i]!, wrong.evaluation.objectives[i]!]
        const which = `${id} ${cut} ${objective.id}`
        expect(objective.rating, which).toBe('performed')
        expect(late.score!, which).toBeLessThan(objective.score!)
        expect(bad.score!, which).toBeLessThan(late.score!)
        expect(rank(late.rating), which).toBeGreaterThan(rank(objective.rating))
        expect(rank(bad.rating), which).toBeGreaterThan(rank(late.rating))
        // Of the good and the slow one, what they did; of the wrong one, what it did or left out.
        for (const { items } of [objective, late])
          expect(items.flatMap(({ shown }) => shown?.entries ?? []).length, which).toBeGreaterThan(
            0,
          )
        const wrongly = bad.items.filter(({ verdict }) => verdict !== 'met')
        expect(wrongly.flatMap(({ shown }) => shown?.entries ?? []).length, which).toBeGreaterThan(
          0,
        )
        for (const { verdict } of bad.items.filter(
          ({ shown }) => shown && shown.entries.length === 0,
        ))
          expect(verdict, which).not.toBe('missed')
        const failed = ['missed', 'unrecorded']
        for (const item of bad.items.filter(({ verdict }) => failed.includes(verdict)))
          expect(
            item.shown!.missing.map((missing) =>
              describeMissing(missing, wrong.open.state, evaluationWords.ja),
            ).length,
            `${which} ${item.id}`,
          ).toBeGreaterThan(0)
      }
    },
    60_000,
  )
})
