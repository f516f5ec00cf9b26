import { toHex } from '../domain/ids.ts'
import { instantFrom } from '../domain/instant.ts'
import type { Clock, Random } from '../domain/ports.ts'

/**
 * The device's clocks, as they are: `wall` may jump when someone sets it, `mono` may stand still
 * while the device sleeps. Recording both is what lets a reader notice either.
 */
export function deviceClock(random: Random): Clock {
  return {
    wall() {
      const now = new Date()
      return instantFrom(now.getTime(), -now.getTimezoneOffset())
    },
    mono: () => Math.max(0, Math.round(performance.now())),
    origin: Math.round(performance.timeOrigin),
    boot: toHex(random.bytes(16)),
  }
}
