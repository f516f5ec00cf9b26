import * as v from 'valibot'
import {
  bases,
  count,
  eventId,
  hash,
  instant,
  key,
  noText,
  occurred,
  opaqueId,
  run,
  short,
  stepId,
  words,
} from '../log/event-fields.ts'
import { anchorSchemas } from './anchor.ts'
import { boardSchemas } from './board.ts'
import { clockSchemas } from './clock.ts'
import { drillSchemas } from './drill.ts'
import { evidenceSchemas } from './evidence.ts'
import { fileSchemas } from './file.ts'
import { redactionSchemas } from './redaction.ts'
import { rosterSchemas } from './roster.ts'
import { runbookSchemas } from './runbook.ts'
import { storeSchemas } from './store.ts'
import { tableRow, tableRowText } from './table.ts'

export {
  type ErasureBasis,
  erasureBases,
  type RedactionReason,
  redactionReasons,
} from './redaction.ts'

/**
 * Every event this build knows: `data` is what folds need and is always kept, `text` is what a
 * person typed and can be redacted. A field is only ever added as optional; a meaning never changes.
 * A reader leaves out fields it does not know, so that an older build still folds a newer event.
 * What belongs to one subject (devices, files, …) has its schemas, commands, fold and words in files
 * of its own: `events-<subject>.ts`, `command-<subject>.ts`, `evolve-<subject>.ts`.
 */

export const noteKinds = ['info', 'order', 'decision', 'request', 'unresolved'] as const
export const meansOfNews = ['phone', 'speech', 'paper', 'fax', 'meeting', 'radio', 'mail'] as const
export const certainties = ['hearsay', 'confirmed', 'readback'] as const
export const outcomes = ['done', 'skipped', 'notApplicable'] as const
export const callResults = ['answered', 'noAnswer', 'busy'] as const
/** Reasons offered as taps; none is ever required. */
export const reasons = ['notFound', 'noHands', 'notHere', 'alreadyDone', 'later', 'unsafe'] as const

export const eventSchemas = {
  'incident.opened': {
    data: v.object({
      runbook: v.object({ id: key, version: short, hash }),
      detection: occurred,
    }),
    text: v.object({ name: v.optional(short) }),
  },
  'incident.amended': {
    data: v.object({
      detection: v.optional(occurred),
      breachKnownAt: v.optional(v.nullable(instant)),
    }),
    text: v.object({ name: v.optional(short), reason: v.optional(words) }),
  },
  'incident.closed': {
    data: v.object({ how: v.picklist(['resolved', 'falseAlarm']) }),
    text: v.object({ reason: v.optional(words) }),
  },
  'incident.reopened': { data: noText, text: v.object({ reason: v.optional(words) }) },
  'role.taken': {
    data: v.object({ person: v.nullable(opaqueId), roles: v.array(key) }),
    text: v.object({ name: v.optional(short) }),
  },
  'system.named': {
    data: v.object({ system: opaqueId }),
    text: v.object({ name: short }),
  },
  'step.opened': {
    data: v.object({ step: stepId, system: v.nullable(opaqueId) }),
    text: v.object({ reason: v.optional(words) }),
  },
  'step.recorded': {
    data: v.object({
      ...run,
      outcome: v.picklist(outcomes),
      occurred,
      items: v.array(count),
      byOther: v.boolean(),
      reason: v.nullable(v.picklist(reasons)),
    }),
    text: v.object({ body: v.optional(words), by: v.optional(short) }),
  },
  'item.checked': {
    data: v.object({ ...run, item: count, checked: v.boolean() }),
    text: noText,
  },
  'decision.recorded': {
    data: v.object({
      ...run,
      branch: v.nullable(key),
      outcome: v.picklist(outcomes),
      occurred,
      provisional: v.boolean(),
      bases: v.array(v.picklist(bases)),
      matrix: v.optional(v.record(key, key)),
      /** Answers to the same question known to this device and set aside by this one. */
      replaces: v.array(eventId),
    }),
    text: v.object({ by: v.optional(short), body: v.optional(words) }),
  },
  'note.recorded': {
    data: v.object({
      occurred,
      kind: v.nullable(v.picklist(noteKinds)),
      means: v.nullable(v.picklist(meansOfNews)),
      certainty: v.nullable(v.picklist(certainties)),
      patientSafety: v.boolean(),
      /** True: only the time was stamped; the words come later as `entry.texted`. */
      stamp: v.boolean(),
      step: v.nullable(stepId),
      /** The row of a table kept elsewhere that it was taken from; see `events-table.ts`. */
      row: v.optional(tableRow),
    }),
    text: v.object({
      body: v.optional(words),
      from: v.optional(short),
      to: v.optional(short),
      by: v.optional(short),
      ...tableRowText,
    }),
  },
  'entry.texted': {
    data: v.object({ target: eventId }),
    text: v.object({ body: words, by: v.optional(short) }),
  },
  'entry.corrected': {
    data: v.object({ target: eventId, occurred: v.optional(occurred) }),
    text: v.object({
      body: v.optional(words),
      reason: v.optional(words),
      by: v.optional(short),
    }),
  },
  'entry.struck': {
    data: v.object({ target: eventId }),
    text: v.object({ reason: v.optional(words), by: v.optional(short) }),
  },
  'entry.resolved': {
    data: v.object({ target: eventId }),
    text: v.object({ body: v.optional(words), by: v.optional(short) }),
  },
  'call.placed': {
    data: v.object({ contact: key, simulated: v.boolean() }),
    text: v.object({ name: short, number: v.optional(short), by: v.optional(short) }),
  },
  'call.resulted': {
    data: v.object({
      call: eventId,
      result: v.picklist(callResults),
      callBackAt: v.nullable(instant),
    }),
    text: v.object({
      spokeTo: v.optional(short),
      body: v.optional(words),
      number: v.optional(short),
      by: v.optional(short),
    }),
  },
  'app.resumed': {
    data: v.object({ version: short, previousVersion: v.nullable(short) }),
    text: noText,
  },
  'hospital.described': { data: noText, text: v.object({ name: short }) },
  'person.saved': {
    data: v.object({ person: opaqueId, roles: v.array(key) }),
    text: v.object({ name: short, number: v.optional(short) }),
  },
  'person.removed': { data: v.object({ person: opaqueId }), text: noText },
  'chain.ordered': { data: v.object({ people: v.array(opaqueId) }), text: noText },
  'contact.saved': {
    data: v.object({ contact: key, verified: v.nullable(instant) }),
    text: v.object({
      name: v.optional(short),
      number: v.optional(short),
      note: v.optional(words),
    }),
  },
  ...rosterSchemas,
  ...fileSchemas,
  ...anchorSchemas,
  ...runbookSchemas,
  ...redactionSchemas,
  ...storeSchemas,
  ...clockSchemas,
  ...boardSchemas,
  ...drillSchemas,
  ...evidenceSchemas,
} as const

export type EventType = keyof typeof eventSchemas
export type DataOf<T extends EventType> = v.InferOutput<(typeof eventSchemas)[T]['data']>
export type TextOf<T extends EventType> = v.InferOutput<(typeof eventSchemas)[T]['text']>
export type Occurred = v.InferOutput<typeof occurred>
export type Outcome = (typeof outcomes)[number]
export type NoteKind = (typeof noteKinds)[number]
export type Means = (typeof meansOfNews)[number]
export type Certainty = (typeof certainties)[number]
export type CallResult = (typeof callResults)[number]
export type Reason = (typeof reasons)[number]
export type Basis = (typeof bases)[number]
export { bases } from '../log/event-fields.ts'
export { type AnchorMeans, anchorMeans } from './anchor.ts'
export {
  type CountedGroup,
  type CountPrecision,
  countedGroups,
  countPrecisions,
  type GateEnding,
  gateEndings,
  type ServiceLevel,
  type SystemState,
  serviceLevels,
  systemStates,
} from './board.ts'
export { type ClockSource, clockSources } from './clock.ts'
export {
  deliveries,
  drillEndings,
  improvementEndings,
  pacings,
  pauseReasons,
  ratedThings,
  ratings,
  reviewKinds,
  signs,
  skipReasons,
} from './drill.ts'
export {
  type CustodyAct,
  custodyActs,
  type EvidenceClock,
  type EvidenceKind,
  evidenceClocks,
  evidenceKinds,
  type PowerState,
  powerStates,
} from './evidence.ts'
export { type FileKind, fileKinds } from './file.ts'
export { type HealingSource, healingSources } from './store.ts'

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventSchemas, type)

/** One event to be recorded, before it is sealed into a chain. */
export type Draft = {
  [T in EventType]: { readonly type: T; readonly data: DataOf<T>; readonly text: TextOf<T> | null }
}[EventType]

export type RosterDraft = Extract<Draft, { type: keyof typeof rosterSchemas }>
