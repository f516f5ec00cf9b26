import * as v from 'valibot'
import {
  count,
  eventId,
  hash,
  instant,
  occurred,
  short,
  stepId,
  words,
} from '../log/event-fields.ts'

/** `paper`: a chronology, board or form kept on paper and photographed; it always counts as 後記. */
export const fileKinds = ['photo', 'document', 'paper'] as const

/** Photos and other files beside an entry. Their bytes lie apart, found by their hash. */
export const fileSchemas = {
  'file.attached': {
    data: v.object({
      /** SHA-256 of the bytes exactly as they were received. */
      file: hash,
      /** Their number. */
      size: count,
      /** What the device said they are, for example `image/jpeg`; empty when it said nothing. */
      mime: short,
      kind: v.picklist(fileKinds),
      /** The entry it belongs to; null when it stands by itself. */
      target: v.nullable(eventId),
      occurred,
      /** False when there was no room for the bytes: then only hash, size and name are known. */
      kept: v.boolean(),
      /** When the camera says it was taken; a claim of the file. */
      taken: v.optional(instant),
      /** The step on whose card it was attached. */
      step: v.optional(stepId),
    }),
    text: v.object({ name: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
} as const

export type FileKind = (typeof fileKinds)[number]
