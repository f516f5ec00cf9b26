import { dayMs, jstDay, jstOffsetMinutes, minuteMs } from './instant.ts'

/**
 * The next time the clock in Japan shows what was typed as `0410`, `410` or `4:10` (any width),
 * counted from `fromMs`. Null while it is no time of day.
 */
export function nextTimeOfDay(typed: string, fromMs: number): number | null {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(typed.normalize('NFKC').trim())
  if (!match) return null
  const hour = Number(match[1])
  const minute = Number(match[2])
  if (hour > 23 || minute > 59) return null
  const midnight = jstDay(fromMs) * dayMs - jstOffsetMinutes * minuteMs
  const today = midnight + (hour * 60 + minute) * minuteMs
  return today > fromMs ? today : today + dayMs
}
