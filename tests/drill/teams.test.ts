import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type PlayedDrill, playDrill } from '../../src/cli/drill-play.ts'
import { printedEvaluation } from '../../src/cli/drill-print.ts'
import { readTeam, type Team, type TeamName } from '../../src/cli/drill-team.ts'
import { describeMissing } from '../../src/domain/describe/missing.ts'
import { namedBy } from '../../src/domain/drill/evaluate.ts'
import type { Language } from '../../src/domain/ports.ts'
import { evaluationWords } from '../../src/ui/text/drill-evaluation.ts'
import { projectFile } from '../support/runbooks.ts'
import { shippedScenario, shippedShelf } from '../support/scenarios.ts'

/**
 * Every shipped scenario, at every length, with a good, a slow and a wrong team: the evaluation tells
 * them apart on every objective, in both languages, and names the entries that show it. What a wrong
 * team leaves out stands as "no record" beside the inject that asked for it. A record alone is never
 * proposed as "unable": that is for a person to say.
 */

const { library, shipped } = shippedShelf()

function teamOf(scenario: string): Team {
  const file = projectFile(`tests/drill/teams/${scenario}.yaml`)
  const read = readTeam(readFileSync(file, 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.team
}

const play = (id: string, cut: string, name: TeamName, language: Language): Promise<PlayedDrill> =>
  playDrill({
    scenario: shippedScenario(id),
    library,
    contacts: shipped.contacts,
    team: teamOf(id),
    ...{ name, cut, language },
  })

const cases = shipped.drills.scenarios.flatMap(({ id, cuts }) =>
  cuts.flatMap((cut) => (['ja', 'en'] as const).map((language) => [id, cut.id, language] as const)),
)

describe('the shipped scenarios', () => {
  it.each(cases)(
    '%s, cut %s, in %s: tells a good, a slow and a wrong team apart',
    async (id, cut, language) => {
      const [good, slow, wrong] = [
        await play(id, cut, 'good', language),
        await play(id, cut, 'slow', language),
        await play(id, cut, 'wrong', language),
      ]
      const own = shippedScenario(id).objectives.filter(({ cuts }) => cuts.includes(cut))
      for (const { evaluation } of [good, slow, wrong]) {
        expect(evaluation.objectives.map((one) => one.id)).toEqual(own.map((one) => one.id))
        expect(evaluation.injects.filter(({ status }) => status === 'pending')).toEqual([])
      }
      for (const [i, objective] of good.evaluation.objectives.entries()) {
        const [late, bad] = [slow.evaluation.objectives[i]!, wrong.evaluation.objectives[i]!]
        const which = `${id} ${cut} ${objective.id}`
        expect(objective.rating, which).toBe('performed')
        expect(late.score!, which).toBeLessThan(objective.score!)
        expect(bad.score!, which).toBeLessThan(late.score!)
        expect([late.rating, bad.rating], which).toEqual(['some', 'major'])
        for (const [played, { items }] of [
          [good, objective],
          [slow, late],
          [wrong, bad],
        ] as const) {
          const entries = items.flatMap(({ shown }) => shown?.entries ?? [])
          expect(entries.length, which).toBeGreaterThan(0)
          for (const entry of items.flatMap((item) => namedBy(item).entries))
            expect(played.open.state.entry.get(entry)?.no, which).toBeGreaterThan(0)
        }
        for (const item of bad.items) {
          const at = `${which} ${item.id}`
          if (item.verdict === 'missed') expect(item.shown!.entries.length, at).toBeGreaterThan(0)
          if (!['missed', 'unrecorded'].includes(item.verdict)) continue
          expect(namedBy(item).entries.length, at).toBeGreaterThan(0)
          for (const missing of item.shown!.missing) {
            const said = describeMissing(missing, wrong.open.state, evaluationWords[language])
            expect(said, at).not.toMatch(/undefined|no\. \?|No\.\?/)
          }
          expect(item.shown!.missing.length, at).toBeGreaterThan(0)
        }
      }
    },
    60_000,
  )
})

describe('what a wrong team does at night', () => {
  /** Criterion, verdict, and what the line that is named says. */
  const faults = [
    ['switches the power off', 'power-left-on', 'missed', /電源/],
    ['forgets the backup line', 'cut-backup', 'unrecorded', /状況付与.*赤い札が付いた線/s],
    ['lets the vendor reboot', 'refuse-reboot', 'missed', /再起動/],
    ['pays', 'no-reply-said', 'missed', /返信|払/],
    ['forgets the patients', 'patients-first', 'unrecorded', /外部/],
    [
      'rebuilds before it preserves',
      'preserved-before-rebuild',
      'unrecorded',
      /再構築|初期化|復元|復旧/,
    ],
    ['waits with the report to the PPC', 'ppc-sent', 'missed', /人数がはっきりするまで/],
    ['forgets the report to the PPC', 'ppc-told', 'unrecorded', /状況付与.*個人情報保護委員会/s],
  ] as const

  it('is named fault by fault, each with the line that shows it', async () => {
    const { evaluation, open } = await play('night-printer', 'full', 'wrong', 'ja')
    const printed = printedEvaluation(evaluation, open.state, 'ja').objectives.flatMap(
      ({ items }) => items,
    )
    for (const [what, id, verdict, line] of faults) {
      const item = printed.find((one) => one.id === id)!
      expect(item.verdict, what).toBe(verdict)
      const shown = item.entries.length > 0 ? item.entries : [item.asked!]
      expect(shown.map((one) => one.line).join('\n'), what).toMatch(line)
    }
  }, 60_000)

  it('shows nothing of it where the good team played', async () => {
    const { evaluation } = await play('night-printer', 'full', 'good', 'ja')
    const items = evaluation.objectives.flatMap((objective) => objective.items)
    for (const [what, id] of faults)
      expect(items.find((one) => one.id === id)?.verdict, what).toBe('met')
  }, 60_000)
})
