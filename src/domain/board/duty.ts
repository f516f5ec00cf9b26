import { standingLines } from '../chronology/standing-lines.ts'
import type { LogState } from '../evolve/state.ts'
import type { DeviceId, EventId } from '../ids.ts'
import { minuteMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'

/** After this long somebody else must take over (院内目標). */
export const dutyLimitMs = 12 * 60 * minuteMs

/** Somebody on duty, and since when. */
export interface Duty {
  /** The entry that says so: `duty.started`, or the `role.taken` of who holds a device. */
  readonly id: EventId
  readonly entry: Entry
  readonly name: string | null
  readonly roles: readonly string[]
  readonly sinceMs: number
  /** On duty for more than twelve hours. */
  readonly late: boolean
}

/**
 * Who is on duty, the longest first. Who takes a role on a device is on duty from then on, without
 * being entered twice, until somebody else holds the device, relieves them, or they leave.
 */
export function onDuty(state: LogState, nowMs: number): readonly Duty[] {
  const duties = new Map<string, Omit<Duty, 'late'>>()
  const held = new Map<DeviceId, EventId>()
  for (const { entry, event } of standingLines(state, 'duty.started', 'duty.ended', 'role.taken')) {
    if (event.type === 'duty.ended') {
      duties.delete(event.data.duty)
      continue
    }
    const name = event.text?.name?.trim() || null
    if (event.type === 'duty.started') {
      if (event.data.relieves !== null) duties.delete(event.data.relieves)
    } else {
      const before = held.get(event.header.device)
      const same = before ? duties.get(before) : undefined
      held.set(event.header.device, entry.id)
      if (name === null) {
        if (before) duties.delete(before)
        continue
      }
      // The same person with other roles has been here all along.
      const known = same?.name === name ? same : [...duties.values()].find((d) => d.name === name)
      if (before && before !== known?.id) duties.delete(before)
      if (known) {
        duties.set(known.id, { ...known, roles: mergedRoles(known.roles, event.data.roles) })
        held.set(event.header.device, known.id)
        continue
      }
    }
    duties.set(entry.id, {
      id: entry.id,
      entry,
      name,
      roles: event.data.roles,
      sinceMs: entry.occurredMs,
    })
  }
  return [...duties.values()]
    .map((duty) => ({ ...duty, late: nowMs - duty.sinceMs >= dutyLimitMs }))
    .sort((a, b) => a.sinceMs - b.sinceMs || a.entry.no - b.entry.no)
}

const mergedRoles = (before: readonly string[], now: readonly string[]): readonly string[] => [
  ...new Set([...before, ...now]),
]
