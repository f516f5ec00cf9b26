import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textWidth } from '../../src/ui/flow/text-width.ts'
import { phrasesOf, wrap } from '../../src/ui/flow/wrap.ts'
import { shipped } from '../support/runbooks.ts'

/** A line ends without the space it was broken at, of whatever kind. */
const plain = (text: string): string => text.replace(/\s/gu, '')

describe('lines of a box', () => {
  it('keep phrases whole where that costs no line', () => {
    expect(wrap('事業者への連絡・調査依頼', 13 * 8, 13)).toEqual(['事業者への連絡・', '調査依頼'])
    expect(phrasesOf('感染範囲を見立て、区画の境目で切る')).toEqual([
      '感染範囲を',
      '見立て、',
      '区画の',
      '境目で',
      '切る',
    ])
  })

  it('break English between words, and a word only when it is wider than the line', () => {
    expect(wrap('Unplug the LAN of that device', 90, 13)).toEqual([
      'Unplug the',
      'LAN of that',
      'device',
    ])
    expect(wrap('communication', 40, 13).length).toBeGreaterThan(1)
  })

  it('begin with no mark that belongs to what stands before it, and end with no open bracket', () => {
    for (const runbook of [shipped('hospital'), shipped('clinic')])
      for (const step of runbook.steps)
        for (const text of [
          step.title.ja,
          ...(step.type === 'step' ? [] : step.branches.map(({ when }) => when.ja)),
        ])
          for (let width = 60; width <= 220; width += 8)
            for (const line of wrap(text, width, 13)) {
              expect(line).not.toMatch(/^[、。・）」ーっゃゅょァィゥェォッャュョ]/)
              expect(line).not.toMatch(/[（「]$/)
            }
  })

  it('lose nothing and stay within the width, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 40, max: 300 }),
        (text, width) => {
          const lines = wrap(text, width, 13)
          expect(plain(lines.join('')).trim()).toBe(plain(text).trim())
          for (const line of lines)
            if ([...line].length > 1) expect(textWidth(line, 13)).toBeLessThanOrEqual(width)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('end in … when there may be no more of them', () => {
    const lines = wrap('医療情報システムの使用中止を決める（系統ごと）', 104, 13, { most: 2 })
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/…$/)
    expect(textWidth(lines[1] ?? '', 13)).toBeLessThanOrEqual(104)
  })
})
