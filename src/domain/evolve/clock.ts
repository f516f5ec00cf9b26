import { instantMs } from '../instant.ts'
import type { Known } from '../log/decode.ts'
import type { Header } from '../log/event.ts'
import { aheadOf } from './clock-check.ts'
import type { LogState } from './state.ts'

/** A clock that drifted this far from the monotonic one within one run of the app was set. */
const driftDoubtMs = 60_000
/** A clock may run back this far between two entries without being doubted. */
const backwardsMs = 2_000

/** From now on this device's entries rest on the comparison. */
export function noteCheck(state: LogState, event: Extract<Known, { type: 'clock.checked' }>): void {
  const { device, wall } = event.header
  const { shown, reference, source, uncertainty } = event.data
  state.clockChecks.set(event.id, {
    ...{ id: event.id, device, at: wall, source },
    ...{ aheadMs: aheadOf(shown, reference), uncertaintyMs: uncertainty },
  })
  state.clockCheck.set(device, event.id)
}

/**
 * True when the device's clock was set during this run of the app, or ran back since its last entry.
 * A recorded sleep is no doubt: the monotonic clock may stand still in it. Neither is an act that
 * failed at first: it carries the moment it was made, at which both clocks stood earlier.
 */
export function trackClock(state: LogState, header: Header): boolean {
  const wallMs = instantMs(header.wall)
  const driftMs = wallMs - (header.clock.origin + header.mono)
  const last = state.clocks.get(header.device)
  const sameBoot = last?.boot === header.boot
  const madeBefore = sameBoot && header.mono < last.mono
  const slept = sameBoot && header.type === 'clock.gap' && driftMs > last.driftMs
  const moved = sameBoot && !slept && !madeBefore && Math.abs(driftMs - last.driftMs) > driftDoubtMs
  const back = last !== undefined && !madeBefore && wallMs < last.wallMs - backwardsMs
  const doubt = moved || back || (sameBoot && last.doubt)
  state.clocks.set(header.device, {
    wallMs: madeBefore ? last.wallMs : wallMs,
    mono: madeBefore ? last.mono : header.mono,
    boot: header.boot,
    driftMs: sameBoot && !slept ? last.driftMs : driftMs,
    doubt,
  })
  return doubt
}
