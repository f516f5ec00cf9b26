import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../src/domain/base64.ts'
import { fromHex, logIdFrom } from '../../src/domain/ids.ts'
import { utf8 } from '../../src/domain/json.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import { checkDigit, digitsOf, grouped, readDigits } from '../../src/domain/proof/check-digits.ts'
import {
  type Checkpoint,
  checkpointHash,
  checkpointOf,
  checkpointText,
  type Placed,
  qrOf,
  readCheckpointText,
  readHash,
  readQr,
} from '../../src/domain/proof/checkpoint.ts'
import { findCheckpoint, type Kept } from '../../src/domain/proof/find-checkpoint.ts'
import { coveredBy, endsOfLog, views } from '../../src/domain/proof/known-at.ts'
import { noteSignature, readNote, writeNote } from '../../src/domain/proof/signed-note.ts'
import {
  type Author,
  author,
  type Made,
  makeLog,
  manualClock,
  note,
  seededRandom,
  testSigner,
} from '../support/make-log.ts'

const placed = (events: readonly Made[]): Placed[] =>
  events.map(({ id, parsed }) => ({ id, header: parsed }))
const made = await makeLog({ count: 12, devices: 3, seed: 12 })
const events = placed(made.events)
const checkpointAt = (n: number, of = events): Checkpoint => {
  for (const view of views(of)) if (view.at === of[n]) return checkpointOf(view.heads)!
  throw new Error('no such event')
}
const digits = (checkpoint: Checkpoint): Kept => ({
  kind: 'digits',
  digits: digitsOf(checkpointHash(checkpoint)),
})

describe('the digits', () => {
  it('are 24 in six groups and one that checks them', () => {
    expect(grouped(digitsOf(hashHex(utf8('x'))))).toMatch(/^(\d{4} ){6}\d$/)
  })
  it('find every wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{24}$/), fc.nat(23), fc.nat(9), (text, at, other) => {
        const whole = text + checkDigit(text)
        const wrong = `${whole.slice(0, at)}${other}${whole.slice(at + 1)}`
        const swapped = `${whole.slice(0, at)}${whole[at + 1]}${whole[at]}${whole.slice(at + 2)}`
        expect(readDigits(wrong).ok).toBe(wrong === whole)
        expect(readDigits(swapped).ok).toBe(swapped === whole)
      }),
      { seed: 24 },
    )
  })
  it('are Damm’s: 572 has the check digit 4', () => {
    expect(checkDigit('572')).toBe('4')
  })
  it.each([
    ['as shown', (shown: string) => shown],
    [
      'full width, with ideographic spaces',
      (shown: string) =>
        shown
          .replaceAll(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)))
          .replaceAll(' ', '　'),
    ],
    ['with hyphens', (shown: string) => shown.replaceAll(' ', '-')],
    ['as a Japanese keyboard writes between', (shown: string) => shown.replaceAll(' ', '、')],
    ['with dashes of any kind', (shown: string) => shown.replaceAll(' ', '〜\u2212\u00ad\u200b')],
    ['without anything between', (shown: string) => shown.replaceAll(' ', '')],
  ])('are read %s', (_how, write) => {
    const plain = digitsOf(hashHex(utf8('x')))
    expect(readDigits(write(grouped(plain)))).toEqual({ ok: true, digits: plain })
  })
  it('say what is wrong with what was typed', () => {
    const shown = grouped(digitsOf(hashHex(utf8('x'))))
    expect(readDigits(shown.slice(0, -2))).toEqual({ ok: false, why: 'count', found: 24 })
    expect(readDigits('abc')).toEqual({ ok: false, why: 'notDigits' })
    const last = (Number(shown.at(-1)) + 1) % 10
    expect(readDigits(`${shown.slice(0, -1)}${last}`)).toEqual({ ok: false, why: 'check' })
  })
})

describe('the text', () => {
  const checkpoint = checkpointAt(11)
  it('names the log and where each chain ended, in one order', () => {
    const lines = checkpointText(checkpoint).split('\n')
    expect(lines.slice(0, 2)).toEqual(['shodo/checkpoint/v1', `${made.log} live incident`])
    expect(lines.slice(2, -1)).toHaveLength(3)
    expect([...lines.slice(2, -1)].sort()).toEqual(lines.slice(2, -1))
    const mixed = [...endsOfLog(events)].reverse()
    expect(checkpointOf(mixed)).toEqual(checkpoint)
  })
  it('comes back from its text, and from nothing near it', () => {
    const text = checkpointText(checkpoint)
    expect(readCheckpointText(text)).toEqual(checkpoint)
    const random = seededRandom(3)
    for (let i = 0; i < 2000; i++) {
      const bytes = utf8(text)
      bytes[random.int(bytes.length)]! ^= 1 << random.int(7)
      const back = readCheckpointText(new TextDecoder().decode(bytes))
      if (back) expect(checkpointHash(back)).not.toBe(checkpointHash(checkpoint))
    }
    for (const wrong of ['', text.slice(0, -1), `${text}\n`, text.replace(' 4 ', ' 04 ')])
      expect(readCheckpointText(wrong)).toBeNull()
  })
  it('has no sense over two logs', async () => {
    const other = await makeLog({ count: 1, seed: 13 })
    expect(checkpointOf([events[0]!, ...placed(other.events)])).toBeNull()
    expect(checkpointOf([])).toBeNull()
  })
  it('goes into a QR code whole, and comes back in either case', () => {
    const hash = checkpointHash(checkpoint)
    expect(qrOf(hash)).toMatch(/^SHODO:CP1:[0-9A-F]{64}$/)
    expect(readQr(` ${qrOf(hash).toLowerCase()}\n`)).toBe(hash)
    expect(readQr(hash)).toBeNull()
    // What folds to an S is none, and what an editor puts before a text is no part of it.
    expect(readQr(`ſ${qrOf(hash).slice(1)}`)).toBeNull()
    expect(readQr(`\ufeff${qrOf(hash)}\u0085`)).toBe(hash)
    expect(readHash(` ${hash.toUpperCase()}\u3000`)).toBe(hash)
    expect(readHash(hash.slice(1))).toBeNull()
  })
})

describe('what was known at an event', () => {
  it('is what it follows from: the others’ ends as this device knew them', () => {
    // Device b heard of a's first two events, a of none of b's.
    expect(checkpointAt(0).heads.map(({ seq }) => seq)).toEqual([1])
    const all = [...views(events)]
    for (const { at, heads } of all) {
      const { covered } = coveredBy([at.id], events)
      const ends = endsOfLog(events.filter(({ id }) => covered.has(id)))
      expect(new Set(heads.map(({ id }) => id))).toEqual(new Set(ends.map(({ id }) => id)))
    }
  })
  it('holds with forks, gaps and devices that never heard of each other', async () => {
    const { fork } = await forked()
    for (const { at, heads } of views(fork)) {
      const { covered } = coveredBy([at.id], fork)
      const ends = endsOfLog(fork.filter(({ id }) => covered.has(id)))
      expect(new Set(heads.map(({ id }) => id))).toEqual(new Set(ends.map(({ id }) => id)))
    }
  })
})

describe('digits that were read out during the night', () => {
  it('are found a month later, and everything after them is named', () => {
    for (let n = 0; n < events.length; n++) {
      const found = findCheckpoint(digits(checkpointAt(n)), events)
      expect(found).toMatchObject({ found: true, covered: n + 1 })
      expect(found.found && found.after).toEqual(events.slice(n + 1).map(({ id }) => id))
    }
  })
  it('are not found once an event before them was changed, or the end was cut off', () => {
    const kept = digits(checkpointAt(7))
    expect(findCheckpoint(kept, events.slice(0, 7))).toMatchObject({ found: false, why: 'absent' })
    const rewritten = events.map((event, i) =>
      i === 4 ? { ...event, id: '0'.repeat(64) as Placed['id'] } : event,
    )
    // The ends still name the event that is gone.
    expect(findCheckpoint(kept, rewritten)).toEqual({
      ...{ found: false, why: 'missing' },
      missing: [events[4]!.id],
    })
  })
  it('do not belong to another log', async () => {
    const other = await makeLog({ count: 12, devices: 3, seed: 99 })
    const found = findCheckpoint(digits(checkpointAt(7)), placed(other.events))
    expect(found).toEqual({ found: false, why: 'absent', missing: [] })
  })
  it('are found also where they cover more than any one device had written down as known', async () => {
    // Two devices that never exchanged; a third party collected both.
    const { fork } = await forked()
    const apart = fork.slice(0, 5)
    const ends = endsOfLog(apart)
    const checkpoint = checkpointOf(ends)!
    const kept: Kept = { kind: 'hash', hash: checkpointHash(checkpoint) }
    expect(ends.length).toBe(3)
    expect(findCheckpoint(kept, apart).found).toBe(false)
    const recorded = [ends.map(({ id }) => id).sort()]
    expect(findCheckpoint(kept, apart, recorded)).toMatchObject({ found: true, after: [] })
  })
})

describe('a sheet with the whole checkpoint', () => {
  const sheet: Kept = { kind: 'checkpoint', checkpoint: checkpointAt(8) }
  it('belongs to the log it was made of', () => {
    expect(findCheckpoint(sheet, events)).toMatchObject({ found: true, covered: 9 })
  })
  it('names the ends that are no longer there', () => {
    const found = findCheckpoint(sheet, events.slice(0, 8))
    expect(found).toEqual({ found: false, why: 'missing', missing: [events[8]!.id] })
  })
  it('says of another log that it is another', async () => {
    const other = await makeLog({ count: 3, seed: 98 })
    expect(findCheckpoint(sheet, placed(other.events))).toMatchObject({ why: 'otherLog' })
    const drill = await makeLog({ count: 12, devices: 3, seed: 12, mode: 'drill' })
    expect(findCheckpoint(sheet, placed(drill.events))).toMatchObject({ why: 'otherLog' })
  })
})

describe('a history written anew by the owner of the phone', () => {
  it('is sound by itself, and exposed by digits that somebody else kept', async () => {
    const signer = testSigner(7)
    const night = async (what: string): Promise<Placed[]> => {
      const random = seededRandom(7)
      const clock = manualClock()
      const one = author({ log: logIdFrom(random.bytes(16)), signer, random, clock })
      const written: Made[] = []
      for (const line of ['検知', what, '遮断', '報告']) {
        written.push(await one.write(note(line, clock.wall())))
        clock.advance(60_000)
      }
      return placed(written)
    }
    const [honest, forged] = [await night('気付いたが放置した'), await night('すぐに対処した')]
    const kept = digits(checkpointAt(2, honest))
    expect(findCheckpoint(kept, honest)).toMatchObject({ found: true, covered: 3 })
    expect(findCheckpoint(kept, forged)).toMatchObject({ found: false, why: 'absent' })
    // What came before the change is not in doubt: an earlier sheet still fits both.
    expect(findCheckpoint(digits(checkpointAt(0, honest)), forged).found).toBe(true)
  })
})

describe('signed notes (c2sp.org/signed-note)', () => {
  const checkpoint = checkpointAt(11)
  const text = checkpointText(checkpoint)
  const signed = async (signers: readonly Author['signer'][]) =>
    writeNote({
      text,
      signatures: await Promise.all(
        signers.map(async (signer) =>
          noteSignature(signer.device, fromHex(signer.key)!, await signer.sign(utf8(text))),
        ),
      ),
    })

  it('carry one signature line for each device that signs', async () => {
    const whole = await signed(made.signers)
    const back = readNote(utf8(whole))
    expect(back?.text).toBe(text)
    expect(back?.signatures.map(({ device }) => device)).toEqual(
      made.signers.map(({ device }) => device),
    )
    expect(writeNote(back!)).toBe(whole)
    expect(whole.split('\n').at(-2)).toMatch(
      /^— shodo\/device\/[0-9a-f]{64} [A-Za-z0-9+/]{90}[A-Za-z0-9+/=]{2}$/,
    )
  })
  it('take the example of the specification, and leave signatures of others out', () => {
    const example = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`
    const back = readNote(utf8(example))
    expect(back?.signatures).toEqual([])
    expect(back?.text.endsWith('ed è subito sera.\n')).toBe(true)
  })
  it('are refused in any other form', async () => {
    const whole = await signed(made.signers.slice(0, 1))
    for (const wrong of [
      '',
      text,
      `${text}\n`,
      whole.slice(0, -1),
      `${whole}\n`,
      whole.replace('— ', '- '),
      whole.replace('\n\n', '\n'),
      whole.replace('shodo/device/', 'shodo device/'),
      whole.replaceAll('\n', '\r\n'),
      whole + `${whole.split('\n').at(-2)!}\n`.repeat(120),
    ])
      expect(readNote(utf8(wrong)), wrong.slice(0, 60)).toBeNull()
    expect(readNote(Uint8Array.of(0xff, 0x0a, 0x0a))).toBeNull()
  })
})

describe('base64', () => {
  it('is that of every other program, and takes no second form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const text = toBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(text)).toEqual(Uint8Array.from(bytes))
      }),
      { seed: 64 },
    )
    for (const wrong of ['A', 'AA', 'AB==', 'AAB=', 'AAAA=', '====', 'AA=A', 'A-_A', ' AAAA'])
      expect(fromBase64(wrong), wrong).toBeNull()
  })
})

/** Two devices apart, one of which was cloned and went on twice. */
async function forked(): Promise<{ fork: Placed[] }> {
  const random = seededRandom(21)
  const clock = manualClock()
  const log = logIdFrom(random.bytes(16))
  const [a, b] = [31, 32].map((seed) => author({ log, signer: testSigner(seed), random, clock }))
  const say = async (who: Author, options = {}) => who.write(note('x', clock.wall()), options)
  const first = await say(a!)
  const cloned = a!.head
  const left = await say(a!)
  a!.head = cloned
  const right = await say(a!)
  const rightEnd = await say(a!)
  const other = await say(b!)
  const both = await say(b!, { seen: [left.id, rightEnd.id], lamport: 3 })
  const more = await say(b!)
  const list = [first, left, right, rightEnd, other, both, more]
  const order = [...placed(list)].sort(
    (x, y) =>
      x.header.lamport - y.header.lamport ||
      (x.header.device < y.header.device ? -1 : x.header.device > y.header.device ? 1 : 0) ||
      x.header.seq - y.header.seq ||
      (x.id < y.id ? -1 : 1),
  )
  return { fork: order }
}
