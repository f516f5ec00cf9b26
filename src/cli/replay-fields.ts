import * as v from 'valibot'
import { instantFrom } from '../domain/instant.ts'

/** Parts that many acts of a replay share. */

export const text = v.strictObject({ ja: v.string(), en: v.string() })
/** ISO 8601 with offset, to the minute or finer; read into the record's own form (Japan). */
export const time = v.pipe(
  v.string(),
  v.check(
    (value) => !Number.isNaN(Date.parse(value)) && /([+-]\d\d:\d\d|Z)$/.test(value),
    'a time with its offset, such as 2021-10-31T00:30:00+09:00',
  ),
  v.transform((value) => instantFrom(Date.parse(value))),
)
export const occurred = v.strictObject({
  at: v.nullable(time),
  precision: v.picklist(['exact', 'about', 'unknown']),
})
export const common = {
  recorded: time,
  device: v.string(),
  /** Role of the person who acted; the scribe records for everyone else. */
  by: v.optional(v.string()),
  /** A name by which a later act can refer to this one. */
  label: v.optional(v.string()),
}
