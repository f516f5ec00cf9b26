import { standingLines } from '../chronology/standing-lines.ts'
import type { LogState } from '../evolve/state.ts'
import type { Text } from '../flow/runbook.ts'
import type { DeviceId, Instant } from '../ids.ts'
import { instantMs } from '../instant.ts'
import { evaluate, type Item, type Verdict } from './evaluate.ts'
import { courseOf } from './plan.ts'
import type { Night, NightValue } from './scenario.ts'

/** A drill that was carried to an end, with what was measured in it. */
export interface PastDrill {
  readonly log: string
  /** Another device began it and its record was taken in; it may be another hospital's. */
  readonly elsewhere: boolean
  /** When it began, by the device. */
  readonly at: Instant
  readonly scenario: { readonly id: string; readonly title: Text }
  readonly minutes: number
  readonly items: readonly Item[]
}

/** One criterion over the drills, the oldest first. */
export interface Series {
  readonly id: string
  readonly title: Text
  /** The scenario it belongs to; null for what is measured in every one. */
  readonly scenario: Text | null
  readonly points: readonly {
    readonly drill: PastDrill
    readonly verdict: Verdict
    /** Story time until it was done; null where it was not. */
    readonly tookMs: number | null
    /** Story time there was for it; null without a target. */
    readonly targetMs: number | null
  }[]
  /** What was published of real nights about it, the oldest first. */
  readonly nights: readonly { readonly night: Night; readonly value: NightValue }[]
}

/** What a log shows as a past drill to the device `mine`; null for one that is none, or that nobody ended. */
export function pastDrill(log: string, state: LogState, mine: DeviceId): PastDrill | null {
  const course = courseOf(state)
  const at = course?.drill.intervals[0]?.startedAt
  if (!course?.drill.ended || !at) return null
  const { scenario, drill } = course
  const evaluation = evaluate(state, scenario)
  if (!evaluation) return null
  const [begun] = standingLines(state, 'drill.started')
  return {
    log,
    elsewhere: begun?.entry.device !== mine,
    at,
    scenario: { id: scenario.id, title: scenario.title },
    minutes: scenario.cuts.find(({ id }) => id === drill.cut)?.minutes ?? 0,
    items: evaluation.objectives.flatMap(({ items }) => items),
  }
}

/**
 * Every criterion that has a time or a target, over the drills. What belongs to one scenario's injects
 * is comparable once that scenario was played twice; measures are comparable everywhere.
 */
export function seriesOf(drills: readonly PastDrill[]): readonly Series[] {
  const ordered = [...drills].sort((a, b) => instantMs(a.at) - instantMs(b.at))
  const found = new Map<string, Series>()
  for (const drill of ordered)
    for (const item of drill.items) {
      if (item.verdict === 'open' || (item.due === null && item.tookMs === null)) continue
      const id = item.of === 'measure' ? item.id : `${drill.scenario.id}/${item.id}`
      const before = found.get(id)
      found.set(id, {
        id,
        title: item.title,
        scenario: item.of === 'measure' ? null : drill.scenario.title,
        points: [
          ...(before?.points ?? []),
          {
            drill,
            verdict: item.verdict,
            tookMs: item.tookMs,
            targetMs: item.due && item.due.dueMs - item.due.fromMs,
          },
        ],
        nights: [...(item.nights.length > 0 ? item.nights : (before?.nights ?? []))].sort((a, b) =>
          a.night.date < b.night.date ? -1 : 1,
        ),
      })
    }
  return [...found.values()].filter(
    ({ scenario, points }) => scenario === null || points.length > 1,
  )
}
