import type {
  Basis,
  CountedGroup,
  CountPrecision,
  Draft,
  GateEnding,
  Occurred,
  ServiceLevel,
  SystemState,
} from '../events/events.ts'
import type { EventId, Instant } from '../ids.ts'
import { toWellFormed } from '../json.ts'
import { words } from '../wording.ts'

/** What the board asks to be kept. Omitted `occurred` means now. */
export type BoardCommand = { readonly by?: string; readonly occurred?: Occurred } & (
  | {
      readonly do: 'changeService'
      readonly service: string
      readonly level: ServiceLevel
      readonly provisional?: boolean
      readonly bases?: readonly Basis[]
      readonly reviewAt?: Instant
      /** For a function of the hospital's own. */
      readonly name?: string
      readonly body?: string
    }
  | {
      readonly do: 'changeSystem'
      readonly system: string
      readonly state: SystemState
      readonly provisional?: boolean
      /** For a system that has no name yet. */
      readonly name?: string
      readonly body?: string
    }
  | {
      readonly do: 'setGate'
      readonly gate: string
      readonly at: Instant
      readonly decideBy?: Instant
      readonly service?: string
      readonly care: string
      readonly decide?: string
    }
  | {
      readonly do: 'settleGate'
      readonly gate: string
      readonly at: Instant
      readonly how: GateEnding
      readonly care?: string
      readonly body?: string
    }
  | {
      readonly do: 'planMeeting'
      readonly at: Instant
      readonly place?: string
      readonly body?: string
    }
  | {
      readonly do: 'beginMeeting'
      readonly plan?: EventId
      readonly place?: string
      readonly body?: string
    }
  | {
      readonly do: 'endMeeting'
      readonly begun?: EventId
      readonly decided?: readonly EventId[]
      readonly open?: readonly EventId[]
      readonly next?: Instant
      readonly place?: string
      readonly body?: string
    }
  | {
      readonly do: 'assignEntry'
      readonly target: EventId
      readonly owner?: string
      readonly due?: Instant
      readonly body?: string
    }
  | {
      readonly do: 'startDuty'
      readonly name?: string
      readonly person?: string
      readonly roles: readonly string[]
      readonly relieves?: EventId
      readonly body?: string
    }
  | { readonly do: 'endDuty'; readonly duty: EventId; readonly body?: string }
  | {
      readonly do: 'countBreach'
      readonly persons: number
      readonly group?: CountedGroup
      readonly precision?: CountPrecision
      readonly body?: string
    }
  | {
      readonly do: 'saveRhythm'
      readonly item: string
      readonly at: string
      readonly days: readonly number[]
      readonly lead: number
      readonly service?: string
      readonly name?: string
      readonly decide?: string
    }
)

const boardActs = {
  changeService: true,
  changeSystem: true,
  setGate: true,
  settleGate: true,
  planMeeting: true,
  beginMeeting: true,
  endMeeting: true,
  assignEntry: true,
  startDuty: true,
  endDuty: true,
  countBreach: true,
  saveRhythm: true,
} satisfies Record<BoardCommand['do'], true>

export const isBoardCommand = (command: { readonly do: string }): command is BoardCommand =>
  Object.hasOwn(boardActs, command.do)

export function boardDraft(command: BoardCommand, now: Occurred): Draft {
  const { by } = command
  const occurred = command.occurred ?? now
  switch (command.do) {
    case 'changeService':
      return {
        type: 'service.changed',
        data: {
          service: command.service,
          level: command.level,
          occurred,
          provisional: command.provisional ?? false,
          bases: [...(command.bases ?? [])],
          reviewAt: command.reviewAt ?? null,
        },
        text: words({ name: command.name, body: command.body, by }),
      }
    case 'changeSystem':
      return {
        type: 'system.changed',
        data: {
          system: command.system,
          state: command.state,
          occurred,
          provisional: command.provisional ?? false,
        },
        text: words({ name: command.name, body: command.body, by }),
      }
    case 'setGate':
      return {
        type: 'gate.set',
        data: {
          gate: command.gate,
          at: command.at,
          decideBy: command.decideBy ?? null,
          service: command.service ?? null,
          occurred,
        },
        text: { care: toWellFormed(command.care), ...words({ decide: command.decide, by }) },
      }
    case 'settleGate':
      return {
        type: 'gate.settled',
        data: { gate: command.gate, at: command.at, how: command.how, occurred },
        text: words({ care: command.care, body: command.body, by }),
      }
    case 'planMeeting':
      return {
        type: 'meeting.planned',
        data: { at: command.at, occurred },
        text: words({ place: command.place, body: command.body, by }),
      }
    case 'beginMeeting':
      return {
        type: 'meeting.begun',
        data: { plan: command.plan ?? null, occurred },
        text: words({ place: command.place, body: command.body, by }),
      }
    case 'endMeeting':
      return {
        type: 'meeting.held',
        data: {
          begun: command.begun ?? null,
          occurred,
          decided: [...(command.decided ?? [])],
          open: [...(command.open ?? [])],
          next: command.next ?? null,
        },
        text: words({ place: command.place, body: command.body, by }),
      }
    case 'assignEntry':
      return {
        type: 'entry.assigned',
        data: { target: command.target, due: command.due ?? null },
        text: words({ owner: command.owner, body: command.body, by }),
      }
    case 'startDuty':
      return {
        type: 'duty.started',
        data: {
          person: command.person ?? null,
          roles: [...command.roles],
          occurred,
          relieves: command.relieves ?? null,
        },
        text: words({ name: command.name, body: command.body, by }),
      }
    case 'endDuty':
      return {
        type: 'duty.ended',
        data: { duty: command.duty, occurred },
        text: words({ body: command.body, by }),
      }
    case 'countBreach':
      return {
        type: 'breach.counted',
        data: {
          group: command.group ?? 'all',
          persons: command.persons,
          precision: command.precision ?? 'exact',
          occurred,
        },
        text: words({ body: command.body, by }),
      }
    case 'saveRhythm':
      return {
        type: 'rhythm.saved',
        data: {
          item: command.item,
          at: command.at,
          days: [...command.days],
          lead: command.lead,
          service: command.service ?? null,
        },
        text: words({ name: command.name, decide: command.decide }),
      }
  }
}

/** Whether the words without which it would say nothing are missing. */
export function isEmptyBoard(command: BoardCommand): boolean {
  switch (command.do) {
    case 'setGate':
      return command.care.trim() === ''
    case 'startDuty':
      return (command.name ?? '').trim() === '' && command.roles.length === 0
    case 'assignEntry':
      return (command.owner ?? '').trim() === '' && !command.due && !command.body
    case 'countBreach':
      return !Number.isSafeInteger(command.persons) || command.persons < 0
    case 'changeService':
    case 'changeSystem':
    case 'settleGate':
    case 'planMeeting':
    case 'beginMeeting':
    case 'endMeeting':
    case 'endDuty':
    case 'saveRhythm':
      return false
  }
}
