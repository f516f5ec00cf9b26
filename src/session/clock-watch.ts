import type { Instant } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import type { Clock } from '../domain/ports.ts'

export interface ClockChange {
  readonly what: 'jumped' | 'gap'
  readonly from: Instant
  readonly to: Instant
}

/** Clocks that part by less are taken as one: the system corrects its clock in small steps. */
const toleranceMs = 5_000

/**
 * Watches the device's clock against the monotonic one. A difference that appears while the page
 * was awake is a clock that was set (`jumped`); one that appears over a sleep may be the monotonic
 * clock standing still (`gap`).
 */
export class ClockWatch {
  readonly #clock: Clock
  #wall: Instant
  #mono: number
  #slept = false
  readonly #changes: { readonly change: ClockChange; readonly mono: number }[] = []

  constructor(clock: Clock) {
    this.#clock = clock
    this.#wall = clock.wall()
    this.#mono = clock.mono()
  }

  /** Told when the page was hidden or frozen. */
  sleep(): void {
    this.#slept = true
  }

  /** Compares with the sample before. Null when the clocks agree. */
  sample(): ClockChange | null {
    const from = this.#wall
    const to = this.#clock.wall()
    const mono = this.#clock.mono()
    const ahead = instantMs(to) - instantMs(from) - (mono - this.#mono)
    const slept = this.#slept
    this.#wall = to
    this.#mono = mono
    this.#slept = false
    if (Math.abs(ahead) <= toleranceMs) return null
    const change = { what: slept && ahead > 0 ? 'gap' : 'jumped', from, to } as const
    this.#changes.push({ change, mono })
    return change
  }

  /** The changes of this run of the app seen after the monotonic clock stood at `mono`. */
  changesAfter(mono: number): readonly ClockChange[] {
    return this.#changes.filter((seen) => seen.mono > mono).map(({ change }) => change)
  }
}
