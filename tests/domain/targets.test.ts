import { describe, expect, it } from 'vitest'
import { isOwnTarget, withTargets } from '../../src/domain/flow/targets.ts'
import { hospital } from '../support/scene.ts'

const own = hospital.steps.find(isOwnTarget)!
const law = hospital.steps.find((step) => step.deadline?.hard)!

describe('the hospital’s own targets', () => {
  it('take the place of the authored minutes', () => {
    const tuned = withTargets(hospital, new Map([[own.id, 12]]))
    expect(tuned.steps.find((step) => step.id === own.id)?.deadline).toEqual({
      ...own.deadline,
      minutes: 12,
    })
    expect(own.deadline?.minutes).not.toBe(12)
  })

  it('never touch what the law sets', () => {
    expect(isOwnTarget(law)).toBe(false)
    expect(withTargets(hospital, new Map([[law.id, 5]]))).toBe(hospital)
  })

  it('leave the very same runbook where nothing differs, so that its hash stays', () => {
    expect(withTargets(hospital, new Map())).toBe(hospital)
    expect(withTargets(hospital, new Map([[own.id, own.deadline!.minutes!]]))).toBe(hospital)
    expect(withTargets(hospital, new Map([['ZZ-99', 5]]))).toBe(hospital)
  })
})
