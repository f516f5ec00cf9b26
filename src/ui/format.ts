import { civilFrom, instantMs, jstDay, minuteMs } from '../domain/instant.ts'
import type { Language } from '../domain/ports.ts'

/** Every time a person reads is written here: Japan time, 24 hours, whatever zone the device is in. */

const two = (n: number): string => String(n).padStart(2, '0')
const weekdays = { ja: '日月火水木金土', en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }

function withWeekday(text: string, weekday: number, language: Language): string {
  const day = weekdays[language][weekday] ?? ''
  return language === 'ja' ? `${text}（${day}）` : `${text} (${day})`
}

/** `03:10` */
export function clockTime(ms: number): string {
  const { hour, minute } = civilFrom(ms)
  return `${two(hour)}:${two(minute)}`
}

/** `2025-11-21` */
export function isoDate(ms: number): string {
  const { year, month, day } = civilFrom(ms)
  return `${year}-${two(month)}-${two(day)}`
}

/** `2025-11-21（金）` / `2025-11-21 (Fri)` */
export function date(ms: number, language: Language): string {
  return withWeekday(isoDate(ms), civilFrom(ms).weekday, language)
}

/** `11/21（金）` / `11/21 (Fri)` */
export function shortDate(ms: number, language: Language): string {
  const { month, day, weekday } = civilFrom(ms)
  return withWeekday(`${month}/${day}`, weekday, language)
}

/** `2025-11-21（金）14:05` */
export const dateTime = (ms: number, language: Language): string =>
  `${date(ms, language)}${language === 'ja' ? '' : ' '}${clockTime(ms)}`

/** `14:05` today, `11/20（木）14:05` otherwise. */
export const timeNear = (ms: number, nowMs: number, language: Language): string =>
  jstDay(ms) === jstDay(nowMs)
    ? clockTime(ms)
    : `${shortDate(ms, language)}${language === 'ja' ? '' : ' '}${clockTime(ms)}`

/** `14:05` today, `11/20 14:05` otherwise: where many stand below one another. */
export function briefTime(ms: number, nowMs: number): string {
  if (jstDay(ms) === jstDay(nowMs)) return clockTime(ms)
  const { month, day } = civilFrom(ms)
  return `${month}/${day} ${clockTime(ms)}`
}

/** `2時間40分`, `41分`, `3日4時間` / `2 h 40 min` */
export function duration(ms: number, language: Language): string {
  const minutes = Math.max(0, Math.floor(Math.abs(ms) / minuteMs))
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor(minutes / 60) % 24
  const rest = minutes % 60
  if (language === 'ja') {
    if (days > 0) return `${days}日${hours}時間`
    return hours > 0 ? `${hours}時間${String(rest).padStart(2, '0')}分` : `${rest}分`
  }
  if (days > 0) return `${days} d ${hours} h`
  return hours > 0 ? `${hours} h ${String(rest).padStart(2, '0')} min` : `${rest} min`
}

export const timeOf = (instant: string): string => clockTime(instantMs(instant))
