import * as v from 'valibot'
import { eventId, hash, noText, occurred, short, words } from '../log/event-fields.ts'

/** How a check number left the building. */
export const anchorMeans = ['photo', 'paper', 'fax', 'phone', 'mail', 'file'] as const

/** 128 hex digits: a device's signature over the text of a checkpoint. */
const signature = v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/))

const checkpoint = {
  /** SHA-256 of the checkpoint's text. */
  checkpoint: hash,
  /** Its ends of chains, by their ids, sorted. */
  heads: v.array(eventId),
}

/** Checkpoints that somebody else keeps or vouches for. */
export const anchorSchemas = {
  /** Somebody outside received a checkpoint: its QR code, its sheet or its digits. */
  'anchor.made': {
    data: v.object({
      ...checkpoint,
      means: v.nullable(v.picklist(anchorMeans)),
      occurred,
      sig: v.optional(signature),
    }),
    text: v.object({ to: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
  /** Another device has everything the checkpoint covers, and signed it too. */
  'anchor.cosigned': { data: v.object({ ...checkpoint, sig: signature }), text: noText },
} as const

export type AnchorMeans = (typeof anchorMeans)[number]
