import type { Occurred } from '../events/events.ts'
import type { Decoded, Known } from '../log/decode.ts'
import { type Entry, setOccurred } from '../log/entry.ts'
import { isRosterEvent, type RosterEvent, rosterOf, withRosterEvent } from '../people/roster.ts'
import type { LogState } from './state.ts'

/** Reads the whole roster before the first of `events`, which are in proof order, is folded. */
export function settleRoster(state: LogState, events: readonly Decoded[]): void {
  const first = events[0]
  if (first && first.kind !== 'damaged') state.root = first.header.device
  state.roster = events.filter(isRosterEvent)
  state.members = rosterOf(state.root, state.roster)
}

/**
 * A roster event that comes alone. What it changes of entries folded before it shows only when the
 * log is folded anew (see {@link changesTheFolded}).
 */
export function noteRoster(state: LogState, event: RosterEvent): void {
  const roster = withRosterEvent(state.roster, event)
  if (roster === state.roster) return
  state.roster = roster
  state.members = rosterOf(state.root, roster)
}

/** Whether entries that were folded before this event may read otherwise because of it. */
export const changesTheFolded = (event: Decoded): boolean =>
  (isRosterEvent(event) && event.type !== 'device.joined') ||
  // The words it names are no longer stored, and what was folded from them must go too.
  (event.kind === 'known' && event.type === 'entry.erased')

/** The line of an admission or a retirement. */
export function roleOfDevice(
  event: Extract<Known, { type: 'device.admitted' | 'device.retired' }>,
  entry: Entry,
): void {
  entry.body = event.text?.reason ?? null
  entry.by = event.text?.by ?? null
}

/** What stands apart moves nothing; what was said in it, and for when, can be read all the same. */
export function sayApart(event: Known, entry: Entry): void {
  const { occurred } = event.data as { readonly occurred?: Occurred }
  const text: { readonly [field: string]: unknown } = event.text ?? {}
  const said = (...fields: readonly string[]): string | null => {
    const found = fields.map((field) => text[field]).find((words) => typeof words === 'string')
    return (found as string | undefined) ?? null
  }
  if (occurred) setOccurred(entry, occurred)
  entry.body = said('body', 'reason', 'name')
  entry.by = said('by')
  entry.from = said('from')
  entry.to = said('to')
  entry.redacted = event.redacted
}
