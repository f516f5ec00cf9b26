import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import { compileRunbook } from '../../src/runbook/compile.ts'
import { isRecord } from '../../src/runbook/loose.ts'
import { knownContacts, small } from './small.ts'

function compiled(text: string): Runbook {
  const result = compileRunbook(text, { file: 'small.yaml', knownContacts })
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result.runbook
}

describe('a valid runbook', () => {
  const runbook = compiled(small)
  const step = (id: string) => runbook.steps.find((candidate) => candidate.id === id)

  it('keeps its steps in the order of the file', () => {
    expect(runbook.steps.map(({ id }) => id)).toEqual([
      'PT-01',
      'DT-01',
      'DT-D1',
      'IR-01',
      'IR-02',
      'IR-03',
      'IR-04',
    ])
  })

  it('has every default filled in', () => {
    expect(step('IR-02')).toEqual({
      type: 'step',
      id: 'IR-02',
      phase: 'initial',
      lane: 'command',
      role: 'duty',
      title: { ja: '紙に切り替える', en: 'Switch to paper' },
      why: { ja: '診療を続ける', en: 'Keep treating patients' },
      do: [{ ja: '紙カルテを配る', en: 'Hand out paper charts' }],
      dont: [],
      record: [{ ja: '配った時刻', en: 'Time handed out' }],
      evidence: [],
      contacts: [],
      source: {
        ref: { ja: '現場の手順', en: 'Local practice' },
        confidence: 'field',
        seen: 'seen',
        asOf: '2026-11-21',
      },
      joinAll: false,
      perSystem: false,
      closing: false,
      next: ['IR-03'],
      again: [],
    })
  })

  it('counts hours in minutes', () => {
    expect(step('IR-01')?.deadline).toEqual({ from: 'ordered', hard: false, minutes: 120 })
  })

  it('keeps the other lengths as written', () => {
    expect(step('PT-01')?.deadline).toEqual({
      from: 'wall',
      hard: false,
      everyMonths: 12,
      text: { ja: '毎年4月', en: 'Every April' },
    })
  })

  it('reads join, per and closing', () => {
    expect(step('IR-03')?.joinAll).toBe(true)
    expect(step('IR-01')?.perSystem).toBe(true)
    expect(step('IR-04')?.closing).toBe(true)
  })

  it('fills the branches of a decision', () => {
    expect(step('DT-D1')).toMatchObject({
      type: 'decision',
      criteria: [],
      options: [],
      do: [],
      branches: [
        { id: 'attack', next: ['IR-01', 'IR-02'], again: [], safe: true },
        { id: 'fault', next: ['IR-04'], again: [], safe: false },
      ],
    })
  })

  it('reads a matrix', () => {
    const text = small.replace(
      '    type: decision\n',
      `    type: matrix
    matrix:
      rows: [{id: emergency, title: {ja: 救急受入, en: Emergency admissions}}]
      values: [{id: run, title: {ja: 継続, en: Running}}]
`,
    )
    expect(compiled(text).steps[2]).toMatchObject({
      type: 'matrix',
      matrix: { rows: [{ id: 'emergency' }], values: [{ id: 'run' }] },
    })
  })

  it('has the same text whatever the order of the author’s keys', () => {
    const expected = JSON.stringify(runbook)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7fffffff }), (seed) => {
        const text = stringify(shuffleKeys(parse(small), seed), { aliasDuplicateObjects: false })
        expect(JSON.stringify(compiled(text))).toBe(expected)
      }),
      { numRuns: 30 },
    )
  })

  it('does not look up contacts nobody handed in', () => {
    expect(compileRunbook(small, { file: 'small.yaml' }).ok).toBe(true)
  })
})

/** A different key order at every level, the same for one seed. */
function shuffleKeys(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffleKeys(item, seed))
  if (!isRecord(value)) return value
  const weight = (key: string) =>
    [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) ^ seed, 7) % 1009
  const sorted = Object.entries(value).sort(([a], [b]) => weight(a) - weight(b))
  return Object.fromEntries(sorted.map(([key, item]) => [key, shuffleKeys(item, seed)]))
}
