import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantFrom, instantMs } from '../../src/domain/instant.ts'
import { readTime } from '../../src/domain/table/time.ts'

/** What a cell says, short: date, time, offset, and whether it is 頃 or 不明. */
function said(text: string): string {
  const read = readTime({ text })
  if (!read.ok) return read.problem
  const { date, ofDay, offset, about, unknown } = read.time
  const two = (n: number): string => `${n}`.padStart(2, '0')
  return [
    date ? `${date.year ?? '----'}-${two(date.month)}-${two(date.day)}` : '',
    ofDay === null
      ? ''
      : [
          two(Math.floor(ofDay / 3_600_000)),
          two(Math.floor(ofDay / 60_000) % 60),
          ...(ofDay % 60_000 ? [two(Math.floor(ofDay / 1000) % 60)] : []),
        ].join(':'),
    offset === null ? '' : `${offset}`,
    about ? '頃' : '',
    unknown ? '不明' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

describe('times as Japanese tables write them', () => {
  it.each([
    ['2021/10/31 0:30', '2021-10-31 00:30'],
    ['2021-10-31 00:30:15', '2021-10-31 00:30:15'],
    ['2021-10-31T00:30:00+09:00', '2021-10-31 00:30 540'],
    ['2021-10-30T15:30:00Z', '2021-10-30 15:30 0'],
    ['2021-10-30 15:30:00-05:00', '2021-10-30 15:30 -300'],
    ['2021.10.31 0:30', '2021-10-31 00:30'],
    ['２０２１／１０／３１　０：３０', '2021-10-31 00:30'],
    ['2021年10月31日 0時30分', '2021-10-31 00:30'],
    ['2021年10月31日（日）午前0時30分頃', '2021-10-31 00:30 頃'],
    ['令和3年10月31日 0時30分', '2021-10-31 00:30'],
    ['令和元年5月1日 9時', '2019-05-01 09:00'],
    ['R3.10.31 0:30', '2021-10-31 00:30'],
    ['Ｒ３/10/31　0:30', '2021-10-31 00:30'],
    ['平成31年4月30日 23:59', '2019-04-30 23:59'],
    ['10月31日0時30分', '-----10-31 00:30'],
    ['10/31 0:30', '-----10-31 00:30'],
    ['10/31(日) 0:30', '-----10-31 00:30'],
    ['20211031 0030', '2021-10-31 00:30'],
    ['202110310030', '2021-10-31 00:30'],
    ['31/12/2021 10:00', '2021-12-31 10:00'],
    ['0:30', '00:30'],
    ['0030', '00:30'],
    ['午後3時半', '15:30'],
    ['午前12時5分', '00:05'],
    ['3:00 PM', '15:00'],
    ['正午', '12:00'],
    ['25:30', '25:30'],
    ['約10:30', '10:30 頃'],
    ['10:30?', '10:30 頃'],
    ['10:00～10:30', '10:00'],
    ['10:30-11:00', '10:30'],
    ['2021/10/31 10:00〜11:00頃', '2021-10-31 10:00 頃'],
    ['不明', '不明'],
    ['時刻不明', '不明'],
    ['10/31 不明', '-----10-31 不明'],
    ['2021/10/31', '2021-10-31'],
    ['', ''],
  ])('%s is %s', (text, wanted) => {
    expect(said(text)).toBe(wanted)
  })

  it.each([
    ['03/04/2021 10:00', 'dayOrMonth'],
    ['2021/2/29 10:00', 'noSuchTime'],
    ['2021/13/1 10:00', 'noSuchTime'],
    ['1021/10/31 0:30', 'noSuchTime'],
    ['10:61', 'noSuchTime'],
    ['31:00', 'noSuchTime'],
    ['31日 10:00', 'unreadable'],
    ['10:3?', 'unreadable'],
    ['1?:30', 'unreadable'],
    ['10', 'unreadable'],
    ['1635607800000', 'unreadable'],
    ['朝', 'unreadable'],
    ['プリンタが英文を印刷', 'unreadable'],
    ['9'.repeat(500), 'unreadable'],
  ])('%s is not guessed at: %s', (text, problem) => {
    expect(said(text)).toBe(problem)
  })

  it('any minute, written in any of these ways, is read back as it was', () => {
    const minute = fc
      .integer({ min: instantMs('1995-01-01T00:00:00.000+09:00') / 60_000, max: 6e7 })
      .map((n) => instantFrom(n * 60_000))
    fc.assert(
      fc.property(minute, fc.nat(5), (at, form) => {
        const [, y, m, d, h, min] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(at)!
        const n = (text: string | undefined): number => Number(text)
        const written = [
          `${y}/${n(m)}/${n(d)} ${n(h)}:${min}`,
          `${y}年${n(m)}月${n(d)}日${n(h)}時${n(min)}分`,
          `${y}-${m}-${d}T${h}:${min}:00`,
          `${y}${m}${d}${h}${min}`,
          `${y}.${m}.${d} ${h}${min}`,
          `${n(m)}/${n(d)}/${y} ${h}:${min}`,
        ][form]!
        if (form === 5 && n(d) <= 12) return
        expect(said(written)).toBe(`${y}-${m}-${d} ${h}:${min}`)
      }),
    )
  })
})
