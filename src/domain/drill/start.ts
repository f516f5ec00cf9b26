import type { Instant } from '../ids.ts'
import {
  civilFrom,
  dayMs,
  instantFrom,
  instantMs,
  jstDay,
  jstOffsetMinutes,
  minuteMs,
} from '../instant.ts'
import type { CastPart, Scenario, Weekday } from './scenario.ts'

const weekdays: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
]

/** Story time T+0: the newest day of the scenario's weekday on which its hour has passed, in Japan. */
export function startOf(scenario: Scenario, now: Instant): Instant {
  const nowMs = instantMs(now)
  const { weekday, minute } = scenario.start
  const today = jstDay(nowMs) * dayMs - jstOffsetMinutes * minuteMs
  const back = (civilFrom(nowMs).weekday - weekdays.indexOf(weekday) + 7) % 7
  const start = today - back * dayMs + minute * minuteMs
  return instantFrom(start > nowMs ? start - 7 * dayMs : start)
}

/** A part, and the parts its player also speaks for. */
export interface Dealt {
  readonly part: CastPart
  readonly also: readonly CastPart[]
}

/** Deals the parts to so many people: the first ones get one each, the others follow their `else`. */
export function dealParts(scenario: Scenario, people: number): readonly Dealt[] {
  const { cast } = scenario
  const dealt = new Set(cast.slice(0, Math.max(1, people)).map(({ id }) => id))
  const playerOf = (part: CastPart): string => {
    const seen = new Set<string>()
    for (let at: CastPart | undefined = part; at && !seen.has(at.id); ) {
      if (dealt.has(at.id)) return at.id
      seen.add(at.id)
      const next: string | undefined = at.else
      at = cast.find(({ id }) => id === next)
    }
    return cast[0]?.id ?? part.id
  }
  return cast
    .filter(({ id }) => dealt.has(id))
    .map((part) => ({
      part,
      also: cast.filter((other) => other.id !== part.id && playerOf(other) === part.id),
    }))
}
