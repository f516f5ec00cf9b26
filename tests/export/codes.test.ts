import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase45, toBase45 } from '../../src/domain/base45.ts'
import { sameBytes, utf8 } from '../../src/domain/json.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import { qrOf } from '../../src/domain/proof/checkpoint.ts'
import { framePrefix, mostMessageBytes } from '../../src/export/code-frame.ts'
import { codeSeries } from '../../src/export/code-series.ts'
import { gatherCodes } from '../../src/export/gather-codes.ts'
import { seededRandom } from '../support/doubles.ts'
import { mutated } from '../support/mutate.ts'

type Seeded = ReturnType<typeof seededRandom>

function seriesOf(message: Uint8Array) {
  const series = codeSeries(message)
  if (!series) throw new Error(`${message.length} bytes make no series`)
  return series
}

const shuffled = <T>(list: readonly T[], random: Seeded): T[] => {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.int(i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

const numbers = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, i) => from + i)

/** What a receiver has after these frames of a series. */
function gathered(message: Uint8Array, frames: readonly number[]) {
  const { text } = seriesOf(message)
  const codes = gatherCodes()
  for (const number of frames) codes.add(text(number))
  return codes
}

/** A frame with a check of its own that holds: the block of the second in the series of the first. */
function reassembled(first: string, second: string): string {
  const [head, block] = [first, second].map((text) => fromBase45(text.slice(framePrefix.length))!)
  const bytes = Uint8Array.from([...head!.subarray(0, 8), ...block!.subarray(8, -4)])
  return framePrefix + toBase45(Uint8Array.from([...bytes, ...sha256(bytes).subarray(0, 4)]))
}

describe('a series of codes', () => {
  it('brings the message whatever the order, with every frame twice', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 6000 }),
        fc.integer({ min: 1 }),
        (message, seed) => {
          const { total } = seriesOf(message)
          const twice = [...numbers(total), ...numbers(total)]
          const codes = gathered(message, shuffled(twice, seededRandom(seed)))
          expect(codes.message()).toEqual(message)
          expect(codes.held()).toEqual(numbers(total).map(() => true))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('needs no second round for what was missed: a few mixes fill any holes', () => {
    const random = seededRandom(11)
    const needed: number[] = []
    for (let run = 0; run < 25; run++) {
      const message = random.bytes(1 + random.int(12_000))
      const { total, text } = seriesOf(message)
      const seen = numbers(total).filter(() => random.int(10) > 2)
      const codes = gathered(message, seen)
      const missing = total - seen.length
      let mixes = 0
      while (codes.message() === null && mixes < missing + 40) codes.add(text(total + mixes++))
      expect(codes.message(), `${total} blocks, ${missing} missed`).toEqual(message)
      needed.push(mixes - missing)
    }
    expect(needed.reduce((sum, n) => sum + n, 0) / needed.length).toBeLessThan(4)
  }, 30_000)

  it('comes together from mixes alone, for whoever looks in the middle', () => {
    const message = seededRandom(5).bytes(20_000)
    const { total } = seriesOf(message)
    expect(gathered(message, numbers(total + 30, 5000)).message()).toEqual(message)
  })

  it('says what is there and gives nothing before all of it is', () => {
    const message = seededRandom(7).bytes(5000)
    const { total, text } = seriesOf(message)
    const codes = gatherCodes()
    expect(codes.held()).toEqual([])
    expect(codes.add(text(2))).toBe('new')
    expect(codes.add(text(2))).toBe('known')
    expect(codes.held().map(Number)).toEqual(numbers(total).map((i) => Number(i === 2)))
    for (const number of numbers(total - 1)) codes.add(text(number))
    expect(codes.message()).toBeNull()
    expect(codes.add(text(total - 1))).toBe('new')
    expect(codes.message()).toEqual(message)
    expect(codes.add(text(total + 3))).toBe('known')
  })

  it('keeps series apart, and begins anew when told to', () => {
    const [one, two] = [seededRandom(1).bytes(2000), seededRandom(2).bytes(2000)] as const
    const codes = gatherCodes()
    codes.add(seriesOf(one).text(0))
    expect(codes.add(seriesOf(two).text(0))).toBe('otherSeries')
    codes.restart()
    expect(codes.held()).toEqual([])
    for (const number of numbers(seriesOf(two).total)) codes.add(seriesOf(two).text(number))
    expect(codes.message()).toEqual(two)
  })

  it('tells other codes from its own', () => {
    const codes = gatherCodes()
    expect(codes.add('https://example.jp/')).toBe('other')
    expect(codes.add(qrOf(hashHex(utf8('a checkpoint'))))).toBe('other')
    expect(codes.add('SHODO:Q2:ABC')).toBe('newer')
    expect(codes.add(framePrefix)).toBe('damaged')
    expect(codes.add(`${framePrefix}${toBase45(new Uint8Array(40))}`)).toBe('damaged')
    expect(codes.held()).toEqual([])
  })

  it('is for short messages only', () => {
    expect(codeSeries(new Uint8Array())).toBeNull()
    expect(codeSeries(new Uint8Array(mostMessageBytes + 1))).toBeNull()
    const longest = seededRandom(3).bytes(mostMessageBytes)
    expect(gathered(longest, numbers(seriesOf(longest).total)).message()).toEqual(longest)
  })

  it('fits every code into version 15 at level L: 758 letters', () => {
    const { total, text } = seriesOf(seededRandom(4).bytes(mostMessageBytes))
    for (const number of [0, total - 1, total, 0xffff, 0x10000]) {
      expect(text(number)).toMatch(/^[0-9A-Z $%*+\-./:]{1,758}$/)
    }
    expect(text(0x10000)).toBe(text(0))
  })

  it('never gives wrong bytes from 2,000 changed frames', () => {
    const random = seededRandom(20_251_122)
    const films = numbers(20).map(() => {
      const message = random.bytes(1 + random.int(3000))
      const { total, text } = seriesOf(message)
      return { message, frames: numbers(total + 2).map(text) }
    })
    let refused = 0
    for (let run = 0; run < 2000; run++) {
      const { message, frames } = films[run % films.length]!
      const codes = gatherCodes()
      const at = random.int(frames.length)
      const changed = new TextDecoder('latin1').decode(mutated(utf8(frames[at]!), random))
      if (changed !== frames[at] && codes.add(changed) !== 'new') refused++
      for (const whole of frames) codes.add(whole)
      expect(sameBytes(codes.message() ?? new Uint8Array(), message), `run ${run}`).toBe(true)
    }
    expect(refused).toBeGreaterThan(1900)
  }, 60_000)

  it('begins anew when the frames, each in order, do not give what they are named by', () => {
    const [one, two] = [seededRandom(1).bytes(900), seededRandom(2).bytes(900)] as const
    const forged = reassembled(seriesOf(one).text(0), seriesOf(two).text(1))
    const codes = gatherCodes()
    expect(codes.add(seriesOf(one).text(0))).toBe('new')
    expect(codes.add(forged)).toBe('broken')
    expect(codes.message()).toBeNull()
    for (const number of [0, 1]) codes.add(seriesOf(one).text(number))
    expect(codes.message()).toEqual(one)
  })
})
