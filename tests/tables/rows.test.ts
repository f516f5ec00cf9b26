import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostRows } from '../../src/domain/commands/table.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { guessMapping, isTimesketch, withRole } from '../../src/domain/table/columns.ts'
import { type JudgedRows, judgeRows, type TimeBase } from '../../src/domain/table/rows.ts'
import type { Sheet } from '../../src/domain/table/table.ts'

const sheet = (...rows: readonly (readonly string[])[]): Sheet => ({
  name: null,
  rows: rows.map((cells) => cells.map((text) => ({ text }))),
})

const base: TimeBase = {
  day: { year: 2021, month: 10, day: 31 },
  offset: 540,
  nextDay: false,
  nowMs: instantMs('2021-12-31T00:00:00.000+09:00'),
}

const judge = (
  table: Sheet,
  more: Partial<TimeBase> = {},
  known: readonly number[] = [],
): JudgedRows => judgeRows(table, guessMapping(table), { ...base, ...more }, new Set(known))

/** Good rows as `row time body`, bad ones as `row cell problem`. */
const lines = ({ good, bad }: JudgedRows): string[] => [
  ...good.map(
    ({ row, occurred, body, remarks }) =>
      `${row} ${occurred.at?.slice(0, 16) ?? '-'} ${occurred.precision} ${body}${remarks.length ? ` [${remarks.join()}]` : ''}`,
  ),
  ...bad.map(({ row, cell, problem }) => `${row} ${cell ?? '-'} ${problem}`),
]

describe('the columns are guessed from their headings', () => {
  it.each([
    [
      ['日時', '内容', '担当'],
      ['time', 'what', 'by'],
    ],
    [
      ['No', '日付', '時刻', '発', '受', '内容', '備考'],
      [null, 'date', 'time', 'from', 'to', 'what', 'detail'],
    ],
    [
      ['Ｎｏ.', '発生時刻（JST）', '出来事', '記録者', '情報源'],
      [null, 'time', 'what', 'by', 'origin'],
    ],
    [
      ['Date', 'Time', 'Event', 'Who', 'Source'],
      ['date', 'time', 'what', 'by', 'origin'],
    ],
    [
      ['message', 'timestamp', 'datetime', 'timestamp_desc', 'tag'],
      ['what', null, 'time', 'detail', null],
    ],
    [
      [
        '発生時刻（日本時間）',
        '発生時刻 ISO',
        '精度',
        '記録時刻 ISO（端末の時差）',
        '内容',
        '本文',
      ],
      [null, 'time', 'precision', null, 'what', 'what'],
    ],
  ])('%j', (heads, roles) => {
    const table = sheet(
      ['半田病院 経過表'],
      [],
      heads,
      heads.map(() => 'x'),
    )
    expect(guessMapping(table)).toEqual({ heading: 3, roles })
  })

  it('and without headings from what stands in them', () => {
    const table = sheet(
      ['1', '10/31 0:30', 'プリンタが英文を印刷', 'A'],
      ['2', '10/31 0:45', '電源を確認', 'B'],
    )
    expect(guessMapping(table)).toEqual({ heading: 0, roles: [null, 'time', 'what', null] })
  })

  it('a role that one column has is taken from it; words may come from several', () => {
    const mapping = guessMapping(sheet(['日時', '内容', 'いつか']))
    expect(withRole(mapping, 2, 'time').roles).toEqual([null, 'what', 'time'])
    expect(withRole(mapping, 2, 'what').roles).toEqual(['time', 'what', 'what'])
  })
})

describe('rows become lines of the chronology', () => {
  it('with words put together, who, from, to, source, and the time as it was written', () => {
    const table = sheet(
      ['日時', '内容', '備考', '発', '受', '記録者', '出典'],
      [
        'R3.10.31 0時30分頃',
        'プリンタが\r\n英文を印刷',
        '3階',
        '病棟',
        '当直',
        '山田',
        'ホワイトボード写真1',
      ],
    )
    expect(judge(table).good).toMatchObject([
      {
        row: 2,
        occurred: { at: '2021-10-31T00:30:00.000+09:00', precision: 'about' },
        when: 'R3.10.31 0時30分頃',
        body: 'プリンタが\n英文を印刷（3階）',
        from: '病棟',
        to: '当直',
        by: '山田',
        origin: 'ホワイトボード写真1',
        remarks: [],
      },
    ])
  })

  it('a date stands for the rows below it; a year that is not written is the nearest', () => {
    const table = sheet(
      ['日付', '時刻', '内容'],
      ['10月31日', '0:30', 'a'],
      ['', '0:45', 'b'],
      ['1/2', '9:00', 'c'],
      ['', '25:10', 'd'],
    )
    expect(lines(judge(table, { nowMs: instantMs('2022-03-01T00:00:00.000+09:00') }))).toEqual([
      '2 2021-10-31T00:30 exact a [year]',
      '3 2021-10-31T00:45 exact b [dayAbove]',
      '4 2022-01-02T09:00 exact c [year]',
      '5 2022-01-03T01:10 exact d [dayAbove]',
    ])
  })

  it('a time that goes back over midnight is not guessed at, until a person says what it means', () => {
    const table = sheet(
      ['時刻', '内容'],
      ['23:50', 'a'],
      ['0:10', 'b'],
      ['0:05', 'c'],
      ['1:00', 'd'],
    )
    const day = { year: 2021, month: 10, day: 30 }
    expect(lines(judge(table, { day }))).toEqual([
      '2 2021-10-30T23:50 exact a [baseDay]',
      '3 A3 wentBack',
      '4 A4 wentBack',
      '5 A5 wentBack',
    ])
    expect(lines(judge(table, { day, nextDay: true }))).toEqual([
      '2 2021-10-30T23:50 exact a [baseDay]',
      '3 2021-10-31T00:10 exact b [baseDay,nextDay]',
      '4 2021-10-31T00:05 exact c [dayAbove]',
      '5 2021-10-31T01:00 exact d [dayAbove]',
    ])
  })

  it('an unknown time is unknown, and its row is taken', () => {
    const table = sheet(['日時', '内容'], ['不明', 'a'], ['10/31 時刻不明', 'b'])
    expect(lines(judge(table))).toEqual(['2 - unknown a', '3 - unknown b'])
  })

  it.each([
    ['', 'noTime', 'A2'],
    ['2021/10/31', 'dateOnly', 'A2'],
    ['03/04/2021 1:00', 'dayOrMonth', 'A2'],
    ['2021/02/30 1:00', 'noSuchTime', 'A2'],
    ['朝一番', 'unreadable', 'A2'],
    ['2022/10/31 0:30', 'future', 'A2'],
  ])('the time 「%s」 keeps its row out: %s', (time, problem, cell) => {
    const table = sheet(['日時', '内容'], [time, 'a'])
    expect(judge(table)).toMatchObject({ good: [], bad: [{ row: 2, cell, value: time, problem }] })
  })

  it('so do words that are missing or too long, and more rows than are taken at once', () => {
    const table = sheet(
      ['日時', '内容', '担当'],
      ['10/31 0:30', '', ''],
      ['10/31 0:30', 'あ'.repeat(20_001), ''],
      ['10/31 0:30', 'a', 'あ'.repeat(401)],
    )
    expect(lines(judge(table))).toEqual(['2 B2 noWords', '3 B3 tooLong', '4 C4 tooLong'])
    const many = sheet(
      ['日時', '内容'],
      ...Array.from({ length: mostRows + 1 }, () => ['10/31 0:30', 'a']),
    )
    const judged = judge(many)
    expect(judged.good).toHaveLength(mostRows)
    expect(judged.bad).toMatchObject([{ row: mostRows + 2, problem: 'tooMany' }])
  })

  it('rows that were taken in before, and empty ones, are counted apart', () => {
    const table = sheet(['日時', '内容'], ['10/31 0:30', 'a'], [], ['10/31 0:31', 'b'])
    expect(judge(table, {}, [2])).toMatchObject({
      good: [{ row: 4 }],
      bad: [],
      known: [2],
      blank: 1,
    })
  })

  it('a Timesketch file has its times in UTC where they carry no offset', () => {
    const table = sheet(
      ['message', 'datetime', 'timestamp_desc'],
      ['logon', '2021-10-30T15:30:00.123456+00:00', 'Logon Time'],
      ['logoff', '2021-10-30 16:00:00', 'Logoff Time'],
      ['cut', '2021-10-31T01:10:00+09:00', '発生時刻'],
    )
    expect(isTimesketch(table, guessMapping(table))).toBe(true)
    expect(lines(judge(table, { offset: 0 }))).toEqual([
      '2 2021-10-31T00:30 exact logon（Logon Time）',
      '3 2021-10-31T01:00 exact logoff（Logoff Time） [zone]',
      '4 2021-10-31T01:10 exact cut（発生時刻）',
    ])
  })

  it('every row below the heading is good, bad, known or blank, and only once', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        '10/31 0:30',
        '0:45',
        '23:50',
        '不明',
        '内容',
        '日時',
        'x',
        "'=1",
        '__proto__',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 20 }),
        fc.boolean(),
        (rows, nextDay) => {
          const table = sheet(...rows)
          const mapping = guessMapping(table)
          const judged = judgeRows(table, mapping, { ...base, nextDay }, new Set([3, 4]))
          const seen = [...judged.good, ...judged.bad].map(({ row }) => row).concat(judged.known)
          expect(new Set(seen).size).toBe(seen.length)
          expect(seen.length + judged.blank).toBe(Math.max(0, rows.length - mapping.heading))
          for (const { occurred, body } of judged.good) {
            expect(body.trim()).not.toBe('')
            expect(occurred.at === null).toBe(occurred.precision === 'unknown')
          }
        },
      ),
    )
  })
})
