import * as v from 'valibot'
import {
  eventId,
  hash,
  instant,
  key,
  occurred,
  opaqueId,
  short,
  stepId,
  words,
} from '../log/event-fields.ts'
import { clockSources } from './clock.ts'

/** What a piece of evidence is. `image`: a copy of a disk or of memory; `file`: also a sample. */
export const evidenceKinds = [
  'pc',
  'server',
  'network',
  'medical',
  'disk',
  'usb',
  'image',
  'log',
  'file',
  'photo',
  'paper',
  'other',
] as const
export const powerStates = ['on', 'off', 'standby', 'unknown'] as const
/** What the clock of a found device was compared with; `device`: the one that writes this. */
export const evidenceClocks = ['device', ...clockSources] as const
/** What was done with it. `unsealed`: a seal was broken, for example to examine it. */
export const custodyActs = [
  'handedOver',
  'stored',
  'sealed',
  'unsealed',
  'returned',
  'disposed',
] as const

const found = {
  power: v.optional(v.nullable(v.picklist(powerStates))),
  /** Its clock, and another one at the same moment. */
  clock: v.optional(
    v.nullable(
      v.object({ shown: instant, reference: instant, source: v.picklist(evidenceClocks) }),
    ),
  ),
  /** When it was taken or copied. */
  acquired: v.optional(v.nullable(occurred)),
  /** SHA-256 of its bytes; other digests are text. */
  sha256: v.optional(v.nullable(hash)),
}

const told = {
  maker: v.optional(short),
  model: v.optional(short),
  serial: v.optional(short),
  host: v.optional(short),
  ip: v.optional(short),
  mac: v.optional(short),
  place: v.optional(short),
  foundBy: v.optional(short),
  screen: v.optional(words),
  acquiredBy: v.optional(short),
  witness: v.optional(short),
  method: v.optional(words),
  tool: v.optional(short),
  digest: v.optional(short),
  seal: v.optional(short),
  storage: v.optional(short),
  body: v.optional(words),
  by: v.optional(short),
}

/**
 * The evidence register (証拠台帳). An item is registered with what is known, and amended as more
 * becomes known; every hand-over is an event of its own. Which fields a custody form has: NIST SP
 * 800-61r2 §3.3.2, and what those who work by the IDF's guideline note down beside them.
 */
export const evidenceSchemas = {
  'evidence.registered': {
    data: v.object({
      evidence: opaqueId,
      /** As it stands on the tag; devices that cannot hear each other number in series of their own. */
      number: key,
      kind: v.picklist(evidenceKinds),
      /** When it was found. */
      occurred,
      ...found,
      /** The item it is a copy of. */
      source: v.optional(opaqueId),
      /** The entry with the photo or file that it is. */
      entry: v.optional(eventId),
      step: v.optional(stepId),
    }),
    text: v.object({ label: short, ...told }),
  },
  /** What is absent stays; null or no words: it is not known after all. */
  'evidence.amended': {
    data: v.object({
      evidence: opaqueId,
      kind: v.optional(v.picklist(evidenceKinds)),
      found: v.optional(occurred),
      ...found,
    }),
    text: v.object({ label: v.optional(short), ...told, reason: v.optional(words) }),
  },
  'evidence.moved': {
    data: v.object({
      items: v.array(opaqueId),
      how: v.picklist(custodyActs),
      occurred,
    }),
    text: v.object({
      from: v.optional(short),
      to: v.optional(short),
      purpose: v.optional(short),
      condition: v.optional(words),
      seal: v.optional(short),
      storage: v.optional(short),
      body: v.optional(words),
      by: v.optional(short),
    }),
  },
} as const

export type EvidenceKind = (typeof evidenceKinds)[number]
export type PowerState = (typeof powerStates)[number]
export type EvidenceClock = (typeof evidenceClocks)[number]
export type CustodyAct = (typeof custodyActs)[number]
