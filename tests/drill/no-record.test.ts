import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/domain/drill-evaluate.ts'
import { courseOf } from '../../src/domain/drill-plan.ts'
import { createSession } from '../../src/session/session.ts'
import { waitPicture } from '../../src/ui/drill-waits.ts'
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
