import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, likelyMeant, nearest } from '../../src/runbook/nearest.ts'

const word = fc.string({ maxLength: 12 })

describe('the distance between two words', () => {
  it('is nothing for a word and itself, and the same both ways', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, a)).toBe(0)
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
    )
  })

  it.each([
    ['dnot', 'dont', 1],
    ['evidense', 'evidence', 1],
    ['nxt', 'next', 1],
    ['', 'next', 4],
  ])('from %j to %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })
})

describe('the nearest word', () => {
  it('is the first of equals, and nothing among none', () => {
    expect(nearest('ab', ['ax', 'ay'])).toBe('ax')
    expect(nearest('ab', [])).toBeUndefined()
  })

  it('is not offered when it was hardly meant', () => {
    expect(likelyMeant('EV-01', ['PT-01'])).toBeUndefined()
    expect(likelyMeant('safety_lad', ['duty', 'safety_lead'])).toBe('safety_lead')
  })
})
