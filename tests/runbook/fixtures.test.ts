import { describe, expect, it } from 'vitest'
import { compileRunbook } from '../../src/runbook/compile.ts'
import { knownContacts, read } from './small.ts'

/** Each file is the small runbook broken in one way: where it is told, and how it is mended. */
const BROKEN = [
  ['unknown-key', 'unknown-key', 71, 5, 'steps[3].dnot', /^Write dont \(/, /^dont に直す/],
  [
    'missing-translation',
    'missing-translation',
    67,
    27,
    'steps[3].title.en',
    /English text at en:/,
    /英語の文を書く/,
  ],
  [
    'missing-source',
    'missing-source',
    107,
    5,
    'steps[6].source',
    /^Add source: with ref/,
    /^source: に/,
  ],
  [
    'deadline-without-anchor',
    'deadline-without-anchor',
    47,
    15,
    'steps[1].deadline.from',
    /^Add from: detection/,
    /^from: に/,
  ],
  [
    'wall-without-text',
    'wall-without-text',
    28,
    15,
    'steps[0].deadline.text',
    /^Say in text: by when/,
    /^text: に/,
  ],
  ['duplicate-id', 'duplicate-id', 17, 10, 'roles[2].id', /^Give one of them another id/, /別のid/],
  [
    'dangling-reference',
    'dangling-reference',
    61,
    86,
    'steps[2].branches[0].next[2]',
    /^Write IR-01 if that is meant, else add IR-05/,
    /IR-05 を書き足す/,
  ],
  [
    'unreachable',
    'unreachable-step',
    81,
    9,
    'steps[4].id',
    /^Write IR-05 in next or again/,
    /next か again に IR-05 を書く/,
  ],
  [
    'cycle',
    'cycle',
    105,
    19,
    'steps[5].next[1]',
    /^Move the arrow back to IR-01 from next to again/,
    /next から again へ移す/,
  ],
  [
    'safe-branch',
    'decision-safe-branch',
    60,
    5,
    'steps[2].branches',
    /^Write safe: true on the one branch/,
    /safe: true を書く/,
  ],
] as const

describe('a runbook broken in one way', () => {
  it.each(BROKEN)('%s', (name, code, line, column, path, en, ja) => {
    const file = `tests/fixtures/runbooks/broken-${name}.yaml`
    const result = compileRunbook(read(file), { file, knownContacts })
    expect(result).toMatchObject({ ok: false, problems: [{ code, file, line, column, path }] })
    if (result.ok) return
    expect(result.problems).toHaveLength(1)
    expect(result.problems[0]?.advice.en).toMatch(en)
    expect(result.problems[0]?.advice.ja).toMatch(ja)
  })

  it('shows the way around a cycle', () => {
    const file = 'tests/fixtures/runbooks/broken-cycle.yaml'
    const result = compileRunbook(read(file), { file, knownContacts })
    expect(result.ok ? '' : result.problems[0]?.message.en).toContain('IR-01 → IR-03 → IR-01')
  })

  it('names the line of the first of two ids', () => {
    const file = 'tests/fixtures/runbooks/broken-duplicate-id.yaml'
    const result = compileRunbook(read(file), { file, knownContacts })
    expect(result.ok ? '' : result.problems[0]?.message.en).toContain('first at line 15')
  })
})
