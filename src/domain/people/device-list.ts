import type { LogState } from '../evolve/state.ts'
import type { DeviceId } from '../ids.ts'
import { holderOf } from './device-names.ts'
import { standsApart } from './roster.ts'

/** A device that writes into a log, as a person is told of it. */
export interface ListedDevice {
  readonly device: DeviceId
  readonly holder: string | null
  /** The one in the hand. */
  readonly own: boolean
  readonly standing: 'confirmed' | 'unconfirmed' | 'retired'
  /** The last of its events that is here: nothing it wrote later is. */
  readonly lastSeq: number
  /** When it recorded that one, by its own clock; null where it cannot be read. */
  readonly lastMs: number | null
  /** Places in its chain that two events claim. */
  readonly forks: number
  /** The device whose chain it goes on with, after a loss or a restored backup. */
  readonly replaces: DeviceId | null
}

/** The devices of a log: this one first, then the one heard of last. */
export function listDevices(state: LogState, own: DeviceId): readonly ListedDevice[] {
  const devices = new Set([...state.members.keys(), ...state.heads.keys()])
  return [...devices]
    .map((device): ListedDevice => {
      const member = state.members.get(device)
      const retired = (member?.retiredAfter ?? null) !== null
      return {
        device,
        holder: holderOf(state, device),
        own: device === own,
        standing: retired ? 'retired' : member?.admitted ? 'confirmed' : 'unconfirmed',
        lastSeq: state.heads.get(device)?.seq ?? 0,
        lastMs: state.clocks.get(device)?.wallMs ?? null,
        forks: state.forks.get(device)?.size ?? 0,
        replaces: member?.replaces ?? null,
      }
    })
    .sort((a, b) => Number(b.own) - Number(a.own) || (b.lastMs ?? 0) - (a.lastMs ?? 0))
}

/** Whether what this device says of another one counts: it is confirmed itself, and not retired. */
export function mayVouch(state: LogState, own: DeviceId): boolean {
  const next = { device: own, seq: (state.heads.get(own)?.seq ?? 0) + 1 }
  return state.members.get(own)?.admitted === true && !standsApart(state.members, next)
}
