import type { DeviceId } from './ids.ts'
import { dataOf, type LogEvent } from './judge-log.ts'
import type { DeviceFacts, DeviceStanding } from './verification-report.ts'

interface Member {
  standing: DeviceStanding
  retiredAfter: number | null
  replaces: DeviceId | null
}

/**
 * Which devices wrote, and which of them the others vouch for: the fold of `evolve-roster.ts` over
 * events that hold by themselves, in proof order, without folding the rest of the log.
 */
export function judgeRoster(events: readonly LogEvent[]): readonly DeviceFacts[] {
  const members = new Map<string, Member>()
  const counts = new Map<DeviceId, { events: number; last: number }>()
  for (const event of events) {
    const { device, seq } = event.header
    const count = counts.get(device) ?? { events: 0, last: 0 }
    counts.set(device, { events: count.events + 1, last: Math.max(count.last, seq) })
    takeIn(members, event)
  }
  return [...counts]
    .map(([device, count]): DeviceFacts => {
      const member = members.get(device)
      return {
        device,
        ...count,
        standing: member?.standing ?? 'unknown',
        retiredAfter: member?.retiredAfter ?? null,
        replaces: member?.replaces ?? null,
      }
    })
    .sort((a, b) => (a.device < b.device ? -1 : 1))
}

function takeIn(members: Map<string, Member>, event: LogEvent): void {
  const { device, seq, type } = event.header
  const own = members.get(device)
  const end = own?.retiredAfter ?? null
  const data = end !== null && seq > end ? null : dataOf(event)
  if (!data) return
  if (type === 'device.joined') {
    const root = own ? own.standing === 'root' : members.size === 0
    members.set(device, {
      standing: root ? 'root' : (own?.standing ?? 'unconfirmed'),
      retiredAfter: end,
      replaces: typeof data['replaces'] === 'string' ? (data['replaces'] as DeviceId) : null,
    })
    return
  }
  if (type !== 'device.admitted' && type !== 'device.retired') return
  const other = typeof data['device'] === 'string' ? members.get(data['device']) : undefined
  if (!other || (own?.standing !== 'root' && own?.standing !== 'admitted')) return
  if (type === 'device.retired') {
    other.retiredAfter = typeof data['lastSeq'] === 'number' ? data['lastSeq'] : null
    return
  }
  if (other.standing !== 'root') other.standing = 'admitted'
  other.retiredAfter = null
}
