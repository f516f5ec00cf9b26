import type { Instant } from '../ids.ts'
import { instantFrom, instantMs } from '../instant.ts'
import type { DrillState, RunAnchor } from './state.ts'

/** A reading of one run of the app's monotonic clock. */
export interface MonoReading {
  readonly boot: string
  readonly mono: number
  /** Unix ms at which `mono` was 0. */
  readonly origin: number
}

/**
 * The drill clock is the sum of the runs. A set wall clock does not move it, a stopped app does not
 * either: only the monotonic clock of the run that started it counts.
 */
export function clockAt(drill: DrillState, now: MonoReading): number {
  const { running } = drill
  if (!running || now.boot !== running.boot) return drill.clockMs
  return Math.max(drill.clockMs, runTo(running, now.mono))
}

/** What a second window shows meanwhile: the two clocks are compared as well as they can be. */
export function followedClock(drill: DrillState, now: MonoReading): number {
  const { running } = drill
  if (!running || now.boot === running.boot) return clockAt(drill, now)
  return Math.max(drill.clockMs, runTo(running, now.origin + now.mono - running.originMs))
}

/** The drill clock when the running app's monotonic clock reads `mono`. */
export function runTo(anchor: RunAnchor, mono: number): number {
  return anchor.clockMs + Math.floor((Math.max(0, mono - anchor.mono) * anchor.speed) / 100)
}

/** The story's time when the drill clock stands at `clockMs`. */
export function storyAt(drill: DrillState, clockMs: number): Instant {
  const { t, clockMs: then } = drill.story
  return instantFrom(instantMs(t) + Math.max(0, clockMs - then))
}

/** The sum of the runs that have ended. */
export const runTime = (drill: DrillState): number =>
  drill.intervals.reduce((sum, { fromMs, toMs }) => sum + ((toMs ?? fromMs) - fromMs), 0)
