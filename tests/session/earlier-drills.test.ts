import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { playDrill } from '../../src/cli/drill-play.ts'
import { readTeam } from '../../src/cli/drill-team.ts'
import { pastDrill, seriesOf } from '../../src/domain/drill/series.ts'
import type { DeviceId, Instant, LogId } from '../../src/domain/ids.ts'
import { projectFile } from '../support/runbooks.ts'
import { shippedScenario, shippedShelf } from '../support/scenarios.ts'

const { library, shipped } = shippedShelf()

/** 夜間プリンタ in 15 minutes by the slow team, and a week later by hands that answer nothing. */
async function twoDrills() {
  const read = readTeam(readFileSync(projectFile('tests/drill/teams/night-printer.yaml'), 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const { session, world } = await playDrill({
    ...{ scenario: shippedScenario('night-printer'), library, contacts: shipped.contacts },
    ...{ team: read.team, name: 'slow', cut: 'quarter', language: 'ja' },
  })
  const again = async (end: boolean) => {
    await session.startDrill({ scenario: 'night-printer', cut: 'quarter' })
    await session.drill.run()
    for (let i = 0; i < 5; i++) await session.drill.next()
    if (end) await session.drill.end('stopped')
  }
  world.setTime('2026-12-02T14:00:00.000+09:00' as Instant)
  await again(true)
  return { session, again }
}

describe('earlier drills', () => {
  it('are read back from their records, the oldest first, without one that still runs', async () => {
    const { session, again } = await twoDrills()
    await again(false)
    const { drills, unread } = await session.earlierDrills(() => true)
    expect(unread).toBe(0)
    expect(drills).toHaveLength(2)
    const told = seriesOf(drills).find(({ id }) => id === 'report-csirt')!
    expect(told.points.map(({ drill }) => drill.at.slice(0, 10))).toEqual([
      '2026-11-25',
      '2026-12-02',
    ])
    const [slow, silent] = told.points
    expect(slow!.tookMs! / 60_000).toBeGreaterThan(slow!.targetMs! / 60_000)
    expect(slow!.targetMs).toBe(10 * 60_000)
    expect([slow!.verdict, silent!.verdict, silent!.tookMs]).toEqual(['late', 'unrecorded', null])
  })

  it('say which of them another device began, whose record was taken in', async () => {
    const { session } = await twoDrills()
    const { drills } = await session.earlierDrills(() => true)
    expect(drills.map(({ elsewhere }) => elsewhere)).toEqual([false, false])
    await session.openIncident(drills[0]!.log as LogId)
    const open = session.state.getState().open!
    const other = 'f'.repeat(64) as DeviceId
    expect(pastDrill(open.id, open.state, other)).toEqual({ ...drills[0], elsewhere: true })
  })

  it('compare what belongs to one scenario once it was played twice', async () => {
    const { session } = await twoDrills()
    const { drills } = await session.earlierDrills(() => true)
    const ids = (given: typeof drills) => seriesOf(given).map(({ id }) => id)
    expect(ids(drills)).toContain('night-printer/keep-page')
    expect(ids(drills.slice(0, 1)).filter((id) => id.includes('/'))).toEqual([])
  })

  it('stand beside what was published of real nights, by the rules of their date', async () => {
    const nights = shippedScenario('night-printer').nights
    const value = (night: string, measure: string) =>
      nights.find(({ id }) => id === night)?.values.find((one) => one.measure === measure)
    expect(value('handa', 'police-told')?.minutes).toBe(505)
    expect(value('osaka', 'police-told')?.minutes).toBe(290)
    // A duty since April 2022: nothing is held against the nights before it.
    for (const { date, values } of nights)
      for (const one of values.filter(({ measure }) => measure === 'ppc-told'))
        expect([date, one.inForce]).toEqual([date, date >= '2022-04-01'])
    const { session } = await twoDrills()
    const { drills } = await session.earlierDrills(() => true)
    const decided = seriesOf(drills).find(({ id }) => id === 'report-decider')!
    expect(decided.nights.map(({ night }) => night.id)).toEqual(['handa', 'osaka', 'okayama'])
    expect(decided.nights.at(-1)!.value.minutes).toBeUndefined()
  })
})
