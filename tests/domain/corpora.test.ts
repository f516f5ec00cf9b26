import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, concatBytes } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../../src/domain/ids.ts'
import {
  canonicalText,
  fromUtf8,
  isWellFormed,
  parseJson,
  parseRecord,
  plainProblem,
  recordBytes,
  toWellFormed,
  utf8,
} from '../../src/domain/json.ts'
import { pointProblem, signatureProblem } from '../../src/domain/proof/signature-form.ts'
import { verify as verifyInJavaScript } from '../../src/platform/ed25519.ts'
import { signatures } from '../../src/platform/signatures.ts'
import { corpus } from '../support/corpora.ts'

describe('JSON as others test it (nst/JSONTestSuite)', () => {
  const suite = corpus('nst__JSONTestSuite')
  const cases = suite.names('test_parsing').filter((name) => name.endsWith('.json'))
  const parsed = (name: string) => parseJson(suite.bytes('test_parsing', name))
  const all = (letter: string) => cases.filter((name) => name.startsWith(`${letter}_`))

  it.skipIf(!suite.present)(`accepts all ${all('y').length} valid texts${suite.note}`, () => {
    expect(all('y').length).toBeGreaterThan(90)
    expect(all('y').filter((name) => !parsed(name).ok)).toEqual([])
  })
  it.skipIf(!suite.present)(`refuses all ${all('n').length} invalid texts${suite.note}`, () => {
    expect(all('n').length).toBeGreaterThan(180)
    expect(all('n').filter((name) => parsed(name).ok)).toEqual([])
  })
  it.skipIf(!suite.present)(`never throws at the ${all('i').length} open ones${suite.note}`, () => {
    expect(all('i').length).toBeGreaterThan(30)
    for (const name of all('i')) expect(typeof parsed(name).ok).toBe('boolean')
  })
  it.skipIf(!suite.present)(`reads whatever it takes into the record back${suite.note}`, () => {
    let taken = 0
    for (const name of cases) {
      const result = parsed(name)
      if (!result.ok || plainProblem(result.value) !== null) continue
      taken++
      expect(parseRecord(recordBytes(result.value))).toEqual(result)
    }
    expect(taken).toBeGreaterThan(50)
  })
})

describe('canonical text (RFC 8785, cyberphone/json-canonicalization)', () => {
  const suite = corpus('cyberphone__json-canonicalization')
  it.skipIf(!suite.present)(`writes the exact bytes of every vector${suite.note}`, () => {
    const names = suite.names('testdata/input')
    expect(names).toHaveLength(6)
    for (const name of names) {
      const input = parseJson(suite.bytes('testdata/input', name))
      if (!input.ok) throw new Error(`${name}: ${input.reason}`)
      const output = utf8(canonicalText(input.value))
      expect(toHex(output), name).toBe(toHex(suite.bytes('testdata/output', name)))
      const hex = suite.text('testdata/outhex', name.replace('.json', '.txt'))
      expect(toHex(output), name).toBe(hex.replaceAll(/\s/g, ''))
    }
  })
})

describe('naughty strings (minimaxir/big-list-of-naughty-strings)', () => {
  const suite = corpus('minimaxir__big-list-of-naughty-strings')
  it.skipIf(!suite.present)(`enter the record and come back unchanged${suite.note}`, () => {
    const strings = JSON.parse(suite.text('blns.json')) as readonly string[]
    expect(strings.length).toBeGreaterThan(500)
    for (const body of strings) {
      const text = toWellFormed(body)
      expect(isWellFormed(body)).toBe(text === body)
      const bytes = recordBytes({ body: text })
      expect(parseRecord(bytes)).toEqual({ ok: true, value: { body: text } })
      expect(fromUtf8(utf8(text))).toBe(text)
    }
  })
})

interface Vector {
  readonly tcId: number
  readonly comment: string
  readonly msg: string
  readonly sig: string
  readonly result: 'valid' | 'invalid'
}

describe('signatures (C2SP/wycheproof, Ed25519)', () => {
  const suite = corpus('C2SP__wycheproof')
  const groups = suite.present
    ? (
        JSON.parse(suite.text('testvectors_v1/ed25519_test.json')) as {
          readonly testGroups: readonly {
            readonly publicKey: { readonly pk: string }
            readonly tests: readonly Vector[]
          }[]
        }
      ).testGroups
    : []
  const vectors = groups.flatMap(({ publicKey, tests }) =>
    tests.map((test) => ({
      name: `${test.tcId} ${test.comment}`,
      key: fromHex(publicKey.pk)!,
      message: fromHex(test.msg)!,
      sig: fromHex(test.sig)!,
      valid: test.result === 'valid',
    })),
  )

  it.skipIf(!suite.present)(`${vectors.length} verdicts as prescribed${suite.note}`, async () => {
    expect(vectors.length).toBeGreaterThan(140)
    for (const { name, key, message, sig, valid } of vectors)
      expect(await signatures.verify(key, message, sig), name).toBe(valid)
  })
  it.skipIf(!suite.present)(`the same where WebCrypto has no Ed25519${suite.note}`, () => {
    for (const { name, key, message, sig, valid } of vectors) {
      const verdict = signatureProblem(key, sig) === null && verifyInJavaScript(key, message, sig)
      expect(verdict, name).toBe(valid)
    }
  })
})

describe('keys and signatures that are refused by their form', () => {
  const small = ED25519_TORSION_SUBGROUP
  const notCanonical = [
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ]
  const good = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'
  const bytes = (hex: string) => fromHex(hex)!

  it('the 8 points of small order, as key and as R', async () => {
    expect(small).toHaveLength(8)
    for (const hex of small) {
      expect(pointProblem(bytes(hex))).toBe('smallOrder')
      expect(signatureProblem(bytes(good), bytes(hex + '00'.repeat(32)))).toBe('R: smallOrder')
      // With such a key, zero as S and the key itself as R, anything would seem to be signed.
      const sig = bytes(hex + '00'.repeat(32))
      expect(await signatures.verify(bytes(hex), utf8('anything'), sig)).toBe(false)
    }
  })
  it('encodings of a y at or above the prime', () => {
    for (const hex of notCanonical) expect(pointProblem(bytes(hex))).toBe('notCanonical')
  })
  it('an S at or above the group order, and no S below it', () => {
    const order = 'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'
    const below = `ec${order.slice(2)}`
    const s = (hex: string) => signatureProblem(bytes(good), bytes(good + hex))
    expect(s(order)).toMatch(/^S/)
    expect(s('ff'.repeat(32))).toMatch(/^S/)
    expect(s(`${order.slice(0, 62)}11`)).toMatch(/^S/)
    expect([s(below), s('00'.repeat(32))]).toEqual([null, null])
  })
  it('a signature that holds only up to the cofactor, in both verifiers', async () => {
    const { Point } = ed25519
    const { Fn, BASE } = Point
    const [a, r] = [12_345n, 67_890n]
    const key = BASE.multiply(a).toBytes()
    const message = utf8('two readers, one verdict')
    const signed = (R: Uint8Array) => {
      const k = Fn.create(bytesToNumberLE(sha512(concatBytes(R, key, message))))
      return concatBytes(R, Fn.toBytes(Fn.create(r + k * a)))
    }
    const honest = signed(BASE.multiply(r).toBytes())
    const torsion = Point.fromHex(ED25519_TORSION_SUBGROUP[1]!)
    const crafted = signed(BASE.multiply(r).add(torsion).toBytes())
    expect(ed25519.verify(crafted, message, key, { zip215: false })).toBe(true)
    expect(await signatures.verify(key, message, honest)).toBe(true)
    expect(verifyInJavaScript(key, message, honest)).toBe(true)
    expect(await signatures.verify(key, message, crafted)).toBe(false)
    expect(verifyInJavaScript(key, message, crafted)).toBe(false)
  })
  it('lengths that are not 32 and 64', () => {
    expect(signatureProblem(bytes(good.slice(2)), bytes(good + good))).toBe('key: length')
    expect(signatureProblem(bytes(good), bytes(good))).toBe('signature: length')
    expect(signatureProblem(bytes(good), bytes(`${good}${good}00`))).toBe('signature: length')
  })
})
