import { describe, expect, it } from 'vitest'
import {
  makePassphrase,
  meantPassphrases,
  ownPassphrase,
  passphraseBytes,
} from '../../src/domain/exchange/passphrase.ts'
import { seededRandom } from '../support/doubles.ts'

describe('a made passphrase', () => {
  it('is twenty digits in fours, each as likely anywhere', () => {
    const random = seededRandom(1)
    const counts = Array.from({ length: 20 }, () => new Array<number>(10).fill(0))
    const runs = 4000
    const seen = new Set<string>()
    for (let i = 0; i < runs; i++) {
      const made = makePassphrase(random.bytes(passphraseBytes))
      expect(made).toMatch(/^\d{4}(-\d{4}){4}$/)
      seen.add(made)
      for (const [at, digit] of [...made.replaceAll('-', '')].entries())
        counts[at]![Number(digit)]!++
    }
    expect(seen.size).toBe(runs)
    // Of 4,000 about 400; five standard deviations are 95.
    for (const count of counts.flat()) expect(Math.abs(count - runs / 10)).toBeLessThan(95)
  })
  it('keeps its zeros', () => {
    expect(makePassphrase(new Uint8Array(16))).toBe('0000-0000-0000-0000-0000')
  })
})

describe('words of one’s own', () => {
  it('are taken half-width and without spaces around them', () => {
    expect(ownPassphrase('　ｃｏｒｒｅｃｔ horse battery ')).toEqual({
      ok: true,
      passphrase: 'correct horse battery',
    })
  })
  it.each([
    ['', 'short'],
    ['correct horse b', 'short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'plain'],
    ['1212121212121212', 'plain'],
    ['ひらがなのことばはひらけない道具がある', 'characters'],
  ])('%s is refused: %s', (typed, why) => {
    expect(ownPassphrase(typed)).toEqual({ ok: false, why })
  })
  it('twenty digits open as they protect, however they are typed', () => {
    const own = ownPassphrase('31415926535897932384')
    expect(own).toEqual({ ok: true, passphrase: '3141-5926-5358-9793-2384' })
    expect(meantPassphrases('3141 5926 5358 9793 2384')[0]).toBe('3141-5926-5358-9793-2384')
  })
})

it('what is typed exactly is tried as well, and nothing is tried twice', () => {
  expect(meantPassphrases('correct horse')).toEqual(['correct horse'])
  expect(meantPassphrases('ｗｉｄｅ ')).toEqual(['wide', 'ｗｉｄｅ '])
  expect(meantPassphrases(' ')).toEqual([' '])
  expect(meantPassphrases('')).toEqual([])
})
