import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRunbook } from '../../src/runbook/compile.ts'
import { compileContacts } from '../../src/runbook/contacts.ts'
import { MAX_BYTES } from '../../src/runbook/parse.ts'
import { codes, problemsOf, read, small } from './small.ts'

describe('text that is not a runbook', () => {
  it('never throws, and every problem has a place in the text', () => {
    const contacts = read('runbooks/contacts.yaml')
    const file = { file: 'any.yaml' }
    const anything = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.json({ maxDepth: 4 }),
      mutated(small),
      mutated(contacts),
    )
    fc.assert(
      fc.property(anything, (text) => {
        const lines = text.split(/\r\n|\r|\n/).length
        for (const result of [compileRunbook(text, file), compileContacts(text, file)]) {
          if (result.ok) continue
          expect(result.problems.length).toBeGreaterThan(0)
          for (const { line, column } of result.problems) {
            expect(line).toBeGreaterThanOrEqual(1)
            expect(line).toBeLessThanOrEqual(lines)
            expect(column).toBeGreaterThanOrEqual(1)
          }
        }
      }),
      { numRuns: 300 },
    )
  }, 30_000)

  it('gives the same problems again', () => {
    fc.assert(
      fc.property(mutated(small), (text) => {
        expect(problemsOf(text)).toEqual(problemsOf(text))
      }),
      { numRuns: 50 },
    )
  })

  it('refuses more than two megabytes, counted as bytes', () => {
    expect(codes(problemsOf(`# ${'x'.repeat(MAX_BYTES)}`))).toEqual(['too-large'])
    expect(codes(problemsOf(`# ${'あ'.repeat(MAX_BYTES / 3 + 1)}`))).toEqual(['too-large'])
    expect(codes(problemsOf(`# ${'x'.repeat(MAX_BYTES - 10)}`))).not.toContain('too-large')
  })

  it('refuses the same key twice, at the second', () => {
    const text = small.replace('    per: system\n', '    per: system\n    lane: command\n')
    expect(problemsOf(text)).toMatchObject([{ code: 'yaml-duplicate-key', line: 80, column: 5 }])
  })

  it('refuses aliases that multiply', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = level === 0 ? 'x' : `*a${level - 1}`
      return `a${level}: &a${level} [${Array.from({ length: 10 }, () => items).join(', ')}]`
    })
    expect(codes(problemsOf(levels.join('\n')))).toEqual(['yaml-aliases'])
  })

  it('refuses an alias without a target', () => {
    expect(problemsOf('format: *nowhere').length).toBeGreaterThan(0)
  })

  it('survives an alias of itself', () => {
    expect(problemsOf('steps: &s [*s]').length).toBeGreaterThan(0)
  })

  it('survives deep nesting', () => {
    expect(problemsOf('['.repeat(100_000)).length).toBeGreaterThan(0)
  })

  it('survives many keys', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n')
    expect(problemsOf(many).length).toBeGreaterThan(20_000)
  })

  it('treats the names of object methods as any other unknown key', () => {
    const problems = problemsOf(
      small.replace('id: small', 'id: small\n__proto__: 1\nconstructor: 2'),
    )
    expect(codes(problems)).toEqual(['unknown-key', 'unknown-key'])
  })

  it('refuses two documents in one file', () => {
    expect(codes(problemsOf(`${small}---\n${small}`))).toContain('yaml-syntax')
  })

  it('refuses tags', () => {
    expect(codes(problemsOf(small.replace('id: small', 'id: !!js/function small')))).toEqual([
      'yaml-syntax',
    ])
  })
})

/** The text with lines dropped, doubled, indented or cut. */
function mutated(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n')
  const change = fc.record({
    at: fc.nat({ max: lines.length - 1 }),
    how: fc.constantFrom('drop', 'double', 'indent', 'cut', 'blank'),
  })
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const result = [...lines]
    for (const { at, how } of changes) {
      const line = result[at] ?? ''
      if (how === 'drop') result.splice(at, 1)
      else if (how === 'double') result.splice(at, 0, line)
      else if (how === 'indent') result[at] = `  ${line}`
      else if (how === 'cut') result[at] = line.slice(0, line.length / 2)
      else result[at] = line.replace(/:.*/, ':')
    }
    return result.join('\n')
  })
}
