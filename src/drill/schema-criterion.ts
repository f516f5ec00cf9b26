import * as v from 'valibot'
import {
  callResults,
  certainties,
  meansOfNews,
  noteKinds,
  outcomes,
} from '../domain/events/events.ts'
import { FilledSchema, MemberIdSchema, rule, StepIdSchema } from '../runbook/schema-parts.ts'

/** Story time: `0:30` after the detection, or `D3 09:00`, the third day at nine. */
export const StoryTimeSchema = v.pipe(
  v.string(),
  v.regex(/^(?:\d{1,3}:[0-5]\d|D[1-9]\d{0,2} (?:[01]\d|2[0-3]):[0-5]\d)$/, rule('story-time')),
)

const PercentSchema = v.pipe(
  v.number(),
  v.integer(rule('percent')),
  v.minValue(1, rule('percent')),
  v.maxValue(100, rule('percent')),
)
export const CountSchema = v.pipe(
  v.number(),
  v.integer(rule('count')),
  v.minValue(0, rule('count')),
)
/** Groups of words: one of each group must be said. */
const SaysSchema = v.array(v.pipe(v.array(FilledSchema), v.minLength(1)))

const KeptSchema = v.array(
  v.picklist(['by', 'body', 'reason', 'basis', 'spokeTo', 'number', 'answered']),
)

const asked = {
  not: v.exactOptional(v.boolean()),
  until: v.exactOptional(StoryTimeSchema),
}
const kept = { with: v.exactOptional(KeptSchema) }

const leaves = [
  v.strictObject({
    is: v.literal('step'),
    step: StepIdSchema,
    outcome: v.exactOptional(v.picklist(outcomes)),
    items: v.exactOptional(v.array(CountSchema)),
    ...kept,
    ...asked,
  }),
  v.strictObject({
    is: v.literal('branch'),
    step: StepIdSchema,
    branches: v.pipe(v.array(MemberIdSchema), v.minLength(1)),
    ...kept,
    ...asked,
  }),
  v.strictObject({
    is: v.literal('matrix'),
    step: StepIdSchema,
    rows: v.pipe(v.array(MemberIdSchema), v.minLength(1)),
    ...kept,
    ...asked,
  }),
  v.strictObject({
    is: v.literal('call'),
    contact: MemberIdSchema,
    result: v.exactOptional(v.picklist(callResults)),
    ...kept,
    ...asked,
  }),
  v.strictObject({
    is: v.literal('note'),
    kind: v.exactOptional(v.picklist(noteKinds)),
    means: v.exactOptional(v.picklist(meansOfNews)),
    certainty: v.exactOptional(v.picklist(certainties)),
    patientSafety: v.exactOptional(v.boolean()),
    says: v.exactOptional(SaysSchema),
    ...asked,
  }),
  v.strictObject({
    is: v.literal('sign'),
    sign: v.picklist(['success', 'redFlag']),
    about: MemberIdSchema,
    ...asked,
  }),
  v.strictObject({
    is: v.literal('amended'),
    how: v.picklist(['corrected', 'resolved', 'texted', 'late']),
    says: v.exactOptional(SaysSchema),
    ...asked,
  }),
  v.strictObject({
    is: v.literal('complete'),
    sample: v.pipe(CountSchema, v.minValue(1, rule('positive'))),
    percent: PercentSchema,
    ...asked,
  }),
  v.strictObject({ is: v.literal('prompt'), percent: PercentSchema, ...asked }),
  v.strictObject({
    is: v.literal('handed'),
    step: StepIdSchema,
    item: CountSchema,
    ...asked,
  }),
] as const

const LeafSchema = v.variant('is', leaves)
const LeavesSchema = v.pipe(v.array(LeafSchema), v.minLength(1))

/** One level deep on purpose: a rule nobody can say in a sentence is no rule for a drill. */
export const CriterionSchema = v.variant('is', [
  ...leaves,
  v.strictObject({ is: v.literal('all'), of: LeavesSchema }),
  v.strictObject({ is: v.literal('any'), of: LeavesSchema }),
  v.strictObject({ is: v.literal('before'), first: LeafSchema, second: LeafSchema }),
])

export type LeafFile = v.InferOutput<typeof LeafSchema>
export type CriterionFile = v.InferOutput<typeof CriterionSchema>
