import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chronologyLines } from '../../src/domain/chronology/lines.ts'
import type { Draft } from '../../src/domain/events/events.ts'
import { evidenceItems } from '../../src/domain/evidence/evidence.ts'
import { evidenceNumber, nextEvidenceNumber } from '../../src/domain/evidence/number.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { type DeviceId, type EventId, logIdFrom } from '../../src/domain/ids.ts'
import { instantMs } from '../../src/domain/instant.ts'
import type { StoredEvent } from '../../src/domain/log/event.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { type Author, author, manualClock, seededRandom, testSigner } from '../support/make-log.ts'
import { at, hash, scene } from '../support/scene.ts'

const id = (n: number): string => n.toString(16).padStart(32, '0')
const [pc, disk, photo] = ['a1', 'b2', 'c3'].map((byte) => byte.repeat(16)) as [
  string,
  string,
  string,
]

/** A PC is found, copied, handed to the police and comes back. */
function night() {
  const night = scene()
  night.open('00:31')
  night.say('01:00', {
    do: 'registerEvidence',
    evidence: pc,
    kind: 'pc',
    label: '3階ナースステーションの端末',
    occurred: { at: at('00:30'), precision: 'about' },
    place: '3階',
    foundBy: '夜勤師長',
    power: 'on',
    screen: '英文の脅迫文',
    itemClock: {
      shown: '2021-10-31T00:57:52.000+09:00' as ReturnType<typeof at>,
      reference: at('01:00'),
      source: 'device',
    },
    step: 'EV-01',
    by: '佐藤',
  })
  return night
}

const items = (of: ReturnType<typeof night>) => evidenceItems(of.state)
const item = (of: ReturnType<typeof night>, which: string) =>
  items(of).find((one) => one.id === which)!

describe('the evidence register', () => {
  it('numbers what is registered, and keeps what was known at once', () => {
    const now = night()
    now.say('01:20', {
      do: 'registerEvidence',
      evidence: disk,
      kind: 'image',
      label: '複製',
      source: pc,
    })
    expect(items(now).map(({ number, source }) => [number, source])).toEqual([
      ['01', null],
      ['02', pc],
    ])
    expect(item(now, pc).facts).toMatchObject({
      kind: 'pc',
      found: { at: at('00:30'), precision: 'about' },
      power: 'on',
      words: { label: '3階ナースステーションの端末', place: '3階', foundBy: '夜勤師長' },
    })
    // Written down half an hour after it was found, on a step of the lane of evidence.
    expect(item(now, pc).entry).toMatchObject({ late: true, lane: 'evidence', step: 'EV-01' })
  })

  it('lets the rest follow, field by field, and takes out what was wrong', () => {
    const now = night()
    now.say('02:00', { do: 'amendEvidence', evidence: pc, serial: 'X-123', host: 'NS3-PC1' })
    now.say('02:10', {
      do: 'amendEvidence',
      evidence: pc,
      foundBy: '',
      power: 'standby',
      reason: '聞き違い',
    })
    expect(item(now, pc).facts.words).toEqual({
      label: '3階ナースステーションの端末',
      place: '3階',
      screen: '英文の脅迫文',
      serial: 'X-123',
      host: 'NS3-PC1',
    })
    expect(item(now, pc).facts.power).toBe('standby')
    expect(item(now, pc).amendments).toHaveLength(2)
  })

  it('takes back an amendment that is struck', () => {
    const now = night()
    const wrong = now.say('02:00', { do: 'amendEvidence', evidence: pc, serial: 'X-999' })
    now.say('02:05', { do: 'strikeEntry', target: wrong })
    expect(item(now, pc).facts.words.serial).toBeUndefined()
    expect(item(now, pc).amendments.map(({ struck }) => struck)).toEqual([true])
  })

  it('keeps the chain of custody in the order in which it happened', () => {
    const now = night()
    const police = now.say('09:00', {
      ...{ do: 'moveEvidence', items: [pc], how: 'handedOver' },
      ...{ from: '佐藤', to: '県警', purpose: '解析', condition: '電源入のまま', seal: '封-7' },
    })
    // Written down afterwards.
    now.say('09:30', {
      ...{ do: 'moveEvidence', items: [pc], how: 'stored', storage: '情報室の金庫' },
      occurred: { at: at('03:00'), precision: 'exact' },
    })
    expect(item(now, pc).chain.map(({ how }) => how)).toEqual(['stored', 'handedOver'])
    // In their hands: where they keep it was not said.
    expect(item(now, pc).now).toMatchObject({ holder: '県警', storage: null, seal: '封-7' })
    now.say('09:40', { do: 'strikeEntry', target: police, reason: '渡していない' })
    expect(item(now, pc).now).toMatchObject({ holder: null, storage: '情報室の金庫', seal: null })
    // What was struck stays in sight.
    expect(item(now, pc).chain.map(({ entry }) => entry.struck)).toEqual([false, true])
  })

  it('hands over several at once, and leaves the number of what was struck alone', () => {
    const now = night()
    const wrong = now.say('01:30', {
      do: 'registerEvidence',
      evidence: disk,
      kind: 'disk',
      label: '別件',
    })
    now.say('01:31', { do: 'strikeEntry', target: wrong })
    now.say('01:40', { do: 'registerEvidence', evidence: photo, kind: 'photo', label: '画面' })
    now.say('02:00', { do: 'moveEvidence', items: [pc, photo], how: 'handedOver', to: '調査会社' })
    expect(
      items(now).map(({ number, struck, now: { holder } }) => [number, struck, holder]),
    ).toEqual([
      ['01', false, '調査会社'],
      ['02', true, null],
      ['03', false, '調査会社'],
    ])
  })

  it('refuses what would say nothing, and what is about nothing', () => {
    const now = night()
    const refusal = (command: Parameters<typeof now.say>[1]) => now.play({ now: '02:00', command })
    const blank = { do: 'registerEvidence', evidence: disk, kind: 'pc', label: ' ' } as const
    expect(refusal(blank)).toEqual({ ok: false, refusal: 'empty' })
    expect(refusal({ do: 'amendEvidence', evidence: pc })).toEqual({ ok: false, refusal: 'empty' })
    expect(refusal({ do: 'amendEvidence', evidence: disk, host: 'x' })).toEqual({
      ok: false,
      refusal: 'noSuchEntry',
    })
    expect(refusal({ do: 'moveEvidence', items: [], how: 'stored' })).toEqual({
      ok: false,
      refusal: 'empty',
    })
    expect(refusal({ do: 'moveEvidence', items: [pc, disk], how: 'stored' })).toEqual({
      ok: false,
      refusal: 'noSuchEntry',
    })
    expect(refusal({ ...blank, label: '写真', entry: '9'.repeat(64) as EventId })).toEqual({
      ok: false,
      refusal: 'noSuchEntry',
    })
  })

  it('reads in the chronology, in both languages', () => {
    const now = night()
    now.say('02:00', {
      do: 'amendEvidence',
      evidence: pc,
      serial: 'X-1',
      foundBy: '',
      sha256: hash,
    })
    now.say('09:00', {
      ...{ do: 'moveEvidence', items: [pc], how: 'handedOver', from: '佐藤', to: '県警' },
      ...{ purpose: '解析', storage: '署', by: '佐藤' },
    })
    const lines = (language: 'ja' | 'en') =>
      chronologyLines(now.state, recordWords[language], 'recorded')
        .map((line) => line.split(' | ').slice(5).join(' | '))
        .slice(2)
    expect(lines('ja')).toEqual([
      '証拠を登録　証-01 PC: 3階ナースステーションの端末 | - | 場所: 3階・見つけた人: 夜勤師長・電源: 入・機器の時計: この記録の端末より2分8秒遅れ（表示 2021-10-31 00:57:52、基準 2021-10-31 01:00:00）・画面・ランプ・配線: 英文の脅迫文・佐藤',
      `証拠の記載を改めた　証-01 | - | 見つけた人: （消した）・製造番号: X-1・ハッシュ値: SHA-256 ${hash}`,
      '証拠を渡した　証-01 | - | 佐藤 → 県警・目的: 解析・保管場所: 署・佐藤',
    ])
    expect(lines('en')[0]).toContain('E-01 PC: 3階ナースステーションの端末')
    expect(lines('en')[0]).toContain('2 min 8 s behind this record’s device')
    expect(lines('en')[2]).toBe(
      'Evidence handed over: E-01 | - | 佐藤 → 県警・purpose: 解析・Stored at: 署・佐藤',
    )
  })
})

describe('numbers of two devices that cannot hear each other', () => {
  it('are apart from the start: another device has letters of its own', () => {
    const now = night()
    const other = `4b${'0'.repeat(62)}`
    const number = (device: string) => nextEvidenceNumber(now.state, device as DeviceId)
    expect([number('a'), number(other)]).toEqual(['02', 'HR-01'])
    now.say('01:10', { do: 'registerEvidence', evidence: disk, kind: 'usb', label: '媒体' }, other)
    expect([number('a'), number(other)]).toEqual(['02', 'HR-02'])
    expect(items(now).map((one) => one.number)).toEqual(['01', 'HR-01'])
  })

  it('and where they do coincide, both show which is which', () => {
    const now = night()
    // As two copies of one key would write.
    now.state.evidence.set(disk, '01')
    now.state.evidenceNumbers.set('01', [pc, disk])
    expect([evidenceNumber(now.state, pc), evidenceNumber(now.state, disk)]).toEqual([
      '01/a1a1',
      '01/b2b2',
    ])
    expect(evidenceNumber(now.state, photo)).toBeNull()
  })
})

/** Three devices that write apart and tell each other now and then, and the bytes they made. */
async function apart(acts: readonly (readonly [device: number, act: number, of: number])[]) {
  const random = seededRandom(7)
  const clock = manualClock('2021-10-31T01:00:00.000+09:00')
  const log = logIdFrom(random.bytes(16))
  const authors = [1, 2, 3].map((n) => author({ log, signer: testSigner(900 + n), random, clock }))
  /** What each device holds: its own events and what it was told. */
  const held = authors.map((): StoredEvent[] => [])
  const shown = new Map<string, string>()
  const write = async (device: number, draft: Draft): Promise<void> => {
    const self: Author = authors[device]!
    const seen = [
      ...new Set(
        authors.flatMap((a) =>
          a !== self && a.head && held[device]!.some((e) => e.id === a.head!.id) ? [a.head.id] : [],
        ),
      ),
    ]
    const lamport = fold(null, held[device]!).lamport
    const { parsed: _, ...event } = await self.write(draft, { seen: seen.sort(), lamport })
    held[device]!.push(event)
    clock.advance(60_000)
  }
  await write(0, {
    type: 'device.joined',
    data: { key: authors[0]!.signer.key, replaces: null, app: 't' },
    text: null,
  })
  for (const device of [1, 2]) {
    held[device]!.push(...held[0]!)
    await write(device, {
      type: 'device.joined',
      data: { key: authors[device]!.signer.key, replaces: null, app: 't' },
      text: null,
    })
  }
  let made = 0
  for (const [device, act, of] of acts) {
    const state = fold(null, held[device]!)
    const known = [...state.evidence.keys()]
    const target = known[of % Math.max(1, known.length)]
    const occurred = { at: clock.wall(), precision: 'exact' as const }
    if (act === 0 || target === undefined) {
      const evidence = id(++made * 7919)
      const number = nextEvidenceNumber(state, authors[device]!.signer.device)
      shown.set(evidence, number)
      await write(device, {
        type: 'evidence.registered',
        data: { evidence, number, kind: 'pc', occurred },
        text: { label: `${made}` },
      })
    } else if (act === 1)
      await write(device, {
        type: 'evidence.amended',
        data: { evidence: target },
        text: { serial: `${device}-${of}` },
      })
    else if (act === 2)
      await write(device, {
        type: 'evidence.moved',
        data: { items: [target], how: 'handedOver', occurred },
        text: { to: `${device}` },
      })
    else {
      // One hears everything that another one has.
      const ids = new Set(held[device]!.map((event) => event.id))
      held[device]!.push(...held[of % 3]!.filter((event) => !ids.has(event.id)))
    }
  }
  const all = new Map(held.flat().map((event) => [event.id, event]))
  return { events: [...all.values()], shown }
}

describe('the register of a union', () => {
  it('is the same in any order, every number once, and none other than the one first shown', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.nat(3), fc.nat(9)), { minLength: 1, maxLength: 14 }),
        fc.infiniteStream(fc.nat(1000)),
        async (acts, dice) => {
          const { events, shown } = await apart(acts)
          const shuffled = events
            .map((event) => [dice.next().value ?? 0, event] as const)
            .sort(([a], [b]) => a - b)
            .map(([, event]) => event)
          const [register, again] = [events, shuffled].map((given) =>
            evidenceItems(fold(null, given)).map(({ id: which, number, facts, chain, now }) => ({
              ...{ which, number, words: facts.words, holder: now.holder },
              chain: chain.map(({ entry }) => entry.id),
              times: chain.map(({ entry }) => instantMs(entry.t!)),
            })),
          ) as [ReturnType<typeof Array.prototype.slice>, unknown]
          expect(again).toEqual(register)
          const numbers = register.map((one) => one.number as string)
          expect(new Set(numbers).size).toBe(numbers.length)
          expect(register).toHaveLength(shown.size)
          for (const { which, number } of register) expect(number).toBe(shown.get(which))
        },
      ),
      { numRuns: 40 },
    )
  })
})
