import * as v from 'valibot'
import type { Rule } from './rules.ts'

/** Names the rule in place of a message; `wording.ts` turns the name into words. */
export const rule = (name: Rule): Rule => name

/** Without flags: JSON Schema patterns have none. */
const filled = v.pipe(v.string(), v.regex(/\S/, rule('filled')))

export const FilledSchema = filled
export const TextSchema = v.strictObject({ ja: filled, en: filled })
export const TextListSchema = v.array(TextSchema)
export const FilledTextListSchema = v.pipe(v.array(TextSchema), v.minLength(1))

export const IdSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, rule('id')))
/** For members of a list: roles are written `safety_lead`. */
export const MemberIdSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]*$/, rule('member-id')))
export const StepIdSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{2}-(?:D?\d{1,2}|\d{2})$/, rule('step-id')),
)
export const VersionSchema = v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, rule('version')))
export const DateSchema = v.pipe(v.string(), v.isoDate(rule('date')))
export const TimeSchema = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, rule('time')))
export const PositiveSchema = v.pipe(
  v.number(),
  v.integer(rule('positive')),
  v.minValue(1, rule('positive')),
)

export const SourceSchema = v.strictObject({
  ref: TextSchema,
  confidence: v.picklist(['official', 'secondary', 'field', 'inferred']),
  seen: v.picklist(['seen', 'recalled', 'uncertain']),
  asOf: DateSchema,
  note: v.exactOptional(TextSchema),
})
