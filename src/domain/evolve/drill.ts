import { runTo } from '../drill/clock.ts'
import type { DrillState, InjectState, RunInterval } from '../drill/state.ts'
import type { drillSchemas } from '../events/drill.ts'
import type { Instant } from '../ids.ts'
import type { Known } from '../log/decode.ts'
import type { Entry, EntryShape } from '../log/entry.ts'
import type { Header } from '../log/event.ts'
import { evolveReview } from './review.ts'
import type { LogState } from './state.ts'

/** What kind of line each is in the chronology. */
export const drillShapes = {
  'drill.started': 'drill',
  'drill.ran': 'drillClock',
  'drill.paused': 'drillClock',
  'drill.ended': 'drill',
  'inject.delivered': 'inject',
  'inject.skipped': 'drillClock',
  'inject.repeated': 'drillClock',
  'hint.shown': 'inject',
  'answer.observed': 'review',
  'answer.rated': 'review',
  'review.noted': 'review',
  'improvement.saved': 'review',
  'improvement.settled': 'review',
} as const satisfies Record<keyof typeof drillSchemas, EntryShape>

export type DrillEvent = Extract<Known, { type: keyof typeof drillSchemas }>

export const isDrillEvent = (event: Known): event is DrillEvent =>
  Object.hasOwn(drillShapes, event.type)
type Event<T extends DrillEvent['type']> = Extract<DrillEvent, { type: T }>

/**
 * A delivery by the clock that comes later than this (a stalled screen, a hand that held it) moves
 * what follows with it; one within it does not, so that small delays do not add up.
 */
const lateToleranceMs = 5_000

/** Every event written by the run of the app that drives the drill shows how far its clock had come. */
export function beat(state: LogState, header: Header): void {
  const { drill } = state
  if (!drill?.running || drill.running.boot !== header.boot) return
  drill.clockMs = Math.max(drill.clockMs, runTo(drill.running, header.mono))
}

export function evolveDrill(state: LogState, event: DrillEvent, entry: Entry): void {
  if (event.type === 'drill.started') {
    start(state, event)
    return
  }
  const { drill } = state
  if (drill && !drill.ended && 'clock' in event.data)
    drill.clockMs = Math.max(drill.clockMs, event.data.clock)
  if (evolveReview(state, event, entry) || !drill || drill.ended) return
  const { header } = event
  const { clockMs } = drill
  switch (event.type) {
    case 'drill.ran':
      endRun(drill, clockMs, header.wall, 'changed')
      beginRun(drill, event)
      break
    case 'drill.paused':
      endRun(drill, clockMs, header.wall, event.data.why)
      break
    case 'drill.ended':
      endRun(drill, clockMs, header.wall, 'end')
      drill.ended = { clockMs, why: event.data.why, t: header.t, at: header.wall }
      entry.body = event.text?.reason ?? null
      break
    case 'inject.delivered':
      deliver(drill, event, clockMs)
      break
    case 'inject.skipped':
      skip(drill, event.data.skipped, clockMs, event)
      break
    case 'inject.repeated': {
      const inject = drill.injects.get(event.data.inject)
      if (inject?.status !== 'delivered') break
      inject.repeats++
      drill.showing = inject.inject
      break
    }
    case 'hint.shown': {
      const inject = drill.injects.get(event.data.inject)
      if (inject) inject.hintMs ??= clockMs
      break
    }
  }
}

function start(state: LogState, event: Event<'drill.started'>): void {
  // A real record never becomes a drill, and the first start stands.
  if (state.drill || event.header.mode !== 'drill') return
  const { scenario, cut, startsAt, parts, people } = event.data
  state.drill = {
    scenario,
    cut,
    startsAt: startsAt as Instant,
    parts,
    people,
    cast: event.text?.cast ?? {},
    clockMs: 0,
    story: { t: startsAt as Instant, clockMs: 0 },
    aheadMs: 0,
    running: null,
    pacing: 'clock',
    speed: 100,
    intervals: [],
    injects: new Map(),
    showing: null,
    observations: [],
    ratings: new Map(),
    hotWash: [],
    ended: null,
  }
}

function beginRun(drill: DrillState, { header, data }: Event<'drill.ran'>): void {
  drill.running = {
    boot: header.boot,
    mono: header.mono,
    originMs: header.clock.origin,
    clockMs: drill.clockMs,
    speed: data.speed,
  }
  drill.speed = data.speed
  drill.pacing = data.pacing
  drill.intervals.push({
    fromMs: drill.clockMs,
    toMs: null,
    speed: data.speed,
    pacing: data.pacing,
    startedAt: header.wall,
    endedAt: null,
    ended: null,
  })
}

function endRun(
  drill: DrillState,
  clockMs: number,
  endedAt: Instant,
  ended: RunInterval['ended'],
): void {
  const last = drill.intervals.at(-1)
  if (drill.running && last) Object.assign(last, { toMs: clockMs, endedAt, ended })
  drill.running = null
}

function deliver(drill: DrillState, event: Event<'inject.delivered'>, clockMs: number): void {
  const { inject, at, how, skipped } = event.data
  // Two windows may both have found it due: it was delivered once, by the first.
  if (drill.injects.has(inject)) return
  skip(drill, skipped, clockMs, event)
  const late = clockMs - (at - drill.aheadMs)
  if (how !== 'clock' || late < 0 || late > lateToleranceMs) drill.aheadMs = at - clockMs
  drill.injects.set(inject, injectState(inject, 'delivered', clockMs, event))
  drill.showing = inject
  drill.story = { t: event.header.t, clockMs }
}

function skip(
  drill: DrillState,
  skipped: Event<'inject.skipped'>['data']['skipped'],
  clockMs: number,
  event: Event<'inject.delivered' | 'inject.skipped'>,
): void {
  for (const { inject, why } of skipped)
    if (!drill.injects.has(inject))
      drill.injects.set(inject, { ...injectState(inject, 'skipped', clockMs, event), why })
}

function injectState(
  inject: string,
  status: InjectState['status'],
  clockMs: number,
  event: Event<'inject.delivered' | 'inject.skipped'>,
): InjectState {
  const how = status === 'delivered' && event.type === 'inject.delivered' ? event.data.how : null
  return {
    inject,
    status,
    how,
    why: null,
    clockMs,
    t: event.header.t,
    entry: event.id,
    hintMs: null,
    repeats: 0,
  }
}
