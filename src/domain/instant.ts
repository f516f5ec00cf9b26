import type { Instant } from './ids.ts'

/**
 * Instants as text with their offset, and as milliseconds since 1970 (UTC) for arithmetic.
 * Written out here because opening a log parses two of them for every entry and the general
 * parsers cost more than the rest of the fold.
 */

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})([+-])(\d{2}):(\d{2})$/

export const minuteMs = 60_000
export const dayMs = 86_400_000
/** Japan has had one offset and no summer time since 1952. */
export const jstOffsetMinutes = 540

/** Days since 1970-01-01 of a proleptic Gregorian date. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
  /** 0 = Sunday. */
  readonly weekday: number
}

/** The calendar date and time of `ms` at an offset from UTC in minutes (Japan: 540). */
export function civilFrom(ms: number, offsetMinutes: number = jstOffsetMinutes): Civil {
  const local = ms + offsetMinutes * minuteMs
  const days = Math.floor(local / dayMs)
  const rest = local - days * dayMs
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / minuteMs) % 60,
    second: Math.floor(rest / 1000) % 60,
    ms: rest % 1000,
    weekday: (((days + 4) % 7) + 7) % 7,
  }
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)

/** The instant of `ms` written at an offset from UTC in minutes. */
export function instantFrom(ms: number, offsetMinutes: number = jstOffsetMinutes): Instant {
  const c = civilFrom(ms, offsetMinutes)
  const year = `${c.year}`.padStart(4, '0')
  const sign = offsetMinutes < 0 ? '-' : '+'
  const offset = Math.abs(offsetMinutes)
  return `${year}-${two(c.month)}-${two(c.day)}T${two(c.hour)}:${two(c.minute)}:${two(c.second)}.${`${c.ms}`.padStart(3, '0')}${sign}${two(Math.floor(offset / 60))}:${two(offset % 60)}` as Instant
}

let lastText = ''
let lastMs = Number.NaN

/**
 * Milliseconds since 1970 of an instant; NaN when the text is not one. The last answer is kept:
 * an entry recorded now carries one instant three times, and a fold asks for each of them.
 */
export function instantMs(text: string): number {
  if (text !== lastText) {
    lastMs = parsedMs(text)
    lastText = text
  }
  return lastMs
}

function parsedMs(text: string): number {
  const m = pattern.exec(text)
  if (!m) return Number.NaN
  const n = (i: number): number => Number(m[i])
  const [month, day, hour, minute, second] = [n(2), n(3), n(4), n(5), n(6)]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(n(1), month)) return Number.NaN
  if (hour > 23 || minute > 59 || second > 59 || n(9) > 23 || n(10) > 59) return Number.NaN
  const offset = (n(9) * 60 + n(10)) * (m[8] === '-' ? -1 : 1)
  return (
    daysFromCivil(n(1), month, day) * dayMs +
    ((hour * 60 + minute - offset) * 60 + second) * 1000 +
    n(7)
  )
}

export const isInstant = (text: string): text is Instant => !Number.isNaN(instantMs(text))

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Number of the Japanese calendar day that `ms` falls on (days since 1970-01-01 in Asia/Tokyo). */
export const jstDay = (ms: number): number => Math.floor((ms + jstOffsetMinutes * minuteMs) / dayMs)

/** The last millisecond of a Japanese calendar day numbered as by {@link jstDay}. */
export const endOfJstDay = (day: number): number =>
  (day + 1) * dayMs - jstOffsetMinutes * minuteMs - 1
