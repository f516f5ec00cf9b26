import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Json, parseRecord, plainProblem, utf8 } from '../../src/domain/json.ts'

/** The quick way of {@link parseRecord} says yes to nothing that the whole check would refuse. */

/** What the record's rules say, written without the quick way. */
function byTheRules(text: string): boolean {
  try {
    const value = JSON.parse(text) as Json
    return plainProblem(value) === null && canonicalize(value) === text
  } catch {
    return false
  }
}

const agree = (text: string): void => {
  expect(parseRecord(utf8(text)).ok, text.slice(0, 200)).toBe(byTheRules(text))
}

describe('canonical or not', () => {
  it.each([
    ...['{"a":1,"b":2}', '{"b":2,"a":1}', '{"a":1,"a":1}', '{"10":1,"9":2}', '{"9":2,"10":1}'],
    ...['{"é":1,"z":2}', '{"z":2,"é":1}', '{"😀":1,"\uffff":2}', '{"\uffff":2,"😀":1}'],
    ...[
      '"\\ud800"',
      '"\\udc00"',
      '"\\ud83d\\ude00"',
      '"😀"',
      '"\\u0041"',
      '"\\u001f"',
      '"\\u001F"',
    ],
    ...['"\\/"', '"/"', '"\\b\\t\\n\\f\\r"', '"\u2028"', '"\\u2028"', '"\u007f"', '"\\\\ud"'],
    ...['1', '-1', '-0', '0', '1.0', '1e3', '01', '9007199254740991', '9007199254740992', '1.5'],
    ...[
      '{"toJSON":1}',
      '{"__proto__":1}',
      '{"__proto__":{"a":1}}',
      '{"constructor":1}',
      '[]',
      '{}',
    ],
    ...[
      ' 1',
      '1 ',
      '[1, 2]',
      '[1,2]',
      'null',
      'true',
      'NaN',
      '',
      '[,]',
      '{"":1,"a":2}',
      '{"a":2,"":1}',
    ],
    ...['['.repeat(33) + ']'.repeat(33), '['.repeat(34) + ']'.repeat(34)],
    ...[`${'['.repeat(32)}1${']'.repeat(32)}`, `${'['.repeat(33)}1${']'.repeat(33)}`],
    '['.repeat(200_000) + ']'.repeat(200_000),
  ])('%s', agree)

  it('for any JSON, and for what is nearly canonical (seed 8785)', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.nat(3), (value, at, how) => {
        const text = canonicalize(value) ?? 'null'
        agree(text)
        agree(JSON.stringify(value))
        const cut = at % (text.length + 1)
        const other = [' ', '0', '\\u0061', '"'][how]!
        agree(text.slice(0, cut) + other + text.slice(cut))
        agree(text.slice(0, cut) + text.slice(cut + 1))
      }),
      { seed: 8785, numRuns: 2000 },
    )
  })
})
