import * as v from 'valibot'
import {
  bases,
  count,
  eventId,
  instant,
  key,
  occurred,
  opaqueId,
  short,
  words,
} from '../log/event-fields.ts'

/** How far a function of the hospital runs. */
export const serviceLevels = ['running', 'limited', 'stopped'] as const
export const systemStates = [
  'unknown',
  'running',
  'readOnly',
  'isolated',
  'stopped',
  'restored',
] as const
/** `decided`: what it asked for is decided. `passed`: it is behind us. `cancelled`: it will not come. */
export const gateEndings = ['decided', 'passed', 'cancelled'] as const
/** Whom a number of persons counts. */
export const countedGroups = ['all', 'patients', 'staff', 'others'] as const
export const countPrecisions = ['exact', 'about', 'atLeast', 'atMost'] as const

/** `HH:MM` in Japan. */
const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** 0 = Sunday. */
const weekday = v.pipe(count, v.maxValue(6))

/**
 * The board (状況): what is running, what comes next, who decides, who is there. A new word on the
 * same matter never overwrites the former one: the newest by 発生時刻 is shown, the others stay.
 */
export const boardSchemas = {
  'service.changed': {
    data: v.object({
      /** Id of a function in the runbook, or a fresh one for a function of the hospital's own. */
      service: key,
      level: v.picklist(serviceLevels),
      /** Since when. */
      occurred,
      provisional: v.boolean(),
      bases: v.array(v.picklist(bases)),
      /** When it is to be looked at again. */
      reviewAt: v.nullable(instant),
    }),
    text: v.object({
      /** The function's name, where it is the hospital's own. */
      name: v.optional(short),
      body: v.optional(words),
      by: v.optional(short),
    }),
  },
  'system.changed': {
    data: v.object({
      system: opaqueId,
      state: v.picklist(systemStates),
      occurred,
      provisional: v.boolean(),
    }),
    /** With `name` it names the system as well. */
    text: v.object({ name: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
  /** A gate (関所): care that comes at a time, and what must be decided before. */
  'gate.set': {
    data: v.object({
      /** A fresh id; the same one again changes the gate. `item.YYYY-MM-DD` is one of the rhythm. */
      gate: key,
      at: instant,
      decideBy: v.nullable(instant),
      service: v.nullable(key),
      occurred,
    }),
    text: v.object({ care: short, decide: v.optional(words), by: v.optional(short) }),
  },
  'gate.settled': {
    data: v.object({
      gate: key,
      /** When the care comes: a gate of the rhythm is named nowhere else in the log. */
      at: instant,
      how: v.picklist(gateEndings),
      occurred,
    }),
    text: v.object({ care: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
  'meeting.planned': {
    data: v.object({ at: instant, occurred }),
    text: v.object({ place: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
  'meeting.begun': {
    /** `plan`: the entry that named its time. */
    data: v.object({ plan: v.nullable(eventId), occurred }),
    text: v.object({ place: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
  'meeting.held': {
    data: v.object({
      begun: v.nullable(eventId),
      occurred,
      /** The entries it decided, and those it left open. */
      decided: v.array(eventId),
      open: v.array(eventId),
      next: v.nullable(instant),
    }),
    text: v.object({ place: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
  /** Who sees to an open item, and by when. */
  'entry.assigned': {
    data: v.object({ target: eventId, due: v.nullable(instant) }),
    text: v.object({ owner: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
  'duty.started': {
    data: v.object({
      person: v.nullable(opaqueId),
      roles: v.array(key),
      occurred,
      /** The entry that put the one on duty who now leaves (`duty.started` or `role.taken`). */
      relieves: v.nullable(eventId),
    }),
    text: v.object({ name: v.optional(short), body: v.optional(words), by: v.optional(short) }),
  },
  'duty.ended': {
    data: v.object({ duty: eventId, occurred }),
    text: v.object({ body: v.optional(words), by: v.optional(short) }),
  },
  /** Persons whose data leaked or may have: counted again and again, never overwritten. */
  'breach.counted': {
    data: v.object({
      group: v.picklist(countedGroups),
      persons: count,
      precision: v.picklist(countPrecisions),
      occurred,
    }),
    text: v.object({ body: v.optional(words), by: v.optional(short) }),
  },
  /** Readiness: when care comes on an ordinary day. */
  'rhythm.saved': {
    data: v.object({
      item: key,
      at: timeOfDay,
      /** Days of the week; none: it does not come here. */
      days: v.array(weekday),
      /** Minutes before, by which it must be decided. */
      lead: count,
      service: v.nullable(key),
    }),
    text: v.object({ name: v.optional(short), decide: v.optional(words) }),
  },
} as const

export type ServiceLevel = (typeof serviceLevels)[number]
export type SystemState = (typeof systemStates)[number]
export type GateEnding = (typeof gateEndings)[number]
export type CountedGroup = (typeof countedGroups)[number]
export type CountPrecision = (typeof countPrecisions)[number]
