import { describe, expect, it } from 'vitest'
import { boardOf } from '../../src/domain/board/board.ts'
import { breachRows } from '../../src/domain/board/breach-counts.ts'
import { decisionsInForce } from '../../src/domain/board/decisions.ts'
import { onDuty } from '../../src/domain/board/duty.ts'
import { meetingLines, meetingsOf } from '../../src/domain/board/meetings.ts'
import { openItems } from '../../src/domain/board/open-items.ts'
import { instantFrom, instantMs } from '../../src/domain/instant.ts'
import { at, scene } from '../support/scene.ts'

const ms = (time: string) => instantMs(at(time))

describe('decisions in force', () => {
  it('are the newest answer to each question, and what HQ wrote down', () => {
    const night = scene()
    night.open('00:31')
    night.say('00:50', { do: 'decideStep', step: 'DT-D1', branch: 'attack', by: '当直医' })
    night.say('01:00', { do: 'note', kind: 'decision', body: '翌日休診を掲示する' })
    night.say('01:10', { do: 'decideStep', step: 'DT-D1', branch: 'fault', by: '院長' })
    const inForce = decisionsInForce(night.state)
    expect(inForce.map(({ entry, from }) => [from, entry.by ?? entry.body])).toEqual([
      ['flow', '院長'],
      ['note', '翌日休診を掲示する'],
    ])
  })

  it('keep only the last round of a question that is asked again and again', () => {
    const night = scene()
    night.open('00:31')
    night.say('02:00', { do: 'openStep', step: 'IR-09' })
    night.say('02:10', { do: 'decideStep', step: 'IR-09', branch: 'unchanged', by: '一回目' })
    night.say('04:10', { do: 'decideStep', step: 'IR-09', branch: 'unchanged', by: '二回目' })
    expect(decisionsInForce(night.state).map(({ entry }) => entry.by)).toEqual(['二回目'])
  })

  it('let go of what a later question settled, and keep what was asked after it', () => {
    const night = scene()
    night.open('00:31')
    const steps = () => decisionsInForce(night.state).map(({ entry }) => entry.step)
    night.say('00:50', { do: 'decideStep', step: 'DT-D1', branch: 'fault' })
    expect(steps()).toEqual(['DT-D1'])
    night.say('01:50', { do: 'decideStep', step: 'IR-00', branch: 'escalate' })
    expect(steps()).toEqual(['IR-00'])
    night.say('03:00', { do: 'decideStep', step: 'IR-D1', branch: 'attack' })
    expect(steps()).toEqual(['IR-D1'])
    // Asked once more, the first question stands again.
    night.say('09:00', { do: 'decideStep', step: 'DT-D1', branch: 'fault' })
    expect(steps()).toEqual(['DT-D1', 'IR-D1'])
  })

  it('let go of an answer when later words were said of all the functions it spoke of', () => {
    const night = scene()
    night.open('00:31')
    const steps = () => decisionsInForce(night.state).map(({ entry }) => entry.step)
    night.say('00:50', { do: 'decideStep', step: 'CL-D0', branch: 'limit' })
    const matrix = { emergency: 'stop', dialysis: 'run' }
    const decided = { do: 'decideStep', step: 'CL-D1', branch: 'limited', matrix } as const
    const answer = night.say('02:00', decided)
    expect(steps()).toEqual(['CL-D1'])
    night.say('03:00', { do: 'changeService', service: 'emergency', level: 'limited' })
    expect(steps()).toEqual(['CL-D1'])
    night.say('03:10', { do: 'changeService', service: 'dialysis', level: 'stopped' })
    expect(steps()).toEqual([])
    // What was said last and struck is gone: the answer before it holds again.
    night.say('03:20', { do: 'strikeEntry', target: night.state.entries.at(-1)!.id })
    expect(decisionsInForce(night.state).map(({ entry }) => entry.id)).toEqual([answer])
  })

  it('mark what is provisional, what nobody decided, and what is divided', () => {
    const night = scene()
    night.open('00:31')
    const answer = night.say('00:50', {
      do: 'decideStep',
      step: 'CL-D0',
      branch: 'limit',
      provisional: true,
    })
    night.say('01:00', { do: 'decideStep', step: 'IR-D1', branch: null, outcome: 'skipped' })
    const marks = () =>
      Object.fromEntries(
        decisionsInForce(night.state).map((known) => [
          known.entry.step,
          [known.provisional, known.undecided],
        ]),
      )
    expect(marks()).toEqual({ 'CL-D0': [true, false], 'IR-D1': [false, true] })
    night.say('08:00', { do: 'resolveEntry', target: answer, by: '院長' })
    expect(marks()['CL-D0']).toEqual([false, false])
  })

  it('end when they are settled or struck', () => {
    const night = scene()
    night.open('00:31')
    const sign = night.say('01:00', { do: 'note', kind: 'decision', body: '休診を掲示する' })
    const wrong = night.say('01:01', { do: 'note', kind: 'decision', body: '押し間違い' })
    night.say('01:02', { do: 'strikeEntry', target: wrong })
    night.say('09:00', { do: 'resolveEntry', target: sign, body: '掲示した' })
    expect(decisionsInForce(night.state)).toEqual([])
  })
})

describe('open items', () => {
  it('name who sees to them and by when, what is due first on top', () => {
    const night = scene()
    night.open('00:31')
    const line = night.say('01:00', { do: 'note', kind: 'unresolved', body: '予備の回線' })
    const stock = night.say('01:05', { do: 'note', kind: 'unresolved', body: '血液の在庫' })
    night.say('01:10', {
      do: 'assignEntry',
      target: stock,
      owner: '検査科長',
      due: at('03:00'),
    })
    const lines = night.state.entries.length
    expect(
      openItems(night.state).map(({ entry, owner, dueMs }) => [
        entry.body,
        owner,
        dueMs && instantFrom(dueMs).slice(11, 16),
      ]),
    ).toEqual([
      ['血液の在庫', '検査科長', '03:00'],
      ['予備の回線', null, null],
    ])
    // Said beside the line it is about, not as one of its own.
    expect(lines).toBe(night.state.entry.get(stock)!.no)
    night.say('02:00', { do: 'assignEntry', target: line, owner: '情報担当', due: at('02:30') })
    night.say('02:10', { do: 'resolveEntry', target: stock, body: '手書きの台帳で見えた' })
    expect(openItems(night.state).map(({ owner }) => owner)).toEqual(['情報担当'])
  })

  it('hold whoever is to call back, and what waits to be confirmed', () => {
    const night = scene()
    night.open('00:31')
    const call = night.say('01:00', { do: 'placeCall', contact: 'vendor', name: '保守会社' })
    night.say('01:05', { do: 'resultCall', call, result: 'answered', callBackAt: at('03:30') })
    night.say('01:40', {
      do: 'changeService',
      service: 'emergency',
      level: 'stopped',
      provisional: true,
    })
    expect(openItems(night.state).map(({ what }) => what)).toEqual(['callBack', 'provisional'])
    expect(openItems(night.state)[0]?.dueMs).toBe(ms('03:30'))
  })

  it('hold a call that nobody answered, until a later one is answered or it is settled', () => {
    const night = scene()
    night.open('00:31')
    const ring = (now: string, contact: string, result: 'answered' | 'noAnswer' | 'busy') => {
      const call = night.say(now, { do: 'placeCall', contact, name: contact })
      night.say(now, { do: 'resultCall', call, result })
      return call
    }
    const open = () =>
      openItems(night.state).map(({ what, entry, dueMs }) => [
        what,
        entry.to,
        instantFrom(entry.occurredMs).slice(11, 16),
        dueMs,
      ])
    ring('00:40', 'mhlw', 'noAnswer')
    const vendor = ring('00:45', 'vendor', 'busy')
    expect(open()).toEqual([
      ['callAgain', 'mhlw', '00:40', null],
      ['callAgain', 'vendor', '00:45', null],
    ])
    // Tried once more in vain: one item, not two.
    const again = ring('00:50', 'mhlw', 'noAnswer')
    expect(open().map((item) => item.slice(1, 3))).toEqual([
      ['vendor', '00:45'],
      ['mhlw', '00:50'],
    ])
    night.say('00:55', { do: 'resolveEntry', target: vendor, body: '先方から電話があった' })
    const reached = ring('01:00', 'mhlw', 'answered')
    expect(open()).toEqual([])
    // It was another number that answered.
    night.say('01:05', { do: 'strikeEntry', target: reached })
    expect(open().map((item) => item[1])).toEqual(['mhlw'])
    night.say('01:06', { do: 'strikeEntry', target: again })
    expect(open().map((item) => item.slice(1, 3))).toEqual([['mhlw', '00:40']])
  })

  it('keep the time at which somebody who did not answer is tried again, until they answer', () => {
    const night = scene()
    night.open('00:31')
    const ring = (now: string, result: 'answered' | 'noAnswer', callBackAt?: string) => {
      const call = night.say(now, { do: 'placeCall', contact: 'vendor', name: '保守会社' })
      const when = callBackAt ? { callBackAt: at(callBackAt) } : {}
      night.say(now, { do: 'resultCall', call, result, ...when })
    }
    ring('00:40', 'noAnswer', '01:30')
    ring('00:50', 'noAnswer')
    expect(openItems(night.state)[0]?.dueMs).toBe(ms('01:30'))
    ring('01:00', 'answered', '03:30')
    expect(openItems(night.state).map(({ what, dueMs }) => [what, dueMs])).toEqual([
      ['callBack', ms('03:30')],
    ])
    // What an answering person promised stands until it is said to be settled.
    ring('02:00', 'answered')
    expect(openItems(night.state)).toHaveLength(1)
  })

  it('refuse an owner for a line that is not there, and an assignment that says nothing', () => {
    const night = scene()
    night.open('00:31')
    const note = night.say('01:00', { do: 'note', kind: 'unresolved', body: '予備の回線' })
    const target = '9'.repeat(64) as typeof note
    expect(
      night.play({ now: '01:10', command: { do: 'assignEntry', target, owner: '佐藤' } }),
    ).toEqual({ ok: false, refusal: 'noSuchEntry' })
    expect(night.play({ now: '01:10', command: { do: 'assignEntry', target: note } })).toEqual({
      ok: false,
      refusal: 'empty',
    })
  })
})

describe('meetings', () => {
  it('are planned, begun, closed, and name the next one', () => {
    const day = scene()
    day.open('06:40')
    const plan = day.say('09:00', { do: 'planMeeting', at: at('12:00'), place: '大会議室' })
    expect(meetingsOf(day.state).next).toMatchObject({ atMs: ms('12:00'), place: '大会議室' })
    const begun = day.say('11:55', { do: 'beginMeeting', plan })
    expect(meetingsOf(day.state)).toMatchObject({ next: null, underWay: { id: begun }, held: 1 })
    const talk = { do: 'note', means: 'meeting' } as const
    const decided = day.say('12:05', { ...talk, kind: 'decision', body: '緊急以外の手術を止める' })
    const open = day.say('12:10', { ...talk, kind: 'unresolved', body: '予約の一覧が出ない' })
    day.say('12:11', { do: 'note', kind: 'decision', body: '会議の外のこと' })
    const lines = meetingLines(day.state, day.entry(begun))
    expect(lines.decided.map(({ id }) => id)).toEqual([decided])
    expect(lines.open.map(({ id }) => id)).toEqual([open])
    day.say('12:40', {
      do: 'endMeeting',
      begun,
      decided: [decided],
      open: [open],
      next: at('14:00'),
    })
    expect(meetingsOf(day.state)).toMatchObject({
      underWay: null,
      held: 1,
      next: { atMs: ms('14:00') },
    })
  })

  it('forget a plan once a meeting took its place, and keep one that is still ahead', () => {
    const day = scene()
    day.open('06:40')
    day.say('09:00', { do: 'planMeeting', at: at('12:00') })
    day.say('10:00', { do: 'beginMeeting' })
    expect(meetingsOf(day.state).next?.atMs).toBe(ms('12:00'))
    day.say('12:40', { do: 'endMeeting' })
    expect(meetingsOf(day.state)).toMatchObject({ next: null, underWay: null })
  })

  it('written down afterwards count once', () => {
    const day = scene()
    day.open('06:40')
    day.say('13:00', {
      do: 'endMeeting',
      occurred: { at: at('12:00'), precision: 'about' },
      next: at('2021-11-01T11:00'),
    })
    expect(meetingsOf(day.state)).toMatchObject({ held: 1, next: { atMs: ms('2021-11-01T11:00') } })
  })
})

describe('who is on duty', () => {
  const names = (night: ReturnType<typeof scene>, now: string) =>
    onDuty(night.state, ms(now)).map(({ name, late }) => (late ? `${name}!` : name))

  it('begins with who takes a role on a device, without being entered twice', () => {
    const night = scene()
    night.open('00:31')
    night.say('00:40', { do: 'takeRole', name: '佐藤', roles: ['csirt'] })
    night.say('01:00', { do: 'takeRole', name: '佐藤', roles: ['scribe'] })
    const [duty] = onDuty(night.state, ms('02:00'))
    expect(duty).toMatchObject({ name: '佐藤', roles: ['csirt', 'scribe'], sinceMs: ms('00:40') })
    night.say('08:30', { do: 'takeRole', name: '鈴木', roles: ['scribe'] })
    expect(names(night, '08:40')).toEqual(['鈴木'])
  })

  it('is late after twelve hours, across midnight', () => {
    const night = scene()
    night.open('00:31')
    night.say('14:00', { do: 'startDuty', name: '院長', roles: ['executive'] })
    expect(names(night, '2021-11-01T01:59')).toEqual(['院長'])
    expect(names(night, '2021-11-01T02:00')).toEqual(['院長!'])
  })

  it('passes from hand to hand in one act, and ends', () => {
    const night = scene()
    night.open('00:31')
    const first = night.say('01:00', { do: 'startDuty', name: '佐藤', roles: ['scribe'] })
    const second = night.say('09:00', {
      do: 'startDuty',
      name: '鈴木',
      roles: ['scribe'],
      relieves: first,
      body: '未解決4件を読み上げた',
    })
    expect(names(night, '09:10')).toEqual(['鈴木'])
    night.say('17:00', { do: 'endDuty', duty: second })
    expect(names(night, '17:10')).toEqual([])
  })

  it('counts a person once, by whichever device they were named', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:00', { do: 'startDuty', name: '佐藤', roles: ['csirt'] })
    night.say('01:30', { do: 'takeRole', name: '佐藤', roles: ['scribe'] }, 'b')
    expect(names(night, '02:00')).toEqual(['佐藤'])
    expect(onDuty(night.state, ms('02:00'))[0]?.sinceMs).toBe(ms('01:00'))
  })
})

describe('persons concerned', () => {
  it('are counted again and never overwritten: 10,000 become 130,000', () => {
    const case7 = scene()
    case7.open('01:50')
    const count = { do: 'countBreach', group: 'patients', precision: 'about' } as const
    case7.say('2021-11-04T10:00', { ...count, persons: 10_000, by: '広報' })
    case7.say('2021-11-18T10:00', { ...count, persons: 130_000, by: '広報' })
    case7.say('2021-11-18T10:05', { do: 'countBreach', group: 'staff', persons: 1_700 })
    const rows = breachRows(case7.state)
    expect(
      rows.map(({ group, now, before }) => [group, now.persons, before.map((c) => c.persons)]),
    ).toEqual([
      ['patients', 130_000, [10_000]],
      ['staff', 1_700, []],
    ])
    expect(rows[0]?.before[0]?.entry.occurred.at).toBe(at('2021-11-04T10:00'))
  })

  it.each([-1, 1.5, Number.NaN])('refuse what is no number of persons: %d', (persons) => {
    const night = scene()
    night.open('00:31')
    expect(night.play({ now: '01:00', command: { do: 'countBreach', persons } })).toEqual({
      ok: false,
      refusal: 'empty',
    })
  })
})

describe('the whole board', () => {
  it('has the clocks of the law from the first minute, right across midnight and month end', () => {
    const night = scene()
    night.open('23:50')
    const dues = (now: string) =>
      boardOf(night.state, new Map(), ms(now)).clocks.flatMap((clock) =>
        clock.dues.map((due) => instantFrom(due.dueMs).slice(0, 16)),
      )
    const expected = [
      '2021-11-02T23:59',
      '2021-11-04T23:59',
      '2021-11-29T23:59',
      '2021-12-29T23:59',
    ]
    expect(dues('23:51')).toEqual(expected)
    expect(dues('2021-11-01T00:10')).toEqual(expected)
    const next = (now: string) => boardOf(night.state, new Map(), ms(now)).clocks[0]?.next?.day
    expect(next('2021-11-02T23:59')).toBe(3)
    expect(next('2021-11-03T00:00')).toBe(5)
  })

  it('says nothing that was not recorded: empty but for the day and the clocks', () => {
    const night = scene()
    night.open('00:31')
    const board = boardOf(night.state, new Map(), ms('00:40'))
    expect(board).toMatchObject({
      systems: [],
      decisions: [],
      open: [],
      duty: [],
      breach: [],
      meetings: { next: null, underWay: null, held: 0 },
    })
    expect(board.gates.next).toMatchObject({ item: 'morning-tests', tentative: true })
  })
})
