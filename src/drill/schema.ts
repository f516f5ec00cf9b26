import * as v from 'valibot'
import { meansOfNews } from '../domain/events/events.ts'
import {
  DateSchema,
  FilledTextListSchema,
  IdSchema,
  MemberIdSchema,
  PositiveSchema,
  rule,
  SourceSchema,
  StepIdSchema,
  TextListSchema,
  TextSchema,
  TimeSchema,
  VersionSchema,
} from '../runbook/schema-parts.ts'
import { CountSchema, CriterionSchema, StoryTimeSchema } from './schema-criterion.ts'

/**
 * The authored files of drills, as `runbooks/scenarios/README.md` describes them. What a schema cannot
 * say (references, the order of injects) is in the `check-*.ts` files, so that all of this can be
 * turned into JSON Schema.
 */

/** Drill time, `1:30`: minutes and seconds from the start. */
const DrillTimeSchema = v.pipe(v.string(), v.regex(/^\d{1,3}:[0-5]\d$/, rule('drill-time')))

const head = {
  id: IdSchema,
  version: VersionSchema,
  asOf: DateSchema,
}

const TargetSchema = v.variant('is', [
  v.strictObject({ is: v.literal('flow'), step: StepIdSchema }),
  v.strictObject({ is: v.literal('minutes'), minutes: PositiveSchema, source: SourceSchema }),
  v.strictObject({ is: v.literal('inject'), inject: MemberIdSchema, minutes: PositiveSchema }),
  v.strictObject({ is: v.literal('gate'), gate: MemberIdSchema, minutesBefore: CountSchema }),
])

const MeasureSchema = v.strictObject({
  id: MemberIdSchema,
  title: TextSchema,
  check: CriterionSchema,
  target: v.exactOptional(TargetSchema),
  steps: v.exactOptional(v.array(StepIdSchema)),
})

const ExchangesSchema = v.pipe(
  v.array(v.strictObject({ who: TextSchema, says: TextSchema })),
  v.minLength(1),
)

const drawn = <T extends string>(kind: T) =>
  v.strictObject({ kind: v.literal(kind), title: TextSchema, lines: FilledTextListSchema })

const ArtefactSchema = v.variant('kind', [
  drawn('ransomNote'),
  drawn('sign'),
  drawn('screen'),
  drawn('card'),
  v.strictObject({
    kind: v.literal('callScript'),
    title: TextSchema,
    exchanges: ExchangesSchema,
  }),
  v.strictObject({
    kind: v.literal('slip'),
    title: TextSchema,
    rows: v.pipe(v.array(v.strictObject({ label: TextSchema, value: TextSchema })), v.minLength(1)),
  }),
])

const SignSchema = v.strictObject({ about: v.exactOptional(MemberIdSchema), text: TextSchema })

const ExpectedSchema = v.strictObject({
  id: MemberIdSchema,
  do: TextSchema,
  objective: MemberIdSchema,
  steps: v.exactOptional(v.array(StepIdSchema)),
  check: v.exactOptional(CriterionSchema),
  target: v.exactOptional(TargetSchema),
  flag: v.exactOptional(v.boolean()),
})

const InjectSchema = v.strictObject({
  id: MemberIdSchema,
  time: StoryTimeSchema,
  at: v.record(v.string(), DrillTimeSchema),
  from: TextSchema,
  to: TextSchema,
  means: v.picklist(meansOfNews),
  read: TextSchema,
  artefact: v.exactOptional(ArtefactSchema),
  expect: v.pipe(v.array(ExpectedSchema), v.minLength(1)),
  hint: v.exactOptional(v.strictObject({ after: DrillTimeSchema, text: TextSchema })),
  redFlag: v.exactOptional(SignSchema),
  success: v.exactOptional(SignSchema),
  question: v.exactOptional(TextSchema),
  when: v.exactOptional(CriterionSchema),
  gaps: v.exactOptional(TextListSchema),
  standard: v.exactOptional(v.picklist(['director-absent', 'vendor-reboot'])),
  source: SourceSchema,
})

export const ScenarioFileSchema = v.strictObject({
  format: v.literal('shodo/scenario/v1'),
  ...head,
  title: TextSchema,
  summary: TextSchema,
  runbook: IdSchema,
  start: v.strictObject({
    weekday: v.picklist([
      'sunday',
      'monday',
      'tuesday',
      'wednesday',
      'thursday',
      'friday',
      'saturday',
    ]),
    time: TimeSchema,
  }),
  cuts: v.pipe(
    v.array(v.strictObject({ id: MemberIdSchema, title: TextSchema, minutes: PositiveSchema })),
    v.minLength(1),
  ),
  basis: v.pipe(
    v.array(v.strictObject({ title: TextSchema, source: SourceSchema })),
    v.minLength(1),
  ),
  rules: FilledTextListSchema,
  cast: v.pipe(
    v.array(
      v.strictObject({
        id: MemberIdSchema,
        title: TextSchema,
        roles: v.pipe(v.array(MemberIdSchema), v.minLength(1)),
        brief: TextSchema,
        else: v.exactOptional(MemberIdSchema),
      }),
    ),
    v.minLength(1),
  ),
  gates: v.exactOptional(
    v.array(v.strictObject({ id: MemberIdSchema, title: TextSchema, time: StoryTimeSchema })),
  ),
  objectives: v.pipe(
    v.array(
      v.strictObject({
        id: MemberIdSchema,
        title: TextSchema,
        cuts: v.exactOptional(v.array(MemberIdSchema)),
        measures: v.exactOptional(v.array(MemberIdSchema)),
      }),
    ),
    v.minLength(1),
  ),
  calls: v.exactOptional(
    v.array(v.strictObject({ contact: MemberIdSchema, exchanges: ExchangesSchema })),
  ),
  injects: v.pipe(v.array(InjectSchema), v.minLength(1)),
})

/** What can be measured on a runbook, with the targets it has no deadline for. */
export const MeasuresFileSchema = v.strictObject({
  format: v.literal('shodo/measures/v1'),
  ...head,
  runbook: IdSchema,
  measures: v.pipe(v.array(MeasureSchema), v.minLength(1)),
})

/** What was published of real nights, measure by measure. */
export const NightsFileSchema = v.strictObject({
  format: v.literal('shodo/nights/v1'),
  ...head,
  nights: v.pipe(
    v.array(
      v.strictObject({
        id: MemberIdSchema,
        title: TextSchema,
        date: DateSchema,
        values: v.pipe(
          v.array(
            v.strictObject({
              measure: MemberIdSchema,
              minutes: v.exactOptional(CountSchema),
              inForce: v.exactOptional(v.boolean()),
              text: TextSchema,
              source: SourceSchema,
            }),
          ),
          v.minLength(1),
        ),
      }),
    ),
    v.minLength(1),
  ),
})

export type ScenarioFile = v.InferOutput<typeof ScenarioFileSchema>
export type InjectFile = ScenarioFile['injects'][number]
export type ExpectedFile = v.InferOutput<typeof ExpectedSchema>
export type TargetFile = v.InferOutput<typeof TargetSchema>
export type MeasuresFile = v.InferOutput<typeof MeasuresFileSchema>
export type MeasureFile = v.InferOutput<typeof MeasureSchema>
export type NightsFile = v.InferOutput<typeof NightsFileSchema>
