import type { Command } from '../../../domain/commands/command.ts'
import type { Occurred } from '../../../domain/events/events.ts'
import type { Entry, EntryShape } from '../../../domain/log/entry.ts'

/** What a person may do to an entry. Nothing ever leaves the record. */
export type Change = 'add' | 'correct' | 'resolve' | 'strike'

/** Lines that carry a person's words. */
const worded: ReadonlySet<EntryShape> = new Set([
  'note',
  'step',
  'decision',
  'call',
  'opened',
  'service',
  'gate',
  'meeting',
  'duty',
  'breach',
  'file',
  'evidence',
])
const strikable: ReadonlySet<EntryShape> = new Set([...worded, 'check', 'person', 'system'])

/** In the order they are offered. A struck entry can still be added to, to say why. */
export function changesFor(entry: Entry): readonly Change[] {
  return [
    ...(entry.unresolved ? (['resolve'] as const) : []),
    ...(worded.has(entry.shape) ? (['add', 'correct'] as const) : []),
    ...(strikable.has(entry.shape) && !entry.struck ? (['strike'] as const) : []),
  ]
}

export interface Changed {
  readonly body: string
  readonly reason: string
  /** Null: the time stays. */
  readonly occurred: Occurred | null
}

/** The command for a change; null when it would change nothing. */
export function changeCommand(entry: Entry, change: Change, given: Changed): Command | null {
  const target = entry.id
  const reason = given.reason.trim() === '' ? {} : { reason: given.reason }
  switch (change) {
    case 'add':
      return given.body.trim() === '' ? null : { do: 'textEntry', target, body: given.body }
    case 'resolve':
      return {
        do: 'resolveEntry',
        target,
        ...(given.body.trim() === '' ? {} : { body: given.body }),
      }
    case 'strike':
      return { do: 'strikeEntry', target, ...reason }
    case 'correct': {
      const reworded = given.body.trim() !== '' && given.body !== (entry.body ?? '')
      if (!reworded && given.occurred === null) return null
      return {
        do: 'correctEntry',
        target,
        ...(reworded ? { body: given.body } : {}),
        ...(given.occurred ? { occurred: given.occurred } : {}),
        ...reason,
      }
    }
  }
}

/** A stamp's words are one draft, whether they are begun in the bar or here. */
export const draftKey = (entry: Entry, change: Change): string =>
  change === 'add' ? `text:${entry.id}` : `${change}:${entry.id}`
