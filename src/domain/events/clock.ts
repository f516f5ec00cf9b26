import * as v from 'valibot'
import { count, instant, noText, short } from '../log/event-fields.ts'

/** What a device's clock was compared with: the speaking clock 117, a radio clock, something else. */
export const clockSources = ['speakingClock', 'radioClock', 'other'] as const

/** What befell the clock of the device that writes, and how far off it was. */
export const clockSchemas = {
  'clock.jumped': { data: v.object({ from: instant, to: instant }), text: noText },
  'clock.gap': { data: v.object({ from: instant, to: instant }), text: noText },
  /** At one moment the device's clock showed `shown` and the other one `reference`. */
  'clock.checked': {
    data: v.object({
      shown: instant,
      reference: instant,
      source: v.picklist(clockSources),
      /** Milliseconds: the reference may be off by so much either way. */
      uncertainty: count,
    }),
    text: v.object({ by: v.optional(short) }),
  },
} as const

export type ClockSource = (typeof clockSources)[number]
