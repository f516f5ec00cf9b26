import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase45, toBase45 } from '../../src/domain/base45.ts'
import { utf8 } from '../../src/domain/json.ts'

describe('base45', () => {
  it('writes and reads the examples of RFC 9285', () => {
    const examples = [
      ['AB', 'BB8'],
      ['Hello!!', '%69 VD92EX0'],
      ['base-45', 'UJCLQE7W581'],
      ['ietf!', 'QED8WEX0'],
    ] as const
    for (const [text, encoded] of examples) {
      expect(toBase45(utf8(text))).toBe(encoded)
      expect(fromBase45(encoded)).toEqual(utf8(text))
    }
  })

  it('gives every byte back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes)
      }),
    )
  })

  it('refuses what it does not write', () => {
    // A length that cannot be, numbers too large for two bytes and for one, letters of no code.
    for (const text of ['A', 'GGW', ':::', '::', 'bb8', 'AB_', '日本語'])
      expect(fromBase45(text), text).toBeNull()
  })
})
