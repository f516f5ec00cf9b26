import type { LogState } from '../evolve/state.ts'
import type { DeviceId } from '../ids.ts'
import type { Entry } from '../log/entry.ts'

/** What has to be known of an entry because of the device that wrote it. */
export type DeviceMark =
  /** Nobody of the team said that the device is theirs. */
  | 'unconfirmed'
  /** Written after the team retired the device: it moves nothing. */
  | 'apart'
  /** Another event claims the same place in the device's chain; both are kept. */
  | 'fork'

/** `own` is the device in the hand, of which its holder need not be warned at every line. */
export function deviceMarks(
  entry: Entry,
  state: LogState,
  own: DeviceId | null,
): readonly DeviceMark[] {
  if (entry.device === null) return []
  const member = state.members.get(entry.device)
  const seq = entry.event.kind === 'damaged' ? null : entry.event.header.seq
  const marks: DeviceMark[] = []
  if (entry.apart) marks.push('apart')
  else if (entry.device !== own && member?.admitted !== true) marks.push('unconfirmed')
  if (seq !== null && state.forks.get(entry.device)?.has(seq)) marks.push('fork')
  return marks
}
