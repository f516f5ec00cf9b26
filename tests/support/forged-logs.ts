import { toHex } from '../../src/domain/ids.ts'
import { type Json, utf8 } from '../../src/domain/json.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import {
  after,
  changedLine,
  dataOf,
  type Fields,
  type Forgery,
  linesOf,
  resealed,
  sealed,
  type Written,
  written,
} from './forge-bundle.ts'
import { type MadeBundle, packBundle } from './make-bundle.ts'

/**
 * Logs that turn on one sentence of `src/FORMAT.md` each, most by somebody who holds the keys: where
 * two readers of the specification once understood two things.
 */

const last = (lines: readonly string[]): number => lines.length - 2

/** The last event's line changed, and the trailer's hash made anew. */
const lastLine =
  (change: (fields: Fields) => Fields): Forgery =>
  (made) => {
    const lines = linesOf(made)
    return sealed(made, lines.with(last(lines), changedLine(lines[last(lines)]!, change)))
  }

const hexOf = (text: Json | undefined): Json => ({ hex: toHex(utf8(String(text))) })

/** Two events of one device with one number, and perhaps one that follows the second. */
const forked = async (made: MadeBundle, goesOn: boolean): Promise<StoredEvent[]> => {
  const left = await written(made, { text: { body: '左' }, header: { act: 'a'.repeat(32) } })
  const right = await written(made, { text: { body: '右' }, header: { act: 'b'.repeat(32) } })
  const { seq, lamport } = JSON.parse(new TextDecoder().decode(right.header)) as {
    seq: number
    lamport: number
  }
  const next = { seq: seq + 1, prev: right.id, lamport: lamport + 1 }
  return goesOn ? [left, right, await written(made, { header: next })] : [left, right]
}

const anchorOf = (made: MadeBundle): StoredEvent =>
  made.events.find((event) => new TextDecoder().decode(event.header).includes('"anchor.made"'))!

/** A further anchor, as the honest one but for some of its data. */
const anchor =
  (change: (data: Fields) => Json, plan: Written = {}): Forgery =>
  (made) =>
    after(made, {
      data: change(dataOf(anchorOf(made))),
      ...plan,
      header: { type: 'anchor.made', ...plan.header },
    })

const without =
  (key: string) =>
  (data: Fields): Json =>
    Object.fromEntries(Object.entries(data).filter(([name]) => name !== key))

const header = (fields: Fields): Forgery => {
  return (made) => after(made, { header: fields })
}

export const forgedLogs: Readonly<Record<string, Forgery>> = {
  // Headers
  timeOtherThanWall: header({ t: '2001-01-01T00:00:00.000+09:00' }),
  sameMomentOtherOffset: header({ t: '2025-11-21T17:20:00.000+00:00' }),
  monoNegative: header({ mono: -1 }),
  furtherKey: header({ extra: 1 }),
  firstWithPrev: header({ seq: 1 }),
  seenUnknown: header({ seen: ['ab'.repeat(32)] }),
  lamportOne: header({ lamport: 1 }),
  otherPurpose: header({ purpose: 'ledger' }),
  otherType: header({ type: 'foo.barred' }),
  actTwice: (made) =>
    after(made, { header: { act: 'c'.repeat(32) } }, { who: 1, header: { act: 'c'.repeat(32) } }),
  // Parts
  dataNoObject: (made) => after(made, { data: 5 }),
  textNotCanonical: (made) => after(made, { text: utf8('{"body": "x"}') }),
  textTooDeep: (made) => after(made, { text: utf8(`${'['.repeat(33)}1${']'.repeat(33)}`) }),
  textProto: (made) => after(made, { text: utf8('{"__proto__":{"a":1},"body":"x"}') }),
  textToJSON: (made) => after(made, { text: utf8('{"toJSON":1}') }),
  redactedShortSalt: (made) => after(made, { parts: { text: null, textSalt: utf8('x') } }),
  redactedSaltKept: (made) => after(made, { parts: { text: null } }),
  saltWithoutText: (made) => after(made, { text: null, parts: { textSalt: new Uint8Array(16) } }),
  textWithoutSalt: (made) => after(made, { parts: { textSalt: null } }),
  shortSignature: (made) => after(made, { parts: { sig: new Uint8Array(63) } }),
  // Lines
  hexOfGoodData: lastLine(({ data }) => ({ data: hexOf(data) })),
  hexOfGoodHeader: lastLine((fields) => ({ header: hexOf(fields['header']) })),
  hexEmpty: lastLine(() => ({ data: { hex: '' } })),
  hexUpper: lastLine(({ sig }) => ({ sig: String(sig).toUpperCase() })),
  hexOdd: lastLine(({ sig }) => ({ sig: String(sig).slice(1) })),
  hexOfBadText: (made) => after(made, { text: Uint8Array.of(0xff) }),
  hexRunbook: (made) =>
    packBundle(made, { jsonl: utf8(resealed(linesOf(made).with(1, '{"runbook":{"hex":"ff"}}'))) }),
  lineTwice: (made) => {
    const lines = linesOf(made)
    return sealed(made, lines.toSpliced(-1, 0, lines[last(lines)]!))
  },
  lineTwiceCounted: (made) => {
    const lines = linesOf(made)
    return sealed(made, lines.toSpliced(-1, 0, lines[4]!), { events: made.events.length + 1 })
  },
  secondCopyOtherwise: (made) => {
    const lines = linesOf(made)
    const other = changedLine(lines[4]!, () => ({ data: '{}' }))
    return sealed(made, lines.toSpliced(5, 0, other), { events: made.events.length + 1 })
  },
  firstCopyOtherwise: (made) => {
    const lines = linesOf(made)
    const other = changedLine(lines[4]!, () => ({ data: '{}' }))
    return sealed(made, lines.toSpliced(4, 0, other), { events: made.events.length + 1 })
  },
  secondTrailer: async (made) => {
    const whole = resealed(linesOf(made))
    return packBundle(made, {
      jsonl: utf8(resealed([...whole.trimEnd().split('\n'), whole.trimEnd().split('\n').at(-1)!])),
    })
  },
  trailerMalformedThenGood: (made) =>
    sealed(made, linesOf(made).toSpliced(-1, 0, '{"trailer":{"events":1}}')),
  trailerInTheMiddle: (made) => {
    const lines = linesOf(made)
    const early = resealed([...lines.slice(0, 5), lines.at(-1)!])
      .trimEnd()
      .split('\n')
      .at(-1)!
    return packBundle(made, { jsonl: utf8(`${lines.toSpliced(5, 0, early).join('\n')}\n`) })
  },
  trailerHeadsOfNone: (made) => sealed(made, linesOf(made), { heads: [] }),
  trailerFurtherKey: (made) => sealed(made, linesOf(made), { more: 1 }),
  hundredsOfLines: (made) =>
    sealed(
      made,
      linesOf(made).toSpliced(3, 0, ...Array.from({ length: 250 }, (_v, i) => `{"x":${i}}`)),
    ),
  noFirstLine: (made) => sealed(made, linesOf(made).slice(1)),
  firstLineLater: (made) => {
    const [first, ...rest] = linesOf(made)
    return sealed(made, rest.toSpliced(2, 0, first!))
  },
  fork: async (made) =>
    packBundle(made, { events: [...made.events, ...(await forked(made, false))] }),
  forkGoesOn: async (made) =>
    packBundle(made, { events: [...made.events, ...(await forked(made, true))] }),
  forkTurned: async (made) => {
    const lines = linesOf(made, await forked(made, false))
    const [a, b] = [lines[last(lines) - 1]!, lines[last(lines)]!]
    return sealed(made, lines.with(last(lines) - 1, b).with(last(lines), a))
  },
  // Anchors
  anchorAgain: anchor((data) => ({ ...data })),
  anchorNoHeads: anchor(without('heads')),
  anchorHeadsText: anchor((data) => ({ ...data, heads: 'x' })),
  anchorHeadsNone: anchor((data) => ({ ...data, heads: [] })),
  anchorHeadsTwice: anchor((data) => ({
    ...data,
    heads: [data['heads'] as Json[], data['heads'] as Json[]].flat(),
  })),
  anchorHeadsTurned: anchor((data) => ({ ...data, heads: (data['heads'] as Json[]).toReversed() })),
  anchorOtherHash: anchor((data) => ({ ...data, checkpoint: 'ab'.repeat(32) })),
  anchorNoHash: anchor(without('checkpoint')),
  anchorSigNull: anchor((data) => ({ ...data, sig: null })),
  anchorUnsigned: anchor(without('sig')),
  anchorUnsound: anchor((data) => ({ ...data }), { parts: { dataSalt: new Uint8Array(16) } }),
  cosignedUnsigned: anchor(without('sig'), { header: { type: 'anchor.cosigned' } }),
  cosignedByAnother: anchor((data) => ({ ...data }), {
    who: 1,
    header: { type: 'anchor.cosigned' },
  }),
}
