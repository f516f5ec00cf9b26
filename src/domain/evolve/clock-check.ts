import type { ClockSource } from '../events/clock.ts'
import type { DeviceId, EventId, Instant } from '../ids.ts'
import { instantMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import type { LogState } from './state.ts'

/** A comparison of a device's clock with another one. */
export interface ClockCheck {
  readonly id: EventId
  readonly device: DeviceId
  readonly at: Instant
  /** Milliseconds by which the device is ahead of the reference; below 0: behind. */
  readonly aheadMs: number
  readonly uncertaintyMs: number
  readonly source: ClockSource
}

/** The comparison an entry's own times rest on; null where there was none before it. */
export function checkOf({ event }: Entry, state: LogState): ClockCheck | null {
  const id = event.kind === 'damaged' ? null : event.header.clock.check
  return id === null ? null : (state.clockChecks.get(id as EventId) ?? null)
}

/** The words of an offset. */
export interface ClockWords {
  readonly source: Record<ClockSource, string>
  /** Seconds, above 0 ahead of the reference. */
  readonly offset: (source: string, seconds: number, uncertainty: number) => string
  /** The same without the doubt. */
  readonly apart: (source: string, seconds: number) => string
}

export const offsetText = (
  { source, aheadMs, uncertaintyMs }: Pick<ClockCheck, 'source' | 'aheadMs' | 'uncertaintyMs'>,
  words: ClockWords,
): string =>
  words.offset(
    words.source[source],
    Math.round(aheadMs / 1000),
    Math.max(1, Math.ceil(uncertaintyMs / 1000)),
  )

export const aheadOf = (shown: string, reference: string): number =>
  instantMs(shown) - instantMs(reference)

/**
 * The moment the reference announced, where the person only says that it did: the nearest whole step
 * (10 s of the speaking clock, a minute of a radio clock) to what the device shows.
 */
export const nearestStep = (shownMs: number, stepMs: number): number =>
  Math.round(shownMs / stepMs) * stepMs
