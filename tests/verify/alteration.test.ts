import { beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../src/domain/json.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import { digitsOf, grouped } from '../../src/domain/proof/check-digits.ts'
import { checkpointHash, checkpointOf } from '../../src/domain/proof/checkpoint.ts'
import { endsOfLog } from '../../src/domain/proof/known-at.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { entriesOf, linesOf, resealed } from '../support/forge-bundle.ts'
import { forgeZip } from '../support/forge-zip.ts'
import { type MadeBundle, makeBundle, packBundle } from '../support/make-bundle.ts'
import { joined } from '../support/mutate.ts'
import { python } from '../support/programs.ts'
import { runs } from '../support/runs.ts'
import { type Answer, type Case, ours, theirs } from '../support/second-verifier.ts'

/**
 * A small bundle, altered in every way somebody without the keys could: neither verifier ever says that it
 * holds, and both say the same. Some bits of each kind are turned; all of them with `EVERY_BIT=1`, which takes
 * a quarter of an hour on an idle machine (with 5, Python judges one in five of those). The page and the app
 * judge with the very function that is called here: `tests/e2e/four-verifiers.test.ts` asks them some of these.
 */

const everyBit = Number(process.env['EVERY_BIT'] ?? 0)

let made: MadeBundle
let whole: Uint8Array<ArrayBuffer>
let entries: Map<string, Uint8Array>
/** What somebody outside was given at the very end. */
let kept: readonly string[]
beforeAll(async () => {
  made = await makeBundle({ notes: 0, photoBytes: 8 })
  whole = await packBundle(made)
  entries = await entriesOf(whole)
  kept = [grouped(digitsOf(checkpointHash(checkpointOf(endsOfLog(made.placed))!)))]
})

interface Tried {
  readonly altered: number
  /** Those that one of the two takes for whole. */
  readonly missed: readonly string[]
  /** Those of which the two say different things. */
  readonly parted: readonly string[]
}

/** Ours judges every case, Python one in `share`. */
async function tried(cases: Iterable<Case>, share: number): Promise<Tried> {
  let altered = 0
  const missed: string[] = []
  const parted: string[] = []
  let batch: { one: Case; answer: Answer }[] = []
  const compare = (): void => {
    const said = python.present ? theirs(batch.map(({ one }) => one)) : []
    for (const [i, theirAnswer] of said.entries()) {
      const { one, answer } = batch[i]!
      if (theirAnswer.verdict === 'holds') missed.push(`Python: ${one.name}`)
      if (JSON.stringify(sorted(theirAnswer)) !== JSON.stringify(sorted(answer)))
        parted.push(one.name)
    }
    batch = []
  }
  for (const one of cases) {
    const answer = await ours(one)
    if (answer.verdict === 'holds') missed.push(one.name)
    if (altered++ % share === 0) batch.push({ one, answer })
    if (batch.length === 2000) compare()
  }
  if (batch.length > 0) compare()
  if (everyBit) console.log(`${altered} altered, Python judged one in ${share}`)
  return { altered, missed, parted }
}

const sorted = ({ verdict, checks = {}, faults, kept: answers }: Answer): unknown => [
  ...[verdict, Object.entries(checks).sort(), faults, answers],
]

/** Every `step`th bit of the bytes, turned, counting on from one call to the next. */
function turning(step: number) {
  let at = 0
  return function* (bytes: Uint8Array): Generator<{ turned: Uint8Array; bit: number }> {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      if (at++ % step !== 0) continue
      const turned = bytes.slice()
      turned[bit >> 3]! ^= 1 << (bit & 7)
      yield { turned, bit }
    }
  }
}
const step = (of: number): number => (everyBit ? 1 : (of * 100) / runs(100))
const share = (of: number): number => everyBit || of
const none = { missed: [], parted: [] }
const note = python.note && `, without Python${python.note}`

describe(`one bit turned${note}`, { timeout: everyBit ? 36_000_000 : 120_000 }, () => {
  it('anywhere in the file, its checksums left as they were', async () => {
    // All of the bytes between the contents, and some of the contents: all of those are below.
    const contents = contentsOf(whole, entries)
    const [all, some] = [turning(everyBit ? 1 : step(11)), turning(everyBit ? 97 : step(97))]
    function* cases(): Generator<Case> {
      const isContent = ({ bit }: { bit: number }): boolean =>
        contents.some(({ from, to }) => bit >> 3 >= from && bit >> 3 < to)
      for (const [flip, wanted] of [[all, false] as const, [some, true] as const])
        for (const one of flip(whole))
          if (isContent(one) === wanted)
            yield { name: `bit ${one.bit}`, bytes: one.turned, kept: [] }
    }
    const { altered, ...found } = await tried(cases(), share(2))
    expect(found).toEqual(none)
    expect(altered).toBeGreaterThan(100)
  })

  it('in any entry, the ZIP around it made anew', async () => {
    const flip = turning(step(149))
    function* cases(): Generator<Case> {
      for (const [name, bytes] of entries)
        for (const { turned, bit } of flip(bytes))
          yield {
            name: `${name} bit ${bit}`,
            bytes: forged(new Map(entries).set(name, turned)),
            kept: [],
          }
    }
    const { altered, ...found } = await tried(cases(), share(2))
    expect(found).toEqual(none)
    expect(altered).toBeGreaterThan(30)
  })

  it('in header, data, text, salts or signature of any event, all around it made anew', async () => {
    const flip = turning(step(131))
    const parts = ['header', 'data', 'dataSalt', 'text', 'textSalt', 'sig'] as const
    function* cases(): Generator<Case> {
      for (const [i, event] of made.events.entries())
        for (const part of parts)
          for (const { turned, bit } of flip(event[part] ?? new Uint8Array()))
            yield {
              name: `event ${i} ${part} bit ${bit}`,
              bytes: jsonl(made.events.with(i, { ...event, [part]: turned }), made.runbook),
              kept: [],
            }
    }
    const { altered, ...found } = await tried(cases(), share(2))
    expect(found).toEqual(none)
    expect(altered).toBeGreaterThan(30)
  })
})

/** Where the contents of a bundle's entries lie. */
function contentsOf(
  bundle: Uint8Array,
  of: ReadonlyMap<string, Uint8Array>,
): readonly { readonly from: number; readonly to: number }[] {
  return [...of.values()].map((bytes) => {
    const from = Buffer.from(bundle).indexOf(bytes)
    return { from, to: from + bytes.length }
  })
}

const forged = (of: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  forgeZip([...of].map(([name, bytes]) => ({ name, bytes })))

describe(`files taken out, doubled, swapped, cut, renamed, added${note}`, () => {
  it('under the manifest as it was signed', { timeout: 120_000 }, async () => {
    function* cases(): Generator<Case> {
      const list = [...entries].map(([name, bytes]) => ({ name, bytes }))
      const zip = (
        what: string,
        i: number,
        ...now: { name: string; bytes: Uint8Array }[]
      ): Case => ({
        name: `${list[i]?.name} ${what}`,
        bytes: forgeZip(list.toSpliced(i, 1, ...now)),
        kept: [],
      })
      for (const [i, one] of list.entries()) {
        const { name, bytes } = one
        const other = list[(i + 1) % list.length]!
        yield zip('taken out', i)
        yield zip('doubled', i, one, one)
        yield zip('doubled in other letters', i, one, { name: name.toUpperCase(), bytes })
        yield zip('renamed', i, { name: `${name}x`, bytes })
        yield zip('cut', i, { name, bytes: bytes.slice(0, -1) })
        yield zip('emptied', i, { name, bytes: new Uint8Array() })
        yield zip('longer', i, { name, bytes: joined(bytes, utf8('x')) })
        yield zip('with the bytes of another', i, { name, bytes: other.bytes })
        yield zip('beside one more', i, one, { name: `${i}.txt`, bytes })
      }
      for (let length = 0; length < whole.length; length += 97)
        yield { name: `cut at ${length}`, bytes: whole.slice(0, length), kept: [] }
    }
    const { altered, ...found } = await tried(cases(), 1)
    expect(found).toEqual(none)
    expect(altered).toBeGreaterThan(150)
  })
})

describe(`entries of the chronology taken out, doubled, swapped, cut off${note}`, () => {
  it('with all around them made anew, against what was kept', { timeout: 120_000 }, async () => {
    const cases: Case[] = []
    const remade = async (name: string, events: readonly StoredEvent[]): Promise<void> => {
      // Nobody signs this manifest: it is a hand-over again.
      cases.push({ name, bytes: await packBundle(made, { events, evidence: null }), kept })
    }
    const { events } = made
    for (const [i, { id }] of events.entries()) {
      await remade(`event ${i} taken out`, events.toSpliced(i, 1))
      await remade(`cut before event ${i}`, events.slice(0, i))
      const { device } = made.placed[i]!.header
      const tail = events.filter((_, n) => n < i || made.placed[n]!.header.device !== device)
      await remade(`chain of ${id} cut there`, tail)
      const lines = linesOf(made)
      const line = lines[i + 2]!
      const twice = resealed(lines.toSpliced(i + 2, 0, line), { events: events.length + 1 })
      cases.push({ name: `event ${i} doubled`, bytes: utf8(twice), kept })
      if (i === 0) continue
      const swapped = resealed(lines.with(i + 1, line).with(i + 2, lines[i + 1]!))
      cases.push({ name: `event ${i} before the one above`, bytes: utf8(swapped), kept })
    }
    expect(await tried(cases, 1)).toEqual({ altered: cases.length, ...none })
  })

  it('the whole one holds, by itself and against what was kept', async () => {
    expect((await ours({ bytes: whole, kept })).verdict).toBe('holds')
  })
})
