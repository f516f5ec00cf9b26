import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logIdFrom } from '../../src/domain/ids.ts'
import { canonicalText, fromUtf8, type Json, toWellFormed, utf8 } from '../../src/domain/json.ts'
import { hashHex, type StoredEvent } from '../../src/domain/log/event.ts'
import { jsonl, jsonlParts, parseJsonl } from '../../src/export/jsonl.ts'
import { corpus } from '../support/corpora.ts'
import { manualClock } from '../support/doubles.ts'
import { author, makeLog, note, seededRandom, testSigner } from '../support/make-log.ts'

const runbook = utf8(canonicalText({ format: 'shodo/runbook/v1', id: 'hospital' }))
const made = await makeLog({ count: 7, devices: 2, seed: 7 })
const bare = ({ id, header, sig, data, dataSalt, text, textSalt }: StoredEvent): StoredEvent => ({
  ...{ id, header, sig, data, dataSalt, text, textSalt },
})
const events = made.events.map(bare)
const file = jsonl(events, null)
const linesOf = (bytes: Uint8Array): string[] => fromUtf8(bytes)!.split('\n').slice(0, -1)
const withLines = (change: (lines: string[]) => string[]): Uint8Array =>
  utf8(`${change(linesOf(file)).join('\n')}\n`)
const faults = (bytes: Uint8Array): string[] =>
  parseJsonl(bytes).problems.map(({ line, fault }) => `${line} ${fault}`)

describe('a log as a file', () => {
  it('comes back with exactly the bytes that were stored', () => {
    const back = parseJsonl(file)
    expect(back).toMatchObject({ problems: [], mode: 'live', purpose: 'incident', log: made.log })
    expect(back.events).toEqual(events)
    expect(jsonl(back.events, back.runbook)).toEqual(file)
  })

  it('is one line of format, one an event in proof order, and a trailer', () => {
    const lines = linesOf(file).map((line) => JSON.parse(line))
    expect(lines).toHaveLength(9)
    expect(lines[0]).toEqual({
      format: 'shodo/log/v1',
      log: made.log,
      mode: 'live',
      purpose: 'incident',
    })
    expect(Object.keys(lines[1])).toEqual(['data', 'dataSalt', 'header', 'sig', 'text', 'textSalt'])
    const { trailer } = lines.at(-1)
    expect(trailer.events).toBe(7)
    expect(trailer.heads.map((head: { seq: number }) => head.seq).sort()).toEqual([3, 4])
    const before = fromUtf8(file)!.lastIndexOf('{"trailer"')
    expect(trailer.sha256).toBe(hashHex(utf8(fromUtf8(file)!.slice(0, before))))
  })

  it('does not depend on the order the store gives', () => {
    expect(jsonl(events.toReversed(), null)).toEqual(file)
  })

  it('tells how far it is', () => {
    const parts = jsonlParts(events, null)
    expect(parts.next()).toEqual({ done: false, value: 7 })
    expect(parts.next()).toEqual({ done: true, value: file })
  })

  it('keeps a redacted text as null', () => {
    const redacted = events.map((event, i) => (i === 2 ? { ...event, text: null } : event))
    const back = parseJsonl(jsonl(redacted, null))
    expect(back.problems).toEqual([])
    expect(back.events).toEqual(redacted)
  })

  it('keeps bytes that are no text at all, and names them', () => {
    const torn = events.map((event, i) =>
      i === 3 ? { ...event, data: Uint8Array.of(0xff, 0xfe, 0x00) } : event,
    )
    const back = parseJsonl(jsonl(torn, null))
    expect(back.events).toEqual(torn)
    expect(back.problems).toEqual([{ line: 5, fault: 'event', detail: 'the data was changed' }])
  })

  it('carries whatever a person can type', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), async (body) => {
        const one = await makeLog({ count: 1, draft: (_i, at) => note(toWellFormed(body), at) })
        const back = parseJsonl(jsonl(one.events.map(bare), null))
        expect(back.problems).toEqual([])
        expect(back.events).toEqual(one.events.map(bare))
      }),
      { numRuns: 100, seed: 20_211_031 },
    )
  })
})

describe('the pinned runbook', () => {
  const opened = async (hash: string): Promise<readonly StoredEvent[]> => {
    const random = seededRandom(3)
    const one = author({
      log: logIdFrom(random.bytes(16)),
      signer: testSigner(3),
      random,
      clock: manualClock(),
    })
    const draft = {
      type: 'incident.opened',
      data: {
        runbook: { id: 'hospital', version: '1', hash },
        detection: { at: null, precision: 'unknown' },
      },
      text: null,
    } as const
    return [bare(await one.write(draft))]
  }

  it('stands whole in line 2', async () => {
    const log = await opened(hashHex(runbook))
    const back = parseJsonl(jsonl(log, runbook))
    expect(back).toMatchObject({ problems: [], runbook })
  })
  it('is missed when it is not there, and refused when it is another', async () => {
    const log = await opened(hashHex(utf8('{}')))
    expect(faults(jsonl(log, null))).toEqual(['2 runbook'])
    expect(faults(jsonl(log, runbook))).toEqual(['3 runbook'])
    expect(faults(jsonl(log, utf8('{ }')))).toContain('2 runbook')
  })
})

describe('a file that was touched', () => {
  it.each([
    ['nothing at all', new Uint8Array(), ['1 form', '1 noTrailer']],
    ['only the format line', withLines(([first]) => [first!]), ['1 noTrailer']],
    ['the trailer cut off', withLines((lines) => lines.slice(0, -1)), ['8 noTrailer']],
    ['the last line end cut off', file.subarray(0, -1), ['9 noTrailer']],
    ['the tail cut in a line', file.subarray(0, 2500), ['3 form', '3 noTrailer', '3 noTrailer']],
    [
      'an event taken out',
      withLines((lines) => lines.filter((_, i) => i !== 4)),
      ['8 changed', '8 trailer'],
    ],
    [
      'two events swapped',
      withLines((l) => [l[0]!, l[2]!, l[1]!, ...l.slice(3)]),
      ['3 order', '9 changed'],
    ],
    [
      'an event twice',
      withLines((l) => [l[0]!, l[1]!, ...l.slice(1)]),
      ['3 twice', '10 changed', '10 trailer'],
    ],
    [
      'a line not canonical',
      withLines((l) => l.map((line, i) => (i === 2 ? line.replace('{"data"', '{ "data"') : line))),
      ['3 notCanonical', '9 changed', '9 trailer'],
    ],
    [
      'a BOM before it',
      withLines((l) => [`\uFEFF${l[0]}`, ...l.slice(1)]),
      ['1 form', ...[2, 3, 4, 5, 6, 7, 8].map((n) => `${n} stranger`), '9 changed'],
    ],
    [
      'a drill called live',
      withLines((l) => [l[0]!.replace('live', 'drill'), ...l.slice(1)]),
      [...[2, 3, 4, 5, 6, 7, 8].map((n) => `${n} stranger`), '9 changed'],
    ],
    ['a blank line', withLines((l) => [l[0]!, '', ...l.slice(1)]), ['2 form', '10 changed']],
    ['a line after the trailer', withLines((l) => [...l, l[1]!]), ['10 form']],
    ['another trailer', withLines((l) => [...l, l.at(-1)!]), ['10 form']],
    [
      'a trailer that counts wrong',
      withLines((l) => [...l.slice(0, -1), l.at(-1)!.replace('"events":7', '"events":8')]),
      ['9 trailer'],
    ],
    [
      'a trailer with another head',
      withLines((l) => [...l.slice(0, -1), l.at(-1)!.replace('"seq":3', '"seq":2')]),
      ['9 trailer'],
    ],
    ['Windows line ends', utf8(fromUtf8(file)!.replaceAll('\n', '\r\n')), null],
  ])('%s', (_name, bytes, expected) => {
    if (expected) expect(faults(bytes)).toEqual(expected)
    else expect(faults(bytes).length).toBeGreaterThan(0)
  })

  it('one changed byte, wherever it is, is found', () => {
    const random = seededRandom(99)
    for (let i = 0; i < 300; i++) {
      const at = random.int(file.length)
      const changed = Uint8Array.from(file)
      changed[at]! ^= 1 << random.int(8)
      expect(faults(changed), `byte ${at}`).not.toEqual([])
    }
  })

  it('a changed word names the event, not only the file', () => {
    const changed = utf8(fromUtf8(file)!.replace('救急', '入院'))
    expect(parseJsonl(changed).problems[0]).toEqual({
      line: 3,
      fault: 'event',
      detail: 'the text was changed',
    })
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(parseJsonl(bytes).problems.length).toBeGreaterThan(0)
      }),
      { seed: 20_211_031 },
    )
    fc.assert(
      fc.property(fc.array(fc.json(), { maxLength: 5 }), (values) => {
        const lines = values.map((value) => canonicalText(JSON.parse(value) as Json))
        expect(parseJsonl(utf8(`${lines.join('\n')}\n`)).problems.length).toBeGreaterThan(0)
      }),
      { seed: 20_211_031 },
    )
  })
})

describe('naughty strings (minimaxir/big-list-of-naughty-strings)', () => {
  const suite = corpus('minimaxir__big-list-of-naughty-strings')
  it.skipIf(!suite.present)(
    `come back exactly as entry text${suite.note}`,
    { timeout: 60_000 },
    async () => {
      const strings = (JSON.parse(suite.text('blns.json')) as string[])
        .map(toWellFormed)
        .filter((text) => text !== '')
      const log = await makeLog({
        count: strings.length,
        draft: (i, at) => note(strings[i]!, at),
      })
      const back = parseJsonl(jsonl(log.events.map(bare), null))
      expect(back.problems).toEqual([])
      expect(back.events.map(({ text }) => JSON.parse(fromUtf8(text!)!).body)).toEqual(strings)
    },
  )
})
