import type { Instant } from './ids.ts'
import { dayMs, instantFrom, instantMs, isInstant } from './instant.ts'

const withDay = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?[T\s]+(.+)$/
const timeOnly = /^(\d{1,2})[:時]?(\d{2})(?:[:分]?(\d{2})秒?)?分?$/

/**
 * What the clock of a found device shows, as a person types it: `0312`, `03:12:07`, `2021/10/31 3:12`,
 * in half or full width. Without a day it is the one that brings it closest to `referenceMs`. Read as a
 * time of Japan; null while it is none.
 */
export function shownTime(typed: string, referenceMs: number): Instant | null {
  const text = typed.normalize('NFKC').trim()
  const dated = withDay.exec(text)
  const time = timeOnly.exec(dated?.[4]?.trim() ?? text)
  if (!time || (!dated && text.length < 4)) return null
  const two = (part: string | undefined): string => (part ?? '0').padStart(2, '0')
  const clock = `${two(time[1])}:${two(time[2])}:${two(time[3])}.000+09:00`
  const on = (day: string): Instant | null => {
    const instant = `${day}T${clock}`
    return isInstant(instant) ? instant : null
  }
  if (dated) return on(`${dated[1]}-${two(dated[2])}-${two(dated[3])}`)
  const today = on(instantFrom(referenceMs).slice(0, 10))
  if (today === null) return null
  const apart = instantMs(today) - referenceMs
  const days = apart > dayMs / 2 ? -1 : apart < -dayMs / 2 ? 1 : 0
  return instantFrom(instantMs(today) + days * dayMs)
}
