import { describe, expect, it } from 'vitest'
import { erasedBy, redactedLog, typedTexts } from '../../src/domain/chronology/redaction.ts'
import { describe as lineOf } from '../../src/domain/describe/describe.ts'
import { bodyOf } from '../../src/domain/describe/redaction.ts'
import type { Draft, RedactionReason } from '../../src/domain/events/events.ts'
import { evidenceItems } from '../../src/domain/evidence/evidence.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { EventId } from '../../src/domain/ids.ts'
import { logIdFrom } from '../../src/domain/ids.ts'
import { parseHeader, type StoredEvent } from '../../src/domain/log/event.ts'
import { planUnion, withoutErased } from '../../src/domain/log/union.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import {
  type Author,
  author,
  type Made,
  manualClock,
  note,
  seededRandom,
  testSigner,
} from '../support/make-log.ts'
import { at, scene } from '../support/scene.ts'

const nobody = { graph: null, scenario: null }
const when = at('01:00')

function pen(): Author {
  const random = seededRandom(5)
  const log = logIdFrom(random.bytes(16))
  return author({ log, signer: testSigner(5), random, clock: manualClock(when) })
}

/** A note with a patient's name, added to, corrected; the name is to go. */
async function told() {
  const who = pen()
  const join = await who.write({
    type: 'device.joined',
    data: { key: who.signer.key, replaces: null, app: 'test' },
    text: null,
  })
  const first = await who.write(note('山田太郎様 転倒', when))
  const added = await who.write({
    type: 'entry.texted',
    data: { target: first.id },
    text: { body: '山田様 意識あり', by: '佐藤' },
  })
  const corrected = await who.write({
    type: 'entry.corrected',
    data: { target: first.id },
    text: { body: '患者A 転倒', reason: '名前を消す' },
  })
  const other = await who.write(note('救急を止めた', when))
  return { who, first, added, corrected, other, all: [join, first, added, corrected, other] }
}

const redacted = (
  targets: readonly EventId[],
  why: RedactionReason | null,
  reason?: string,
): Draft => ({
  type: 'entry.redacted',
  data: { targets: [...targets], why },
  text: reason ? { reason } : {},
})

const erased = (targets: readonly EventId[]): Draft => ({
  type: 'entry.erased',
  data: { targets: [...targets], basis: 'mistake' },
  text: { by: '院長' },
})

function typeOf(header: Uint8Array): string | null {
  const parsed = parseHeader(header, false)
  return parsed.ok ? parsed.header.type : null
}

const textsIn = (events: readonly StoredEvent[]): string =>
  events.map(({ text }) => (text ? new TextDecoder().decode(text) : '')).join('\n')

describe('words blacked out of a copy', () => {
  it('has why they are not there in their place, and the others as they were', async () => {
    const { who, first, added, corrected, other, all } = await told()
    const why = await who.write(redacted([first.id, added.id], 'personal', '患者の名前'))
    const { state, events, struck } = redactedLog(
      [...all, why],
      new Set([first.id, added.id]),
      nobody,
    )
    expect(struck).toBe(2)
    const entry = state.entry.get(first.id)!
    expect(bodyOf(entry, state, recordWords.ja)).toBe(
      '（墨消し: 個人の情報・患者の名前）\n患者A 転倒\n（墨消し: 個人の情報・患者の名前）',
    )
    expect(entry.amendments.map(({ redacted }) => redacted)).toEqual([true, false])
    expect(bodyOf(state.entry.get(other.id)!, state, recordWords.ja)).toBe('救急を止めた')
    expect(textsIn(events)).not.toContain('山田')
    expect(events.find(({ id }) => id === first.id)).toMatchObject({ text: null, textSalt: null })
    expect(state.entry.get(corrected.id)!.redacted).toBe(true)
  })

  it('says only that words were there where nobody said why', async () => {
    const { first, all } = await told()
    const { state } = redactedLog(all, new Set([first.id]), nobody)
    expect(bodyOf(state.entry.get(first.id)!, state, recordWords.en)).toBe(
      '(blacked out)\n患者A 転倒',
    )
  })

  it('goes by the last word on it, and reads as a line of its own', async () => {
    const { who, first, all } = await told()
    const struck = await who.write(redacted([first.id], 'personal'))
    const lifted = await who.write(redacted([first.id], null))
    expect([...fold(null, [...all, struck]).redactions.keys()]).toEqual([first.id])
    const state = fold(null, [...all, struck, lifted])
    expect(state.redactions.size).toBe(0)
    const line = (event: Made) => lineOf(state.entry.get(event.id)!, state, recordWords.ja)
    expect(line(struck)).toMatchObject({
      head: '写しで墨消しにする　1か所',
      meta: ['個人の情報', 'No. 2'],
    })
    expect(line(lifted).head).toBe('写しの墨消しをやめる　1か所')
    // It is the copy that lacks the words, not the log.
    expect(state.entry.get(first.id)!.redacted).toBe(false)
  })

  it('takes the words of the evidence register too, and keeps what is data', async () => {
    const who = pen()
    const evidence = 'a1'.repeat(16)
    const said = await who.write({
      type: 'evidence.registered',
      data: {
        ...{ evidence, number: '01', kind: 'pc', power: 'on' },
        occurred: { at: when, precision: 'exact' },
      },
      text: { label: '山田太郎様の病室の端末', serial: 'SN-4711', by: '佐藤' },
    })
    const changed = await who.write({
      type: 'evidence.amended',
      data: { evidence },
      text: { place: '山田様の病室', reason: '場所' },
    })
    const moved = await who.write({
      type: 'evidence.moved',
      data: { items: [evidence], how: 'handedOver', occurred: { at: when, precision: 'exact' } },
      text: { from: '佐藤', to: '県警 鈴木', purpose: '解析' },
    })
    const all = [said, changed, moved]
    const offered = [...typedTexts(all, fold(null, all)).values()].flat()
    expect(offered.map(({ type }) => type)).toEqual(all.map(({ header }) => typeOf(header)))
    const why = await who.write(
      redacted(
        all.map(({ id }) => id),
        'security',
      ),
    )
    const { state } = redactedLog([...all, why], new Set(all.map(({ id }) => id)), nobody)
    const lines = all.map(({ id }) => lineOf(state.entry.get(id)!, state, recordWords.ja))
    expect(lines[0]!.head).toContain('（墨消し: 守りの詳細）')
    expect(lines.map(({ body }) => body)).toEqual(Array(3).fill('（墨消し: 守りの詳細）'))
    const [item] = evidenceItems(state)
    expect(item).toMatchObject({ number: '01', facts: { kind: 'pc', power: 'on', words: {} } })
    for (const words of ['山田', 'SN-4711', '佐藤', '県警', '解析'])
      expect(JSON.stringify([lines, item, [...state.people]])).not.toContain(words)
  })

  it('offers what can still be read of an entry whose bytes are spoilt', async () => {
    const { first, added, all } = await told()
    const spoilt = all.map((event) =>
      event === first
        ? { ...event, header: event.header.slice(1) }
        : event === added
          ? { ...event, text: event.text!.slice(0, -1) }
          : event,
    )
    const state = fold(null, spoilt)
    const offered = [...typedTexts(spoilt, state).values()].flat()
    for (const { id } of [first, added])
      expect(JSON.stringify(offered.find((text) => text.id === id)?.words)).toContain('山田')
    const { events } = redactedLog(spoilt, new Set(offered.map(({ id }) => id)), nobody)
    expect(textsIn(events)).not.toContain('山田')
  })

  it('offers every text, by the line it stands in', async () => {
    const { first, added, corrected, other, all } = await told()
    const offered = typedTexts(all, fold(null, all))
    expect([...offered.keys()]).toEqual([first.id, other.id])
    expect(offered.get(first.id)!.map(({ id }) => id)).toEqual([first.id, added.id, corrected.id])
    expect(offered.get(first.id)![1]!.words).toEqual([
      { field: 'body', words: '山田様 意識あり' },
      { field: 'by', words: '佐藤' },
    ])
  })
})

describe('words erased on a device', () => {
  it('stands with its basis in their place, and counts for the device that says it', async () => {
    const { who, first, all } = await told()
    const gone = await who.write(erased([first.id]))
    const { state } = redactedLog([...all, gone], new Set([first.id]), nobody)
    expect(bodyOf(state.entry.get(first.id)!, state, recordWords.ja)).toMatch(
      /^（消去: 誤って書いた）/,
    )
    expect(lineOf(state.entry.get(gone.id)!, state, recordWords.ja)).toMatchObject({
      head: '記録した端末から文を消去　1か所',
      meta: ['誤って書いた', 'No. 2', '院長'],
    })
    expect([...erasedBy(state, [who.signer.device])]).toEqual([first.id])
    expect(erasedBy(state, [testSigner(9).device]).size).toBe(0)
  })

  it('needs who decided it, and entries that are there', () => {
    const { say, play } = scene()
    const target = say('01:00', { do: 'note', body: '名前' })
    const erase = { do: 'eraseTexts', basis: 'order', targets: [target] } as const
    expect(play({ now: '01:05', command: { ...erase, by: ' ' } })).toMatchObject({
      refusal: 'empty',
    })
    expect(
      play({
        now: '01:05',
        command: { ...erase, by: '院長', targets: ['f'.repeat(64) as EventId] },
      }),
    ).toMatchObject({ refusal: 'noSuchEntry' })
    expect(play({ now: '01:05', command: { ...erase, by: '院長', targets: [] } })).toMatchObject({
      refusal: 'empty',
    })
    expect(play({ now: '01:05', command: { ...erase, by: '院長' } })).toMatchObject({ ok: true })
  })
})

describe('a union of copies with and without words', () => {
  const bare = (event: Made): StoredEvent => ({ ...event, text: null, textSalt: null })
  const own = testSigner(1).device
  const erasures = (events: readonly StoredEvent[]) => new Set(fold(null, events).erasures.keys())

  it('gets blacked-out words back from a copy that has them', async () => {
    const { first, all } = await told()
    const here = all.map((event) => (event === first ? bare(first) : event))
    const plan = planUnion(here, all, own)
    expect(plan.mended.map(({ event }) => event)).toEqual([first])
    expect(withoutErased(plan, here, erasures(all))).toEqual({ plan, left: 0 })
  })

  it('gets no erased words back, wherever it is said that they were erased', async () => {
    const { who, first, all } = await told()
    const gone = await who.write(erased([first.id]))
    const here = [...all.map((event) => (event === first ? bare(first) : event)), gone]
    const plan = planUnion(here, all, own)
    const kept = withoutErased(plan, here, erasures(here))
    expect(kept).toMatchObject({ left: 1, plan: { fresh: [], mended: [] } })
    // A device that never had the log learns of the entry, not of its words.
    const anew = withoutErased(planUnion([], [...all, gone], own), [], erasures([...all, gone]))
    expect(anew.left).toBe(1)
    expect(textsIn(anew.plan.fresh.map(({ event }) => event))).not.toContain('山田太郎')
    expect(anew.plan.fresh).toHaveLength(all.length + 1)
  })

  it('leaves words that are here until they are erased here too', async () => {
    const { who, first, all } = await told()
    const gone = await who.write(erased([first.id]))
    const theirs = [...all.map((event) => (event === first ? bare(first) : event)), gone]
    const { plan, left } = withoutErased(planUnion(all, theirs, own), all, erasures(theirs))
    expect(left).toBe(0)
    expect(plan.mended).toEqual([])
    expect(plan.fresh.map(({ event }) => event.id)).toEqual([gone.id])
  })

  it('loses no words to a blacked-out copy with another signature', async () => {
    const { first, all } = await told()
    const sig = first.sig.slice().fill(7)
    const theirs = all.map((event) => (event === first ? { ...bare(first), sig } : event))
    const [mended] = planUnion(all, theirs, own).mended
    expect(mended!.event.sig).toEqual(sig)
    expect(mended!.event.text).toEqual(first.text)
  })

  it('keeps words that hold when what stands around them here is spoilt', async () => {
    const { first, all } = await told()
    const spoilt = { ...first, data: first.data.slice().fill(32) }
    const here = all.map((event) => (event === first ? spoilt : event))
    const theirs = all.map((event) => (event === first ? bare(first) : event))
    const [mended] = planUnion(here, theirs, own).mended
    expect(mended!.event).toEqual(first)
    // Words that were spoilt themselves are not kept under a name that vouches for them.
    const both = { ...spoilt, text: first.text!.slice().fill(32) }
    const [bared] = planUnion(
      all.map((event) => (event === first ? both : event)),
      theirs,
      own,
    ).mended
    expect(bared!.event).toEqual(bare(first))
  })
})
