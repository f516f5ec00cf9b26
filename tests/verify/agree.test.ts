import { beforeAll, describe, expect, it } from 'vitest'
import { verifyChecks } from '../../src/domain/proof/verification-report.ts'
import { type Caged, caged } from '../support/bundle-zoo.ts'
import { python } from '../support/programs.ts'
import { runs } from '../support/runs.ts'
import { type Answer, ours, theirs } from '../support/second-verifier.ts'

/**
 * Two verifiers that know nothing of each other: ours, and `verify.py`, written from `src/FORMAT.md`
 * alone. Of every bundle they say the same: verdict, checks, and the place of every fault.
 */

const count = runs(500)

describe(`${count} bundles, good and bad (seeds 1 to ${count})`, () => {
  const cases: Caged[] = []
  const answers: Answer[] = []
  beforeAll(async () => {
    for (let seed = 1; seed <= count; seed++) {
      const one = await caged(seed)
      cases.push(one)
      answers.push(await ours(one))
    }
  }, 180_000)

  it('are of every verdict, and fail every check', () => {
    const verdicts = new Set(answers.map(({ verdict }) => verdict))
    const failed = new Set(answers.flatMap(({ faults = [] }) => faults.map(checkOf)))
    // A tenth of them need not meet everything there is to meet.
    if (count < 500) return expect(verdicts.size).toBeGreaterThan(1)
    expect([...verdicts].sort()).toEqual(['fails', 'holds', 'unreadable'])
    expect([...failed].sort()).toEqual([...verifyChecks].sort())
  })

  it.skipIf(!python.present)(
    `Python says the same of each${python.note}`,
    () => {
      const said = theirs(cases)
      expect(said).toHaveLength(count)
      for (const [i, { name }] of cases.entries()) expect(said[i], name).toEqual(answers[i])
    },
    600_000,
  )
})

const checkOf = (fault: string): string => fault.split(' ')[0] ?? ''
