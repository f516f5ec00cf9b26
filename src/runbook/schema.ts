import * as v from 'valibot'
import { serviceLevels, systemStates } from '../domain/events/events.ts'
import {
  DateSchema,
  FilledSchema,
  FilledTextListSchema,
  IdSchema,
  MemberIdSchema,
  PositiveSchema,
  SourceSchema,
  StepIdSchema,
  TextListSchema,
  TextSchema,
  TimeSchema,
  VersionSchema,
} from './schema-parts.ts'

/**
 * The authored files, as `runbooks/README.md` describes them. The order of the entries is the key
 * order of the compiled JSON. What a schema cannot say (references, the graph, which lengths go
 * together) is in the `check-*.ts` files, so that all of this can be turned into JSON Schema.
 */

const TitledSchema = v.strictObject({ id: MemberIdSchema, title: TextSchema })

const ValueSchema = v.strictObject({
  id: MemberIdSchema,
  title: TextSchema,
  level: v.exactOptional(v.picklist(serviceLevels)),
})

const DeadlineSchema = v.strictObject({
  from: v.picklist(['detection', 'opened', 'ordered', 'breach.knownAt', 'wall']),
  hard: v.exactOptional(v.boolean()),
  minutes: v.exactOptional(PositiveSchema),
  hours: v.exactOptional(PositiveSchema),
  days: v.exactOptional(v.pipe(v.array(PositiveSchema), v.minLength(1))),
  band: v.exactOptional(v.strictObject({ fromDay: PositiveSchema, toDay: PositiveSchema })),
  everyMonths: v.exactOptional(PositiveSchema),
  text: v.exactOptional(TextSchema),
})

const StepIdsSchema = v.array(StepIdSchema)

const stepHead = {
  id: StepIdSchema,
  phase: MemberIdSchema,
  lane: MemberIdSchema,
  role: MemberIdSchema,
  title: TextSchema,
  why: TextSchema,
}

const stepTail = {
  dont: v.exactOptional(TextListSchema),
  record: FilledTextListSchema,
  evidence: v.exactOptional(TextListSchema),
  contacts: v.exactOptional(v.array(MemberIdSchema)),
  deadline: v.exactOptional(DeadlineSchema),
  source: SourceSchema,
  done: v.exactOptional(TextSchema),
  note: v.exactOptional(TextSchema),
  join: v.exactOptional(v.literal('all')),
  per: v.exactOptional(v.literal('system')),
  systemState: v.exactOptional(v.picklist(systemStates)),
  closing: v.exactOptional(v.boolean()),
}

const BranchSchema = v.strictObject({
  id: MemberIdSchema,
  when: TextSchema,
  next: v.exactOptional(StepIdsSchema),
  again: v.exactOptional(StepIdsSchema),
  safe: v.exactOptional(v.boolean()),
  services: v.exactOptional(
    v.record(MemberIdSchema, v.pipe(v.array(v.picklist(serviceLevels)), v.minLength(1))),
  ),
})

const decisionParts = {
  criteria: v.exactOptional(TextListSchema),
  options: v.exactOptional(TextListSchema),
  branches: v.pipe(v.array(BranchSchema), v.minLength(1)),
  ends: v.exactOptional(StepIdsSchema),
}

const TaskStepSchema = v.strictObject({
  type: v.exactOptional(v.literal('step')),
  ...stepHead,
  do: FilledTextListSchema,
  ...stepTail,
  next: v.exactOptional(StepIdsSchema),
  again: v.exactOptional(StepIdsSchema),
})

const DecisionStepSchema = v.strictObject({
  type: v.literal('decision'),
  ...stepHead,
  do: v.exactOptional(TextListSchema),
  ...stepTail,
  ...decisionParts,
})

const MatrixStepSchema = v.strictObject({
  type: v.literal('matrix'),
  ...stepHead,
  do: v.exactOptional(TextListSchema),
  ...stepTail,
  ...decisionParts,
  matrix: v.strictObject({
    rows: v.pipe(v.array(TitledSchema), v.minLength(1)),
    values: v.pipe(v.array(ValueSchema), v.minLength(1)),
  }),
})

export const RunbookFileSchema = v.strictObject({
  format: v.literal('shodo/runbook/v1'),
  id: IdSchema,
  version: VersionSchema,
  asOf: DateSchema,
  title: TextSchema,
  summary: TextSchema,
  entries: v.strictObject({ incident: StepIdSchema, readiness: StepIdSchema }),
  phases: v.pipe(v.array(TitledSchema), v.minLength(1)),
  lanes: v.pipe(
    v.array(v.strictObject({ id: MemberIdSchema, letter: TextSchema, title: TextSchema })),
    v.minLength(1),
  ),
  roles: v.pipe(v.array(TitledSchema), v.minLength(1)),
  steps: v.pipe(
    v.array(v.variant('type', [TaskStepSchema, DecisionStepSchema, MatrixStepSchema])),
    v.minLength(1),
  ),
})

const ChannelSchema = v.strictObject({
  kind: v.picklist(['phone', 'mail', 'web']),
  value: FilledSchema,
  label: v.exactOptional(TextSchema),
})

const OpeningHoursSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('always'), text: TextSchema }),
  v.strictObject({ kind: v.literal('daily'), from: TimeSchema, to: TimeSchema, text: TextSchema }),
  v.strictObject({
    kind: v.literal('weekdays'),
    from: TimeSchema,
    to: TimeSchema,
    text: TextSchema,
  }),
  v.strictObject({ kind: v.literal('unknown'), text: TextSchema }),
])

export const ContactsFileSchema = v.strictObject({
  format: v.literal('shodo/contacts/v1'),
  asOf: DateSchema,
  contacts: v.array(
    v.strictObject({
      id: MemberIdSchema,
      kind: v.picklist(['national', 'own']),
      night: v.exactOptional(v.boolean()),
      name: TextSchema,
      purpose: TextSchema,
      channels: v.exactOptional(v.array(ChannelSchema)),
      hours: OpeningHoursSchema,
      atHand: v.exactOptional(TextListSchema),
      source: SourceSchema,
      verify: v.exactOptional(v.boolean()),
      caution: v.exactOptional(TextSchema),
    }),
  ),
})

export type RunbookFile = v.InferOutput<typeof RunbookFileSchema>
export type StepFile = RunbookFile['steps'][number]
export type BranchFile = v.InferOutput<typeof BranchSchema>
export type DeadlineFile = v.InferOutput<typeof DeadlineSchema>
export type ContactsFile = v.InferOutput<typeof ContactsFileSchema>
export type ContactFile = ContactsFile['contacts'][number]
