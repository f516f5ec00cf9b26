import type { Known } from './decode.ts'
import type { Entry } from './entry.ts'
import type { Header } from './event.ts'
import type { DeviceId } from './ids.ts'
import type { LogState } from './state.ts'

type Event<T extends Known['type']> = Extract<Known, { type: T }>

/**
 * The roster. The device of the log's first event is its root. Any other one writes from its
 * `device.joined` on and counts at once, marked as not yet confirmed until somebody of the team
 * admits it: a scribe's phone must not be silent until the lead's phone is back. A retired device's
 * later events are kept and stand apart.
 */
export function joinDevice(state: LogState, event: Event<'device.joined'>): void {
  const known = state.members.get(event.header.device)
  const root = known?.root ?? state.members.size === 0
  state.members.set(event.header.device, {
    device: event.header.device,
    key: event.data.key,
    holder: event.text?.holder ?? null,
    root,
    replaces: event.data.replaces as DeviceId | null,
    admitted: root || (known?.admitted ?? false),
    retiredAfter: known?.retiredAfter ?? null,
  })
  state.appVersion = event.data.app
}

export function admitDevice(state: LogState, event: Event<'device.admitted'>, entry: Entry): void {
  entry.body = event.text?.reason ?? null
  entry.by = event.text?.by ?? null
  const member = state.members.get(event.data.device as DeviceId)
  if (!member || !state.members.get(event.header.device)?.admitted) return
  member.admitted = true
  member.retiredAfter = null
}

export function retireDevice(state: LogState, event: Event<'device.retired'>, entry: Entry): void {
  entry.body = event.text?.reason ?? null
  entry.by = event.text?.by ?? null
  const member = state.members.get(event.data.device as DeviceId)
  if (!member || !state.members.get(event.header.device)?.admitted) return
  member.retiredAfter = event.data.lastSeq
}

/** Whether an event lies after the end that the team set to its device. */
export function standsApart(state: LogState, header: Header): boolean {
  const end = state.members.get(header.device)?.retiredAfter ?? null
  return end !== null && header.seq > end
}
