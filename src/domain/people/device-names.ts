import type { LogState } from '../evolve/state.ts'
import type { DeviceId } from '../ids.ts'

/** Who holds a device, as it was last said; null where nobody said it. */
export const holderOf = (state: LogState, device: DeviceId): string | null =>
  state.holders.get(device)?.name ?? state.members.get(device)?.holder ?? null

/** As much of a device's id as people compare by eye. */
export const shortDevice = (device: DeviceId): string => device.slice(0, 8)
