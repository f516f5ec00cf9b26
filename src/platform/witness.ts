import {
  type DeviceId,
  type EventId,
  isDeviceId,
  isEventId,
  isLogId,
  type LogId,
} from '../domain/ids.ts'
import type { Witness } from '../domain/ports.ts'
import { local } from './local-storage.ts'

/**
 * Chromium re-creates a damaged IndexedDB database empty and says nothing (one flipped bit: 8 of 8
 * runs), while localStorage survives. One entry per chain, so that two tabs never overwrite each
 * other's: `shodo:head:<log>:<device>` = `<seq>|<id>`.
 */
const prefix = 'shodo:head:'
const keyOf = (log: LogId, device: DeviceId): string => `${prefix}${log}:${device}`

interface Seen {
  readonly seq: number
  readonly id: EventId
}

function parse(value: string | null): Seen | null {
  const [digits, id, ...rest] = (value ?? '').split('|')
  if (!digits || !/^[1-9]\d{0,14}$/.test(digits)) return null
  return id !== undefined && isEventId(id) && rest.length === 0 ? { seq: Number(digits), id } : null
}

export const witness: Witness = {
  read() {
    const heads = new Map<LogId, Map<DeviceId, Seen>>()
    for (const key of local.keys(prefix)) {
      const [log, device, ...rest] = key.slice(prefix.length).split(':')
      const seen = parse(local.get(key))
      if (!log || !device || rest.length > 0 || !seen) continue
      if (!isLogId(log) || !isDeviceId(device)) continue
      const chains = heads.get(log) ?? new Map<DeviceId, Seen>()
      heads.set(log, chains.set(device, seen))
    }
    return heads
  },
  note(log, device, head) {
    const key = keyOf(log, device)
    const before = parse(local.get(key))
    // A slower tab must not turn the witness back.
    if (!before || before.seq < head.seq) local.set(key, `${head.seq}|${head.id}`)
  },
  forget(log) {
    for (const key of local.keys(`${prefix}${log}:`)) local.remove(key)
  },
}
