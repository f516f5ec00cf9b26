import { dayMs, jstDay, jstOffsetMinutes, minuteMs } from './instant.ts'

/**
 * The next time the clock in Japan shows what was typed as `0410`, `410` or `4:10` (any width),
 * counted from `fromMs`. Null while it is no time of day.
 */
export function nextTimeOfDay(typed: string, fromMs: number): number | null {
  const time = timeOfDayFrom(typed)
  if (time === null) return null
  const today = timeOnDay(jstDay(fromMs), time)
  return today > fromMs ? today : today + dayMs
}

/** `HH:MM` of what was typed as `0410`, `410` or `4:10`, in any width; null while it is no time. */
export function timeOfDayFrom(typed: string): string | null {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(typed.normalize('NFKC').trim())
  if (!match) return null
  const [hour, minute] = [Number(match[1]), Number(match[2])]
  return hour > 23 || minute > 59 ? null : `${`${hour}`.padStart(2, '0')}:${match[2]}`
}

/** The instant of a time of day (`HH:MM`) on a Japanese day numbered as by `jstDay`. */
export function timeOnDay(day: number, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return day * dayMs + (hour * 60 + minute - jstOffsetMinutes) * minuteMs
}
