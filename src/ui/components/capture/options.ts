import type { Command } from '../../../domain/commands/command.ts'
import {
  type Certainty,
  certainties,
  type Means,
  meansOfNews,
  type NoteKind,
  noteKinds,
  type Occurred,
} from '../../../domain/events/events.ts'
import { isInstant } from '../../../domain/instant.ts'

/** What may be said of a note beside its words. Nothing is mandatory. */
export interface NoteOptions {
  /** Null: now, read when recorded. */
  readonly occurred: Occurred | null
  readonly kind: NoteKind | null
  readonly means: Means | null
  readonly certainty: Certainty | null
  readonly patientSafety: boolean
  readonly from: string
  readonly to: string
}

export const noOptions: NoteOptions = {
  occurred: null,
  kind: null,
  means: null,
  certainty: null,
  patientSafety: false,
  from: '',
  to: '',
}

/** Options kept beside the draft, so that a phone that died mid-sentence forgets none of it. */
export const optionsText = (options: NoteOptions): string =>
  JSON.stringify(options) === JSON.stringify(noOptions) ? '' : JSON.stringify(options)

/** Reads kept options; whatever does not fit is left out, never refused. */
export function optionsFrom(text: string): NoteOptions {
  let kept: { readonly [field: string]: unknown } = {}
  try {
    kept = JSON.parse(text || '{}')
  } catch {
    return noOptions
  }
  const one = <T extends string>(field: string, values: readonly T[]): T | null =>
    values.find((value) => value === kept[field]) ?? null
  const words = (field: string): string => {
    const value = kept[field]
    return typeof value === 'string' ? value : ''
  }
  return {
    occurred: occurredFrom(kept['occurred']),
    kind: one('kind', noteKinds),
    means: one('means', meansOfNews),
    certainty: one('certainty', certainties),
    patientSafety: kept['patientSafety'] === true,
    from: words('from'),
    to: words('to'),
  }
}

function occurredFrom(value: unknown): Occurred | null {
  if (typeof value !== 'object' || value === null) return null
  const { at, precision } = value as { readonly at?: unknown; readonly precision?: unknown }
  if (at === null && precision === 'unknown') return { at, precision }
  if (typeof at !== 'string' || !isInstant(at)) return null
  return precision === 'exact' || precision === 'about' ? { at, precision } : null
}

export function noteCommand(body: string, options: NoteOptions): Command {
  const { occurred, kind, means, certainty, patientSafety } = options
  const [from, to] = [options.from.trim(), options.to.trim()]
  return {
    do: 'note',
    body,
    ...(occurred ? { occurred } : {}),
    ...(kind ? { kind } : {}),
    ...(means ? { means } : {}),
    ...(certainty ? { certainty } : {}),
    ...(patientSafety ? { patientSafety } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}
