import { describe, expect, it } from 'vitest'
import { boardOf } from '../../src/domain/board/board.ts'
import { calendarItems } from '../../src/domain/board/calendar.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { fromUtf8, utf8 } from '../../src/domain/json.ts'
import { icsFile } from '../../src/export/ics.ts'
import { calendarWords } from '../../src/ui/text/calendar.ts'
import { at, scene } from '../support/scene.ts'

const log = '10111213-1415-4617-9819-1a1b1c1d1e1f'

/** The file of a night as of a time, in unfolded lines, and as it lies. */
function calendar(
  night: ReturnType<typeof scene>,
  now: string,
  mode: 'live' | 'drill' = 'live',
  language: 'ja' | 'en' = 'ja',
) {
  const nowMs = instantMs(at(now))
  const board = boardOf(night.state, new Map(), nowMs)
  const items = calendarItems(board, night.state, mode, calendarWords(night.state, language))
  const raw = fromUtf8(
    icsFile({ name: '引継ぎ', log, sequence: night.state.version, nowMs, items }),
  )!
  const lines = raw.replaceAll('\r\n ', '').split('\r\n')
  const events = lines
    .join('\n')
    .split('BEGIN:VEVENT\n')
    .slice(1)
    .map((text) => {
      const own = text.replaceAll(/BEGIN:VALARM[\s\S]*?END:VALARM\n/g, '')
      const field = (name: string) => new RegExp(`^${name}(;[^:]*)?:(.*)$`, 'm').exec(own)?.[2]
      return { field, alarms: text.match(/^TRIGGER:.*$/gm) ?? [], text }
    })
  return {
    raw,
    lines,
    events,
    of: (uid: string) => events.find((e) => e.field('UID')?.startsWith(uid)),
  }
}

function night(mode: 'live' | 'drill' = 'live') {
  const night = scene(mode)
  night.open('00:31')
  night.say('01:00', {
    do: 'setGate',
    gate: 'a'.repeat(32),
    at: at('06:00'),
    decideBy: at('05:00'),
    care: '与薬; 注射, 点滴\\',
    decide: '紙の指示で出せるか\n二人で照合',
  })
  night.say('01:10', { do: 'planMeeting', at: at('2021-11-01T11:00'), place: '講堂' })
  const open = night.say('01:20', { do: 'note', kind: 'unresolved', body: '予備の回線' })
  night.say('01:21', { do: 'assignEntry', target: open, owner: '情報担当', due: at('03:00') })
  return night
}

describe('the calendar file', () => {
  it('is a calendar in lines of at most 75 octets, ended by CRLF, never cut inside a character', () => {
    const { raw, lines } = calendar(night(), '01:30')
    expect(raw.endsWith('END:VCALENDAR\r\n')).toBe(true)
    for (const line of raw.split('\r\n')) {
      expect(utf8(line).length).toBeLessThanOrEqual(75)
      expect(line).not.toContain('\n')
      expect(line).not.toContain('�')
    }
    expect(raw).toContain('\r\n ')
    expect(lines.slice(0, 5)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//shodo//shodo//JA',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
    ])
    const begun = lines.filter((line) => line.startsWith('BEGIN:')).length
    expect(lines.filter((line) => line.startsWith('END:'))).toHaveLength(begun)
  })

  it('gives moments in UTC with an alarm, and escapes what was typed', () => {
    const gate = calendar(night(), '01:30').of('gate-aaaa')
    expect(gate?.field('DTSTART')).toBe('20211030T210000Z')
    expect(gate?.field('SUMMARY')).toBe('【実動】関所 与薬\\; 注射\\, 点滴\\\\')
    expect(gate?.field('DESCRIPTION')).toBe('紙の指示で出せるか\\n二人で照合')
    expect(gate?.alarms).toEqual(['TRIGGER:-PT30M'])
    const decide = calendar(night(), '01:30').of('decide-aaaa')
    expect(decide?.field('DTSTART')).toBe('20211030T200000Z')
    expect(decide?.alarms).toEqual(['TRIGGER:-PT15M'])
  })

  it('gives the clocks of the law as whole days of Japan, with what is law and what is not', () => {
    const { of } = calendar(night(), '01:30')
    const guide = of('deadline-EX-04-3-')
    expect(guide?.text).toContain('DTSTART;VALUE=DATE:20211102')
    expect(guide?.text).toContain('DTEND;VALUE=DATE:20211103')
    expect(guide?.field('SUMMARY')).toContain('目安3日')
    expect(guide?.field('DESCRIPTION')).toContain('法律の期限ではありません')
    expect(guide?.alarms).toEqual(['TRIGGER:-PT15H', 'TRIGGER:PT9H'])
    const law = of('deadline-EX-08-30-')
    expect(law?.text).toContain('DTSTART;VALUE=DATE:20211129')
    expect(law?.field('DESCRIPTION')).toMatch(/^法の期限です。.*要確認/)
    expect(of('deadline-EX-08-60-')?.text).toContain('20211229')
  })

  it('has the next meeting and what is due', () => {
    const { events } = calendar(night(), '01:30')
    const summaries = events.map((event) => event.field('SUMMARY'))
    expect(summaries).toContain('【実動】対策本部の会議')
    expect(summaries).toContain('【実動】未解決 予備の回線')
  })

  it('rings for no time that is only a guess', () => {
    const { of } = calendar(night(), '01:30')
    const usual = of('gate-morning-tests.')
    expect(usual?.field('SUMMARY')).toBe('【実動】関所 朝の採血・検査（仮）')
    expect(usual?.alarms).toEqual([])
    expect(of('decide-morning-tests.')).toBeUndefined()
  })

  it('leaves out what lies behind', () => {
    const { of, events } = calendar(night(), '2021-11-03T07:00')
    expect(of('deadline-EX-04-3-')).toBeUndefined()
    expect(of('deadline-EX-04-5-')?.field('SUMMARY')).toContain('遅くとも5日')
    expect(of('gate-aaaa')).toBeUndefined()
    expect(events.map((event) => event.field('SUMMARY'))).not.toContain('【実動】対策本部の会議')
  })

  it('keeps the id of a thing and raises its sequence, so that a newer file replaces the older', () => {
    const first = night()
    const before = calendar(first, '01:30').of('gate-aaaa')
    first.say('01:40', {
      do: 'setGate',
      gate: 'a'.repeat(32),
      at: at('07:00'),
      care: '与薬（遅らせる）',
    })
    const after = calendar(first, '01:50').of('gate-aaaa')
    expect(after?.field('UID')).toBe(before?.field('UID'))
    expect(Number(after?.field('SEQUENCE'))).toBeGreaterThan(Number(before?.field('SEQUENCE')))
    expect(after?.field('DTSTART')).toBe('20211030T220000Z')
    const ids = calendar(first, '01:50').events.map((event) => event.field('UID'))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(['ja', 'en'] as const)(
    'says of a drill in every summary that it is one (%s)',
    (language) => {
      const { events } = calendar(night('drill'), '01:30', 'drill', language)
      const mark = language === 'ja' ? '【訓練】' : '【DRILL】'
      expect(events.length).toBeGreaterThan(8)
      for (const event of events) {
        expect(event.field('SUMMARY')?.startsWith(mark)).toBe(true)
        expect(event.field('DESCRIPTION')).toMatch(/訓練の予定です|An item of a drill/)
      }
    },
  )
})
