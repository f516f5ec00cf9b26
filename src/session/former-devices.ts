import type { LogState } from '../domain/evolve/state.ts'
import type { DeviceId } from '../domain/ids.ts'
import { isDeviceId } from '../domain/ids.ts'
import type { Notebook } from '../domain/ports.ts'

const noteKey = 'devices'

/**
 * The devices this browser wrote as before its key was lost with the store, oldest first. Noted apart
 * from the store; `copied` is what the second copy knows of them.
 */
export function formerDevices(
  notebook: Notebook,
  now: DeviceId,
  copied: readonly DeviceId[],
): readonly DeviceId[] {
  const noted = (notebook.read(noteKey) ?? '').split(' ').filter(isDeviceId)
  const former = [...new Set([...copied, ...noted])].filter((device) => device !== now)
  const all = [...former, now].join(' ')
  if (all !== notebook.read(noteKey)) notebook.write(noteKey, all)
  return former
}

/** The chain that this device goes on with in a log: the last one this browser wrote there before. */
export const replacedIn = (state: LogState, former: readonly DeviceId[]): DeviceId | null =>
  former.findLast((device) => state.heads.has(device)) ?? null
