import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, isLogId, logIdFrom, toHex } from '../../src/domain/ids.ts'
import {
  civilFrom,
  dayMs,
  daysFromCivil,
  endOfJstDay,
  instantFrom,
  instantMs,
  isInstant,
  jstDay,
} from '../../src/domain/instant.ts'
import {
  type Json,
  parseJson,
  parseRecord,
  plainProblem,
  recordBytes,
} from '../../src/domain/json.ts'
import { chainProblems, eventProblem } from '../../src/domain/log/chain.ts'
import { decode } from '../../src/domain/log/decode.ts'
import { parseHeader, type StoredEvent } from '../../src/domain/log/event.ts'
import { type Made, makeLog } from '../support/make-log.ts'

/** From the year 1 to 9999: what the text of an instant can say. */
const times = fc.integer({ min: -62_135_596_800_000 + dayMs, max: 253_402_300_799_999 - dayMs })
const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 })

describe('instants', () => {
  test('an instant in Japan or in UTC is the one Date knows', () => {
    fc.assert(
      fc.property(times, (ms) => {
        expect(Date.parse(instantFrom(ms))).toBe(ms)
        expect(instantFrom(ms, 0)).toBe(new Date(ms).toISOString().replace('Z', '+00:00'))
        expect(instantFrom(ms).slice(0, 23)).toBe(
          new Date(ms + 9 * 3_600_000).toISOString().slice(0, 23),
        )
      }),
    )
  })
  test('writing and reading come back to the same millisecond at every offset', () => {
    fc.assert(
      fc.property(times, offsets, (ms, offset) => {
        const text = instantFrom(ms, offset)
        expect(isInstant(text)).toBe(true)
        expect(instantMs(text)).toBe(ms)
        expect(Date.parse(text)).toBe(ms)
      }),
    )
  })
  test('the calendar of every day agrees with Date', () => {
    fc.assert(
      fc.property(times, offsets, (ms, offset) => {
        const c = civilFrom(ms, offset)
        const date = new Date(ms + offset * 60_000)
        expect([c.year, c.month, c.day]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
        ])
        expect([c.hour, c.minute, c.second, c.ms, c.weekday]).toEqual([
          date.getUTCHours(),
          date.getUTCMinutes(),
          date.getUTCSeconds(),
          date.getUTCMilliseconds(),
          date.getUTCDay(),
        ])
        expect(daysFromCivil(c.year, c.month, c.day)).toBe(Math.floor(date.getTime() / dayMs))
      }),
    )
  })
  test('a text is an instant only if writing it again gives the same', () => {
    const digits = (max: number, width: number) =>
      fc.integer({ min: 0, max }).map((n) => `${n}`.padStart(width, '0'))
    const near = fc
      .tuple(digits(9999, 4), ...[14, 32, 25, 61, 61].map((max) => digits(max, 2)), digits(999, 3))
      .map(([y, m, d, h, min, s, ms]) => `${y}-${m}-${d}T${h}:${min}:${s}.${ms}+09:00`)
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        const ms = instantMs(text)
        if (!Number.isNaN(ms)) expect(instantFrom(ms)).toBe(text)
        else expect(isInstant(text)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
  test('a Japanese day ends one millisecond before the next begins', () => {
    fc.assert(
      fc.property(times, (ms) => {
        const end = endOfJstDay(jstDay(ms))
        expect(jstDay(end)).toBe(jstDay(ms))
        expect(jstDay(end + 1)).toBe(jstDay(ms) + 1)
        expect(end).toBeGreaterThanOrEqual(ms)
      }),
    )
  })
})

const text = fc.string({ unit: 'binary' })
const plain: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((key) => key !== 'toJSON'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ) as fc.Arbitrary<Json>,
})).value

describe('canonical bytes', () => {
  test('come back as the value they were made of, and only they are canonical', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const bytes = recordBytes(value)
        expect(parseRecord(bytes)).toEqual({ ok: true, value })
        const loose = new TextEncoder().encode(` ${JSON.stringify(value)}`)
        expect(parseRecord(loose)).toEqual({ ok: false, reason: 'not canonical' })
      }),
    )
  })
  test('do not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((key) => key !== 'toJSON'),
          plain,
        ),
        (value) => {
          const reversed = Object.fromEntries(Object.entries(value).reverse())
          expect(toHex(recordBytes(reversed))).toBe(toHex(recordBytes(value)))
        },
      ),
    )
  })
  test('are refused to whatever JSON would change in silence', () => {
    const lone = '\ud800'
    const holes: unknown[] = []
    holes[2] = 1
    const values = [undefined, Number.NaN, -0, 0.5, 2 ** 53, 1n, lone, { [lone]: 1 }, holes]
    const objects = [new Date(0), new Map(), { toJSON: 1 }, { a: undefined }, Symbol('s'), () => 1]
    for (const value of [...values, ...objects]) {
      expect(plainProblem(value)).not.toBeNull()
      expect(() => recordBytes(value as Json)).toThrow()
    }
  })
  test('parsing is total: any bytes are a value or a reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof parseJson(bytes).ok).toBe('boolean')
        expect(typeof parseRecord(bytes).ok).toBe('boolean')
      }),
    )
  })
  test('hex reads what hex wrote, and random bytes make a log id', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 40 }), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes)
        expect(isLogId(logIdFrom(bytes))).toBe(true)
      }),
    )
    for (const junk of ['0', 'GG', '0G', 'AB', ' 00']) expect(fromHex(junk)).toBeNull()
  })
})

const parts = ['header', 'data', 'dataSalt', 'text', 'textSalt'] as const

describe('a chain', async () => {
  const made = await makeLog({ count: 24, devices: 3, seed: 21 })
  const pick = fc.integer({ min: 0, max: made.events.length - 1 })
  const chainOf = (events: readonly Made[], device: string) =>
    events
      .filter((event) => event.parsed.device === device)
      .map(({ id, parsed }) => ({ id, header: parsed }))

  test('as it was sealed has no problem', () => {
    for (const event of made.events) expect(eventProblem(event)).toBeNull()
    for (const { device } of made.signers)
      expect(chainProblems(made.log, chainOf(made.events, device))).toEqual([])
  })

  test('with any bit of an event flipped has one', () => {
    fc.assert(
      fc.property(pick, fc.constantFrom(...parts), fc.nat(), fc.nat(7), (i, part, at, bit) => {
        const event = made.events[i]!
        const bytes = Uint8Array.from(event[part]!)
        const index = at % bytes.length
        bytes[index] = bytes[index]! ^ (1 << bit)
        expect(eventProblem({ ...event, [part]: bytes })).not.toBeNull()
      }),
      { numRuns: 2000 },
    )
  })

  test('with every single byte of one event flipped, each is reported', () => {
    const event = made.events[3]!
    for (const part of parts) {
      for (let i = 0; i < event[part]!.length; i++) {
        const bytes = Uint8Array.from(event[part]!)
        bytes[i] = bytes[i]! ^ 0x01
        expect(eventProblem({ ...event, [part]: bytes }), `${part} ${i}`).not.toBeNull()
      }
    }
  })

  test('with the text taken out still holds, and with another put in does not', () => {
    const [a, b] = [made.events[0]!, made.events[1]!]
    expect(eventProblem({ ...a, text: null, textSalt: null })).toBeNull()
    expect(eventProblem({ ...a, text: b.text, textSalt: b.textSalt })).toBe('the text was changed')
    expect(eventProblem({ ...a, data: b.data, dataSalt: b.dataSalt })).not.toBeNull()
    expect(eventProblem({ ...a, id: b.id })).toBe('the id is not the hash of the header')
  })

  test('with an event missing from its middle is broken there', () => {
    const chain = chainOf(made.events, made.signers[0]!.device)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: chain.length - 2 }), (i) => {
        const problems = chainProblems(made.log, chain.toSpliced(i, 1))
        const next = chain[i + 1]!.id
        expect(problems.map(({ what, id }) => [what, id])).toEqual([
          ['gap', next],
          ['broken', next],
        ])
      }),
    )
  })

  test('of another log, or with two events of one seq, is told', async () => {
    const chain = chainOf(made.events, made.signers[0]!.device)
    const other = logIdFrom(Uint8Array.from({ length: 16 }, (_, i) => i))
    expect(new Set(chainProblems(other, chain).map((p) => p.what))).toEqual(new Set(['otherLog']))
    const twins = await makeLog({ count: 2, seed: 99 })
    const twin = chainOf(twins.events, twins.signers[0]!.device)
    const forked = { ...twin[1]!, id: chain[0]!.id }
    expect(chainProblems(twins.log, [...twin, forked]).map((p) => p.what)).toEqual(['fork'])
  })
})

describe('decoding', async () => {
  const { events } = await makeLog({ count: 5, seed: 31 })
  const bytes = fc.uint8Array({ maxLength: 120 })
  const jsonBytes = fc.json().map((json) => new TextEncoder().encode(json))
  const part = fc.oneof(
    bytes,
    jsonBytes,
    plain.map((value) => recordBytes(value)),
  )

  test('what was sealed is known', () => {
    for (const event of events) expect(decode(event, true).kind).toBe('known')
  })

  test('is total on any bytes, in the strict and in the quick way', () => {
    fc.assert(
      fc.property(part, part, fc.option(part), fc.boolean(), (header, data, words, exact) => {
        const event: StoredEvent = { ...events[0]!, header, data, text: words }
        expect(['unknown', 'damaged']).toContain(decode(event, exact).kind)
        expect(eventProblem(event)).not.toBeNull()
        expect(typeof parseHeader(header, exact).ok).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
  })

  test('of a good header over any body keeps the event, as unknown or damaged', () => {
    fc.assert(
      fc.property(part, fc.option(part), (data, words) => {
        const event: StoredEvent = { ...events[0]!, data, text: words }
        expect(['unknown', 'damaged', 'known']).toContain(decode(event).kind)
        expect(decode(event).id).toBe(event.id)
      }),
    )
  })
})
