import type { RosterDraft } from '../events/events.ts'
import { words } from '../wording.ts'

export type RosterCommand =
  | {
      readonly do: 'admitDevice'
      readonly device: string
      readonly reason?: string
      readonly by?: string
    }
  | {
      readonly do: 'retireDevice'
      readonly device: string
      /** Its last event that still counts; 0 when none does. */
      readonly lastSeq: number
      readonly reason?: string
      readonly by?: string
    }

export function rosterDraft(command: RosterCommand): RosterDraft {
  const text = words({ reason: command.reason, by: command.by })
  switch (command.do) {
    case 'admitDevice':
      return { type: 'device.admitted', data: { device: command.device }, text }
    case 'retireDevice':
      return {
        type: 'device.retired',
        data: { device: command.device, lastSeq: command.lastSeq },
        text,
      }
  }
}
