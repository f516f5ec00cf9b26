import * as v from 'valibot'
import { isActId, isDeviceId, isEventId, isHash } from '../ids.ts'
import { isInstant } from '../instant.ts'

/** The forms a field of an event may have; `src/FORMAT.md` (Ids and times) is their specification. */

export const instant = v.pipe(v.string(), v.check(isInstant, 'instant'))
export const eventId = v.pipe(v.string(), v.check(isEventId, 'event id'))
export const deviceId = v.pipe(v.string(), v.check(isDeviceId, 'device id'))
export const opaqueId = v.pipe(v.string(), v.check(isActId, '128-bit id'))
export const hash = v.pipe(v.string(), v.check(isHash, 'hash'))
export const stepId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/))
export const key = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/))
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const words = v.pipe(v.string(), v.maxLength(20_000))
export const short = v.pipe(v.string(), v.maxLength(400))

/** 発生時刻: what the person says. `at` is null when the time is unknown. */
export const occurred = v.pipe(
  v.object({
    at: v.nullable(instant),
    precision: v.picklist(['exact', 'about', 'unknown']),
  }),
  v.check(({ at, precision }) => (at === null) === (precision === 'unknown'), 'a time, or unknown'),
)

export const noText = v.object({})
export const run = { step: stepId, run: v.pipe(count, v.minValue(1)), system: v.nullable(opaqueId) }

/** Grounds of a decision, offered as taps. */
export const bases = [
  'seenMyself',
  'vendorSays',
  'expertSays',
  'rule',
  'patientSafety',
  'noInfo',
] as const
