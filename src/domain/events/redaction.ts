import * as v from 'valibot'
import { eventId, short, words } from '../log/event-fields.ts'

/** Why words are blacked out of files that leave the device. */
export const redactionReasons = ['personal', 'security', 'other'] as const
/** On what basis words are erased where they were recorded. */
export const erasureBases = ['personal', 'mistake', 'order', 'law', 'other'] as const

const said = v.object({ reason: v.optional(words), by: v.optional(short) })
/** Events whose texts are meant: an event's text has one hash, so it stays or goes as a whole. */
const targets = v.pipe(v.array(eventId), v.minLength(1))

/** Words that were typed and that others are not to read. Data, and so the position, never change. */
export const redactionSchemas = {
  /** From now on these texts are left out of redacted copies; with `why` null no longer. */
  'entry.redacted': {
    data: v.object({ targets, why: v.nullable(v.picklist(redactionReasons)) }),
    text: said,
  },
  /** These texts were erased on the device that writes this, in the same transaction. */
  'entry.erased': {
    data: v.object({ targets, basis: v.picklist(erasureBases) }),
    text: said,
  },
} as const

export type RedactionReason = (typeof redactionReasons)[number]
export type ErasureBasis = (typeof erasureBases)[number]
