import * as v from 'valibot'
import type { Command } from '../domain/commands/command.ts'
import { custodyActs, evidenceKinds, powerStates } from '../domain/events/evidence.ts'
import type { Text } from '../domain/flow/runbook.ts'
import type { EventId } from '../domain/ids.ts'
import { utf8 } from '../domain/json.ts'
import { hashHex } from '../domain/log/event.ts'
import { common, occurred, text } from './replay-fields.ts'

/** What is registered as evidence in a replay, and through whose hands it goes. */
export const evidenceActs = [
  v.strictObject({
    ...common,
    action: v.literal('register'),
    /** By which a later `hand`, or a copy of it, names the item. */
    item: v.string(),
    kind: v.picklist(evidenceKinds),
    name: text,
    occurred: v.optional(occurred),
    place: v.optional(text),
    foundBy: v.optional(text),
    serial: v.optional(v.string()),
    power: v.optional(v.picklist(powerStates)),
    acquired: v.optional(occurred),
    acquiredBy: v.optional(text),
    witness: v.optional(text),
    method: v.optional(text),
    tool: v.optional(v.string()),
    sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
    seal: v.optional(v.string()),
    storage: v.optional(text),
    /** The item it is a copy of. */
    source: v.optional(v.string()),
    /** Label of the act with the photo that it is. */
    photo: v.optional(v.string()),
    text: v.optional(text),
  }),
  v.strictObject({
    ...common,
    action: v.literal('hand'),
    items: v.pipe(v.array(v.string()), v.minLength(1)),
    how: v.picklist(custodyActs),
    occurred: v.optional(occurred),
    from: v.optional(text),
    to: v.optional(text),
    purpose: v.optional(text),
    condition: v.optional(text),
    seal: v.optional(v.string()),
    storage: v.optional(text),
    text: v.optional(text),
  }),
] as const

export type EvidenceAct = v.InferOutput<(typeof evidenceActs)[number]>

/** The item's id follows from its name in the file, so that the same file gives the same bytes. */
const itemId = (item: string): string => hashHex(utf8(item)).slice(0, 32)

/** `by`: title of the role that did it, where that was not the scribe. */
export function evidenceCommand(
  act: EvidenceAct,
  target: (ref: string) => EventId,
  say: (text: Text) => string,
  by: string | undefined,
): Command {
  const said = <K extends string>(words: { readonly [F in K]?: Text | undefined }) =>
    Object.fromEntries(
      Object.entries<Text | undefined>(words).flatMap(([field, value]) =>
        value ? [[field, say(value)]] : [],
      ),
    ) as { readonly [F in K]?: string }
  const given = <T extends object>(values: T) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
      readonly [F in keyof T]?: Exclude<T[F], undefined>
    }
  if (act.action === 'hand') {
    const { how, from, to, purpose, condition, storage } = act
    return {
      ...{ do: 'moveEvidence', items: act.items.map(itemId), how },
      ...said({ from, to, purpose, condition, storage, body: act.text }),
      ...given({ occurred: act.occurred, seal: act.seal, by }),
    }
  }
  const { kind, name, place, foundBy, acquiredBy, witness, method, storage } = act
  return {
    ...{ do: 'registerEvidence', evidence: itemId(act.item), kind, label: say(name) },
    ...said({ place, foundBy, acquiredBy, witness, method, storage, body: act.text }),
    ...given({
      ...{ occurred: act.occurred, acquired: act.acquired, serial: act.serial, power: act.power },
      ...{ tool: act.tool, sha256: act.sha256, seal: act.seal, by },
      source: act.source === undefined ? undefined : itemId(act.source),
      entry: act.photo === undefined ? undefined : target(act.photo),
    }),
  }
}
