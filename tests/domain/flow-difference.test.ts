import { describe, expect, it } from 'vitest'
import { flowDifference } from '../../src/domain/flow/difference.ts'
import { hospital } from '../support/scene.ts'

const ids = (steps: readonly { readonly id: string }[]) => steps.map((step) => step.id)

describe('another flow beside the present one', () => {
  const [first, second, ...rest] = hospital.steps
  const ours = {
    ...hospital,
    steps: [
      { ...first!, title: { ja: '当院の言葉', en: 'In our words' } },
      ...rest,
      { ...second!, id: 'OWN-01' },
    ],
  }

  it('names what was added, taken out and changed', () => {
    const found = flowDifference(hospital, ours)
    expect(ids(found.changed)).toEqual([first!.id])
    expect(ids(found.removed)).toEqual([second!.id])
    expect(ids(found.added)).toEqual(['OWN-01'])
    expect(found.same).toBe(hospital.steps.length - 2)
  })

  it('takes keys written in another order for the same', () => {
    const reversed = hospital.steps.map((step) =>
      Object.fromEntries(Object.entries(step).toReversed()),
    ) as unknown as typeof hospital.steps
    expect(flowDifference(hospital, { ...hospital, steps: reversed }).changed).toEqual([])
  })

  it('finds nothing in the same flow', () => {
    expect(flowDifference(hospital, hospital)).toEqual({
      ...{ added: [], removed: [], changed: [] },
      same: hospital.steps.length,
    })
  })
})
