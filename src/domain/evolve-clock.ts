import { aheadOf } from './clock-check.ts'
import type { Known } from './decode.ts'
import type { LogState } from './state.ts'

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
