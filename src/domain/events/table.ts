import * as v from 'valibot'
import { count, hash, short } from '../log/event-fields.ts'

/**
 * Where a line stood in a chronology that was kept elsewhere: the SHA-256 of the file as it was chosen,
 * and sheet and row, both from 1 as its own program counts them (a CSV has one sheet).
 */
export const tableRow = v.object({
  file: hash,
  sheet: v.pipe(count, v.minValue(1)),
  row: v.pipe(count, v.minValue(1)),
})

export const tableRowText = {
  /** The file's name. */
  file: v.optional(short),
  /** The sheet's name; a CSV has none. */
  sheet: v.optional(short),
  /** The time exactly as the table writes it. */
  when: v.optional(short),
  /** What the table itself names as its source for this row. */
  origin: v.optional(short),
}

export type TableRow = v.InferOutput<typeof tableRow>
