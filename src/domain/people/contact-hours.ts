import type { Hours } from '../flow/runbook.ts'
import { civilFrom } from '../instant.ts'

/** Whether somebody answers now. Public holidays are not known here: see the hours' own text. */
export type Reach = 'open' | 'closed' | 'unknown'

export function reachNow(hours: Hours, nowMs: number): Reach {
  if (hours.kind === 'always') return 'open'
  const from = minutesOf(hours.from)
  const to = minutesOf(hours.to)
  if (hours.kind === 'unknown' || from === null || to === null) return 'unknown'
  const { hour, minute, weekday } = civilFrom(nowMs)
  const now = hour * 60 + minute
  const worked = (day: number): boolean => hours.kind === 'daily' || (day >= 1 && day <= 5)
  if (from < to) return worked(weekday) && now >= from && now < to ? 'open' : 'closed'
  // Past midnight: the small hours belong to the day before.
  const evening = worked(weekday) && now >= from
  const morning = worked((weekday + 6) % 7) && now < to
  return evening || morning ? 'open' : 'closed'
}

/** 22:00 to 06:00 in Japan: the hours in which offices are not rung without need. */
export function isNight(nowMs: number): boolean {
  const { hour } = civilFrom(nowMs)
  return hour >= 22 || hour < 6
}

function minutesOf(time: string | undefined): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(time ?? '')
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}
