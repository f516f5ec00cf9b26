import type { DeviceId } from '../ids.ts'
import { decode } from '../log/decode.ts'
import { isRosterEvent, type Member, rosterOf } from '../people/roster.ts'
import type { LogEvent } from './judge-log.ts'
import type { DeviceFacts, DeviceStanding } from './verification-report.ts'

/**
 * Which devices wrote, and which of them the others vouch for, over events that hold by themselves, in
 * proof order.
 */
export function judgeRoster(events: readonly LogEvent[]): readonly DeviceFacts[] {
  const counts = new Map<DeviceId, { events: number; last: number }>()
  for (const { header } of events) {
    const { device, seq } = header
    const count = counts.get(device) ?? { events: 0, last: 0 }
    counts.set(device, { events: count.events + 1, last: Math.max(count.last, seq) })
  }
  const roster = events
    .filter(({ sound, header }) => sound && header.type.startsWith('device.'))
    .map(({ event }) => decode(event))
    .filter(isRosterEvent)
  const members = rosterOf(events[0]?.header.device ?? null, roster)
  return [...counts]
    .map(([device, count]): DeviceFacts => {
      const member = members.get(device)
      return {
        device,
        ...count,
        standing: standingOf(member),
        retiredAfter: member?.retiredAfter ?? null,
        replaces: member?.replaces ?? null,
      }
    })
    .sort((a, b) => (a.device < b.device ? -1 : 1))
}

function standingOf(member: Member | undefined): DeviceStanding {
  if (!member) return 'unknown'
  if (member.root) return 'root'
  return member.admitted ? 'admitted' : 'unconfirmed'
}
