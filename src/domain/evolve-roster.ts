import type { Decoded, Known } from './decode.ts'
import type { Entry } from './entry.ts'
import { isRosterEvent, type RosterEvent, rosterOf, withRosterEvent } from './roster.ts'
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
  isRosterEvent(event) && event.type !== 'device.joined'

/** The line of an admission or a retirement. */
export function roleOfDevice(
  event: Extract<Known, { type: 'device.admitted' | 'device.retired' }>,
  entry: Entry,
): void {
  entry.body = event.text?.reason ?? null
  entry.by = event.text?.by ?? null
}
