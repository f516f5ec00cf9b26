import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/domain/drill/evaluate.ts'
import { courseOf } from '../../src/domain/drill/plan.ts'
import { createSession } from '../../src/session/session.ts'
import { afterActionReport } from '../../src/ui/drill-report.ts'
import { waitPicture } from '../../src/ui/drill-waits.ts'
import { saidBy } from '../support/drill-reports.ts'
import { drillDevice, settle } from '../support/drill-world.ts'
import { shippedShelf } from '../support/scenarios.ts'

/** 夜間プリンタ in 15 minutes by hand, two situations read out so far at most. */
async function drilling() {
  const device = drillDevice(shippedShelf().library)
  const session = createSession(device.run())
  await session.boot()
  await session.startDrill({ scenario: 'night-printer', cut: 'quarter' })
  await session.drill.run({ pacing: 'hand' })
  await session.drill.next()
  const pass = async (minutes: number): Promise<void> => {
    for (let i = 0; i < minutes * 60; i++) {
      device.pass(1000)
      session.tick()
    }
    await settle()
  }
  const told = (language: 'ja' | 'en' = 'ja') => {
    const open = session.state.getState().open!
    const course = courseOf(open.state)!
    const evaluation = evaluate(open.state, course.scenario)!
    return { course, evaluation, id: open.id, hospital: null, language }
  }
  const picture = (language: 'ja' | 'en' = 'ja') => {
    const { evaluation, course } = told(language)
    return waitPicture(evaluation, course, language).rows
  }
  return { session, pass, told, picture }
}

describe('what a person recorded while a situation stood', () => {
  it('counts as its answer, with its time, whatever it says', async () => {
    const { session, pass, picture } = await drilling()
    await pass(2)
    await session.record({ do: 'note', body: '見に行った' })
    await pass(1)
    await session.drill.next()
    await pass(4)
    const rows = picture()
    expect(rows.map(({ end }) => end)).toEqual(['answered', 'none'])
    expect(rows[0]!.toMs - rows[0]!.fromMs).toBe(2 * 60_000)
    expect(rows[0]!.label).toMatch(/\d\d:\d\dに記録あり（2分後）$/)
    expect(picture('en')[0]!.label).toMatch(/recorded at \d\d:\d\d, after 2 min$/)
    expect(rows[1]!.label).toContain('対応の記録なし')
  })

  it('is no answer once it was struck, nor is what the drill or whoever runs it writes', async () => {
    const { session, pass, picture } = await drilling()
    await pass(1)
    const written = await session.record({ do: 'note', body: '見に行った' })
    if (!written.ok) throw new Error('not recorded')
    await session.drill.hint('printers')
    expect(picture()[0]!.end).toBe('answered')
    await session.record({
      ...{ do: 'strikeEntry' as const, reason: '書き間違い' },
      target: written.ids.at(-1)!,
    })
    expect(picture()[0]!.end).toBe('none')
  })
})

describe('a criterion of which nothing was recorded', () => {
  it('says so and waits for a person: nobody is told that it could not be performed', async () => {
    const { session, told } = await drilling()
    for (let i = 0; i < 8; i++) await session.drill.next()
    await session.drill.end('finished')
    const { evaluation } = told()
    for (const { rating, score } of evaluation.objectives)
      expect([rating, score]).toEqual([null, null])
    const [ja, en] = [told('ja'), told('en')].map((one) => saidBy(afterActionReport(one)))
    expect(ja!.filter((text) => /実施不可|できなかった/.test(text))).toEqual([])
    expect(en!.filter((text) => /Unable|Not done/.test(text))).toEqual([])
    expect(ja).toContain('□ 記録なし（未評価）')
    expect(en).toContain('□ No record (not rated)')
  })

  it('is rated by a person, who may choose any word', async () => {
    const { session, told } = await drilling()
    await session.drill.end('finished')
    const item = told().evaluation.objectives.flatMap(({ items }) => items)
    const [first] = item.filter(({ verdict }) => verdict === 'unrecorded')
    await session.drill.rate('action', first!.id, 'unable')
    const said = saidBy(afterActionReport(told()))
    expect(said).toContain('□ 記録なし → 実施不可（人の評価）')
  })

  it('is not what the record shows as done wrong or late', async () => {
    const { session, pass, told } = await drilling()
    const found = (id: string) =>
      told()
        .evaluation.objectives.flatMap(({ items }) => items)
        .find((item) => item.id === id)!
    const step = found('report-csirt').steps[0]!
    await pass(12)
    await session.record({ do: 'recordStep', step, outcome: 'done' })
    // The step stands in the record without its telephone call.
    expect(found('report-csirt').verdict).toBe('missed')
    await session.drill.observe('printers', 'redFlag')
    await session.drill.end('finished')
    expect(found('power-left-on').verdict).toBe('missed')
    const said = saidBy(afterActionReport(told()))
    expect(said).toContain('✕ できなかった')
    // However wrong the record is: that something could not be performed, a person says.
    const rating = (id: string) => told().evaluation.objectives.find((one) => one.id === id)!.rating
    expect(rating('finding')).toBe('major')
    const { items } = told().evaluation.objectives.find(({ id }) => id === 'finding')!
    for (const { id } of items) await session.drill.rate('action', id, 'unable')
    expect(rating('finding')).toBe('unable')
  })
})
