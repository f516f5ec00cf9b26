import { civilFrom } from '../instant.ts'
import type { TableCell } from './table.ts'

/** A calendar date; the year is null where only month and day are written. */
export interface WrittenDate {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** What a cell says of a time; each part is null where it does not say it. */
export interface WrittenTime {
  readonly date: WrittenDate | null
  /** Milliseconds from midnight; from 24:00 on it means the night that follows the date. */
  readonly ofDay: number | null
  /** Minutes from UTC. */
  readonly offset: number | null
  /** 頃, 約, about. */
  readonly about: boolean
  /** 不明: the person says that the time is not known. */
  readonly unknown: boolean
}

export type TimeProblem =
  | 'unreadable'
  /** 03/04/2021: month or day first. */
  | 'dayOrMonth'
  | 'noSuchTime'

export type ReadTime =
  | { readonly ok: true; readonly time: WrittenTime }
  | { readonly ok: false; readonly problem: TimeProblem }

/** Longer cells hold words, not a time; nothing is tried on them. */
const longest = 80
/** Before this a number is no date of an incident but something else: a time of day, a count. */
const firstYear = 1990
const lastYear = 2199
const hourMs = 3_600_000
const minuteMs = 60_000

const nothing: WrittenTime = {
  date: null,
  ofDay: null,
  offset: null,
  about: false,
  unknown: false,
}

const eras: Readonly<Record<string, number>> = {
  令和: 2018,
  令: 2018,
  R: 2018,
  平成: 1988,
  平: 1988,
  H: 1988,
}

const aboutWords =
  /頃|ごろ|ころ|くらい|ぐらい|前後|約|およそ|≒|^~|\babout\b|\bapprox(?:\.|imately)?|\bca\.?(?=\s|\d)|\baround\b/gi
const unknownWords = /^(?:時刻|時間|日時|詳細)?(?:は)?(?:不明|不詳|未詳|unknown|n\/a|\?+)$/i
const unknownInside = /(?:時刻|時間)?(?:不明|不詳|未詳)|\bunknown\b/gi
/** 10:00〜10:30: it occurred when it began; what is written is kept beside it. */
const until = /^(.*\d.*?)\s*[~\u301c]\s*\d.*$/
const untilDash = /^((?:.*[^\d:])?\d{1,2}:\d{2})\s*-\s*\d{1,2}:\d{2}$/
/** 10:30?, but not 10:3?, whose digit is missing. */
const doubted = /^(.*(?:\d\d|[分時]))\?+$/
const weekday =
  /\(\s*(?:[日月火水木金土](?:曜日?)?(?:[・/]?祝)?|sun|mon|tue|wed|thu|fri|sat)\w*\s*\)|[日月火水木金土]曜日?/gi

/** Reads what a cell says of date and time. Any width, Japanese or ISO, or a number of its program. */
export function readTime(cell: TableCell): ReadTime {
  const kept = ofNumber(cell)
  if (kept) return { ok: true, time: kept }
  if (cell.text.length > longest) return bad('unreadable')
  const written = cell.text
    .normalize('NFKC')
    .replace(/[\u2212\u2010-\u2015]/g, '-')
    .trim()
  if (written === '') return { ok: true, time: nothing }
  if (unknownWords.test(written)) return { ok: true, time: { ...nothing, unknown: true } }
  const about = matches(aboutWords, written) || doubted.test(written)
  const unknown = matches(unknownInside, written)
  const plain = written
    .replace(doubted, '$1')
    .replace(until, '$1')
    .replace(untilDash, '$1')
    .replace(aboutWords, ' ')
    .replace(unknownInside, ' ')
    .replace(weekday, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const dated = takeDate(plain)
  if ('problem' in dated) return bad(dated.problem)
  const timed = takeTimeOfDay(dated.rest)
  if ('problem' in timed) return bad(timed.problem)
  if (dated.date === null && timed.ofDay === null && !unknown) return bad('unreadable')
  const { date } = dated
  const { ofDay, offset } = timed
  return { ok: true, time: { date, ofDay, offset, about, unknown: unknown && ofDay === null } }
}

const bad = (problem: TimeProblem): ReadTime => ({ ok: false, problem })

const matches = (words: RegExp, text: string): boolean => text.search(words) >= 0

/** A number that its program calls a date or a time; whole seconds, because days are fractions there. */
function ofNumber({ local, ofDay }: TableCell): WrittenTime | null {
  if (local !== undefined) {
    const { year, month, day, hour, minute, second } = civilFrom(seconds(local), 0)
    if (year < firstYear) return null
    const at = (hour * 60 + minute) * minuteMs + second * 1000
    // A day of its own is midnight: so its program writes a date alone.
    return { ...nothing, date: { year, month, day }, ofDay: at === 0 ? null : at }
  }
  return ofDay === undefined ? null : { ...nothing, ofDay: seconds(ofDay) }
}

const seconds = (ms: number): number => Math.round(ms / 1000) * 1000

type TakenDate =
  | { readonly date: WrittenDate | null; readonly rest: string }
  | { readonly problem: TimeProblem }

const era =
  /^(令和|平成|令|平|[RH])\s*(元|\d{1,2})\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})\s*日?/i
const yearFirst = /^(\d{4})\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})\s*日?/
const yearLast = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})/
const monthDay = /^(\d{1,2})\s*(?:月\s*(\d{1,2})\s*日|\/\s*(\d{1,2})(?![\d/]))/
const dayAlone = /^\d{1,2}\s*日(?!\d)/
const compact = /^(\d{4})(\d{2})(\d{2})(?=$|\D|\d{4}$|\d{6}$)/

function takeDate(text: string): TakenDate {
  const japanese = era.exec(text)
  if (japanese) {
    const [all, name = '', of, month, day] = japanese
    const start = eras[name] ?? eras[name.toUpperCase()] ?? 0
    return dateOf(start + (of === '元' ? 1 : Number(of)), month, day, text.slice(all.length))
  }
  const whole = yearFirst.exec(text) ?? compact.exec(text)
  if (whole) return dateOf(Number(whole[1]), whole[2], whole[3], text.slice(whole[0].length))
  const abroad = yearLast.exec(text)
  if (abroad) {
    const [all, a, b, year] = abroad
    const [first, second] = [Number(a), Number(b)]
    if (first <= 12 && second <= 12 && first !== second) return { problem: 'dayOrMonth' }
    const [month, day] = first > 12 ? [b, a] : [a, b]
    return dateOf(Number(year), month, day, text.slice(all.length))
  }
  const short = monthDay.exec(text)
  if (short) return dateOf(null, short[1], short[2] ?? short[3], text.slice(short[0].length))
  // The month is not said, and a wrong one would be a wrong day.
  if (dayAlone.test(text)) return { problem: 'unreadable' }
  return { date: null, rest: text }
}

function dateOf(
  year: number | null,
  monthText: string | undefined,
  dayText: string | undefined,
  rest: string,
): TakenDate {
  const [month, day] = [Number(monthText), Number(dayText)]
  if (year !== null && (year < firstYear || year > lastYear)) return { problem: 'noSuchTime' }
  // A year that is not written may be a leap year.
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year ?? 2000, month))
    return { problem: 'noSuchTime' }
  return { date: { year, month, day }, rest: rest.replace(/^[\sT,]+/i, '') }
}

export const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

type TakenTime =
  | { readonly ofDay: number | null; readonly offset: number | null }
  | { readonly problem: TimeProblem }

const halves = '(am|pm|a\\.m\\.|p\\.m\\.'
const colons = new RegExp(
  `^${halves}|午前|午後)?\\s*(\\d{1,2})\\s*:\\s*(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*${halves})?$`,
  'i',
)
const kanji = /^(午前|午後)?\s*(\d{1,2})\s*時\s*(?:(半)|(\d{1,2})\s*分?\s*(?:(\d{1,2})\s*秒)?)?$/
const digits = /^(\d{1,2})(\d{2})(\d{2})?$/
const zone = /\s*(?:(Z|UTC|GMT|JST)|([+-])(\d{2}):?(\d{2}))$/i
/** A minus needs seconds before it: 10:30-11:00 is a span. */
const withSeconds = /:\d{2}:\d{2}/

function takeTimeOfDay(given: string): TakenTime {
  let text = given.trim()
  if (text === '') return { ofDay: null, offset: null }
  if (text === '正午') return { ofDay: 12 * hourMs, offset: null }
  let offset: number | null = null
  const zoned = zone.exec(text)
  if (zoned && (zoned[2] !== '-' || withSeconds.test(text.slice(0, zoned.index)))) {
    const minutes = Number(zoned[3]) * 60 + Number(zoned[4])
    const named = zoned[1]?.toUpperCase()
    offset = named ? (named === 'JST' ? 540 : 0) : zoned[2] === '-' ? -minutes : minutes
    if (Math.abs(offset) > 14 * 60) return { problem: 'noSuchTime' }
    text = text.slice(0, zoned.index)
  }
  const said = saidOf(text)
  if (!said) return { problem: 'unreadable' }
  const mark = said.mark.toLowerCase().replaceAll('.', '')
  const afternoon = mark === '午後' || mark === 'pm'
  const morning = mark === '午前' || mark === 'am'
  const { minute, second, ms } = said
  let { hour } = said
  if ((afternoon || morning) && hour > 12) return { problem: 'noSuchTime' }
  if (afternoon && hour < 12) hour += 12
  if (morning && hour === 12) hour = 0
  // 25:30 is half past one of the following night, as wards and stations write it.
  if (hour > 29 || minute > 59 || second > 59) return { problem: 'noSuchTime' }
  return { ofDay: hour * hourMs + minute * minuteMs + second * 1000 + ms, offset }
}

interface Said {
  readonly mark: string
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
}

function saidOf(text: string): Said | null {
  const bare = digits.exec(text)
  if (bare) {
    const [, hour, minute, second] = bare
    return said('', hour, minute, second)
  }
  const colon = colons.exec(text)
  if (colon) {
    const [, before, hour, minute, second, part, after] = colon
    return said(before ?? after, hour, minute, second, part)
  }
  const spoken = kanji.exec(text)
  if (!spoken) return null
  const [, mark, hour, halfPast, minute, second] = spoken
  return said(mark, hour, halfPast ? '30' : minute, second)
}

const said = (mark = '', hour = '0', minute = '0', second = '0', part = ''): Said => ({
  mark,
  hour: Number(hour),
  minute: Number(minute),
  second: Number(second),
  ms: Number(part.slice(0, 3).padEnd(3, '0')),
})
