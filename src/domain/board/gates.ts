import { standingLines } from '../chronology/standing-lines.ts'
import type { LogState } from '../evolve/state.ts'
import type { Instant } from '../ids.ts'
import { dayMs, instantFrom, instantMs, jstDay, minuteMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import { timeOnDay } from '../time-of-day.ts'
import type { RhythmItem } from './rhythm.ts'
import { type ServiceRow, serviceRows } from './services.ts'

/** A gate (関所): care that comes at a time, and what must be decided before it comes. */
export interface Gate {
  readonly id: string
  /** Set by a person, of the hospital's day, or the time at which a function is looked at again. */
  readonly from: 'hand' | 'rhythm' | 'review'
  readonly atMs: number
  readonly decideByMs: number | null
  readonly service: string | null
  /** The item of the rhythm it comes from. */
  readonly item: string | null
  /** The hospital's own words; null where the item's own name says it. */
  readonly care: string | null
  readonly decide: string | null
  readonly entry: Entry | null
  readonly tentative: boolean
}

export interface Gates {
  /** Came and went without a word that it was settled; a usual day's own are not counted as that. */
  readonly overdue: readonly Gate[]
  readonly next: Gate | null
  readonly later: readonly Gate[]
}

/** How far ahead the usual day is looked at. */
const aheadMs = dayMs

/** What comes next: gates set by hand, the hospital's day, and functions due for a second look. */
export function gatesOf(
  state: LogState,
  rhythm: readonly RhythmItem[],
  nowMs: number,
  services: readonly ServiceRow[] = serviceRows(state),
): Gates {
  const hand = new Map<string, Gate>()
  const settled = new Set<string>()
  for (const { entry, event } of standingLines(state, 'gate.set', 'gate.settled')) {
    const { gate } = event.data
    if (event.type === 'gate.settled') {
      settled.add(gate)
      continue
    }
    // Set once more, it waits again.
    settled.delete(gate)
    const { at, decideBy, service } = event.data
    hand.set(gate, {
      id: gate,
      from: 'hand',
      atMs: instantMs(at),
      decideByMs: decideBy === null ? null : instantMs(decideBy),
      service,
      item: null,
      care: event.text?.care ?? null,
      decide: entry.body,
      entry,
      tentative: false,
    })
  }
  const ahead = rhythm.flatMap((item) => occurrences(item, nowMs))
  const all = [
    ...hand.values(),
    ...ahead.filter((gate) => !hand.has(gate.id)),
    ...services.flatMap(reviewOf),
  ]
    .filter((gate) => !settled.has(gate.id))
    .sort((a, b) => a.atMs - b.atMs || (a.decideByMs ?? a.atMs) - (b.decideByMs ?? b.atMs))
  const coming = all.filter((gate) => gate.atMs >= nowMs)
  return {
    overdue: all.filter((gate) => gate.atMs < nowMs),
    next: coming[0] ?? null,
    later: coming.slice(1),
  }
}

/** The item on each day between now and a day ahead, in Japan. */
function occurrences(item: RhythmItem, nowMs: number): readonly Gate[] {
  const gates: Gate[] = []
  for (let day = jstDay(nowMs); day <= jstDay(nowMs + aheadMs); day++) {
    const atMs = timeOnDay(day, item.at)
    if (!item.days.includes((day + 4) % 7) || atMs < nowMs || atMs > nowMs + aheadMs) continue
    gates.push({
      id: `${item.item}.${instantFrom(atMs).slice(0, 10)}`,
      from: 'rhythm',
      atMs,
      decideByMs: item.lead > 0 ? atMs - item.lead * minuteMs : null,
      service: item.service,
      item: item.item,
      care: item.name,
      decide: item.decide,
      entry: null,
      tentative: item.tentative,
    })
  }
  return gates
}

function reviewOf({ service, now }: ServiceRow): readonly Gate[] {
  if (!now?.reviewAt) return []
  return [
    {
      id: `review.${now.entry.id.slice(0, 32)}`,
      from: 'review',
      atMs: instantMs(now.reviewAt),
      decideByMs: null,
      service,
      item: null,
      care: null,
      decide: null,
      entry: now.entry,
      tentative: false,
    },
  ]
}

export const instantOfGate = (gate: Gate): Instant => instantFrom(gate.atMs)
