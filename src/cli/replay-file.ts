import * as v from 'valibot'
import { parse, YAMLParseError } from 'yaml'
import {
  anchorMeans,
  callResults,
  certainties,
  countPrecisions,
  erasureBases,
  meansOfNews,
  noteKinds,
  outcomes,
  redactionReasons,
  serviceLevels,
} from '../domain/events/events.ts'
import { evidenceActs } from './replay-evidence.ts'
import { common, occurred, text, time } from './replay-fields.ts'

/**
 * A replay: an incident written down act by act, to be played through the same domain code as a
 * live night, with an injected clock and seeded randomness. `tests/replays/README.md` documents it.
 */

const act = v.variant('action', [
  v.strictObject({
    ...common,
    action: v.literal('start'),
    detection: occurred,
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('record'),
    step: v.string(),
    outcome: v.picklist(outcomes),
    occurred: v.optional(occurred),
    items: v.optional(v.union([v.picklist(['all', 'none']), v.array(v.number())]), 'none'),
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('decide'),
    step: v.string(),
    /** The branch's Japanese words in the runbook. */
    branch: v.string(),
    occurred: v.optional(occurred),
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('note'),
    occurred: v.optional(occurred),
    kind: v.optional(v.picklist(noteKinds)),
    means: v.optional(v.picklist(meansOfNews)),
    certainty: v.optional(v.picklist(certainties)),
    patientSafety: v.optional(v.boolean()),
    from: v.optional(text),
    to: v.optional(text),
    text,
  }),
  v.strictObject({ ...common, action: v.literal('stamp') }),
  v.strictObject({ ...common, action: v.literal('text'), ref: v.string(), text }),
  v.strictObject({
    ...common,
    action: v.literal('correct'),
    ref: v.string(),
    text,
    reason: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('strike'),
    ref: v.string(),
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('resolve'),
    ref: v.string(),
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('call'),
    contact: v.string(),
    result: v.picklist(callResults),
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('service'),
    service: v.string(),
    level: v.picklist(serviceLevels),
    occurred: v.optional(occurred),
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('count'),
    persons: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    precision: v.picklist(countPrecisions),
    occurred: v.optional(occurred),
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    /** The words of these acts are left out of redacted copies. */
    action: v.literal('redact'),
    refs: v.pipe(v.array(v.string()), v.minLength(1)),
    why: v.picklist(redactionReasons),
    text,
  }),
  v.strictObject({
    ...common,
    /** The words of these acts are erased on the device. */
    action: v.literal('erase'),
    refs: v.pipe(v.array(v.string()), v.minLength(1)),
    basis: v.picklist(erasureBases),
    decidedBy: text,
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    /** A check number is made and given to somebody outside. */
    action: v.literal('anchor'),
    means: v.picklist(anchorMeans),
    to: text,
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    /** The device takes in what another one holds. */
    action: v.literal('take'),
    from: v.string(),
    /** Whether its holder confirms the devices that are new in it. */
    admit: v.optional(v.boolean(), false),
  }),
  v.strictObject({ ...common, action: v.literal('backup'), label: v.string() }),
  v.strictObject({ ...common, action: v.literal('restore'), ref: v.string() }),
  v.strictObject({
    ...common,
    action: v.literal('photo'),
    /** The picture's bytes follow from its name. */
    name: v.string(),
    /** So many pictures, numbered through. */
    count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    occurred: v.optional(occurred),
    text: v.optional(text),
  }),
  ...evidenceActs,
])

const schema = v.strictObject({
  format: v.literal('shodo/replay/v1'),
  id: v.string(),
  title: text,
  note: text,
  /** What the incident is called, on every page made of it. */
  name: v.optional(text),
  runbook: v.string(),
  mode: v.picklist(['live', 'drill']),
  seed: v.number(),
  start: time,
  /** The first one opens the incident; what it holds at the end is the result. */
  devices: v.pipe(
    v.array(v.strictObject({ id: v.string(), holder: text, role: v.string() })),
    v.minLength(1),
  ),
  acts: v.pipe(v.array(act), v.minLength(1)),
})

export type Replay = v.InferOutput<typeof schema>
export type ReplayAct = Replay['acts'][number]

export type ReplayResult =
  | { readonly ok: true; readonly replay: Replay }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * Reads a replay file. Every problem names the act and the field. One that is `added` to another has no
 * start of its own.
 */
export function readReplay(yaml: string, added = false): ReplayResult {
  let data: unknown
  try {
    data = parse(yaml)
  } catch (error) {
    if (error instanceof YAMLParseError) return { ok: false, problems: [error.message] }
    throw error
  }
  const result = v.safeParse(schema, data)
  if (!result.success)
    return {
      ok: false,
      problems: result.issues.map((issue) => `${v.getDotPath(issue) ?? 'file'}: ${issue.message}`),
    }
  const problems: string[] = []
  let before = ''
  const labels = new Set<string>()
  const items = new Set<string>()
  const devices = new Set(result.output.devices.map(({ id }) => id))
  result.output.acts.forEach((a, i) => {
    if (!devices.has(a.device)) problems.push(`acts.${i}.device: no device ${a.device}`)
    if (a.action === 'take' && !devices.has(a.from))
      problems.push(`acts.${i}.from: no device ${a.from}`)
    if (a.recorded < before) problems.push(`acts.${i}: recorded before the act above it`)
    before = a.recorded
    if ('ref' in a && !labels.has(a.ref))
      problems.push(`acts.${i}.ref: no act above is labelled ${a.ref}`)
    if ('refs' in a)
      for (const ref of a.refs.filter((known) => !labels.has(known)))
        problems.push(`acts.${i}.refs: no act above is labelled ${ref}`)
    const named =
      a.action === 'hand' ? a.items : a.action === 'register' && a.source ? [a.source] : []
    for (const item of named.filter((known) => !items.has(known)))
      problems.push(`acts.${i}: no item above is called ${item}`)
    if (a.action === 'register') {
      if (items.has(a.item)) problems.push(`acts.${i}.item: ${a.item} is registered already`)
      if (a.photo && !labels.has(a.photo))
        problems.push(`acts.${i}.photo: no act above is labelled ${a.photo}`)
      items.add(a.item)
    }
    if (a.label) labels.add(a.label)
  })
  if (!added && result.output.acts[0]?.action !== 'start')
    problems.push('acts.0: the first act is start')
  return problems.length > 0 ? { ok: false, problems } : { ok: true, replay: result.output }
}
