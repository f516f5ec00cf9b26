import { serviceTitle } from '../board/services.ts'
import type {
  CountedGroup,
  CountPrecision,
  GateEnding,
  ServiceLevel,
  SystemState,
} from '../events/events.ts'
import type { BoardEvent } from '../evolve/board.ts'
import type { LogState } from '../evolve/state.ts'
import type { EventId } from '../ids.ts'
import { instantFrom, instantMs, jstDay } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import type { Description, RecordWords } from './describe.ts'
import { blackout, bodyOf } from './redaction.ts'

/** The words of the board's lines; one table for each language. */
export interface BoardRecordWords {
  readonly level: Record<ServiceLevel, string>
  readonly systemState: Record<SystemState, string>
  readonly gateEnding: Record<GateEnding, string>
  readonly group: Record<CountedGroup, string>
  readonly persons: Record<CountPrecision, (count: string) => string>
  readonly service: string
  readonly system: string
  readonly gate: string
  readonly meetingPlanned: string
  readonly meetingBegun: string
  readonly meetingHeld: string
  readonly dutyStarted: string
  readonly dutyEnded: string
  readonly breach: string
  readonly rhythm: string
  readonly notHere: string
  readonly reviewAt: (time: string) => string
  readonly decideBy: (time: string) => string
  readonly decided: (count: number) => string
  readonly open: (count: number) => string
  readonly next: (time: string) => string
  readonly due: (time: string) => string
  readonly relieves: (name: string) => string
  readonly leadMinutes: (count: number) => string
}

/** A line of the board as it reads in the chronology. */
export function describeBoard(
  event: BoardEvent,
  entry: Entry,
  state: LogState,
  words: RecordWords,
): Description {
  const { board } = words
  const by = entry.by ? [entry.by] : []
  const body = bodyOf(entry, state, words)
  const at = (instant: string): string => nearby(instant, entry.occurredMs)
  const head = (what: string, said: string): string =>
    said ? `${what}${words.divider}${said}` : what
  const service = (id: string): string => serviceTitle(state, id, words.language)
  const roles = (ids: readonly string[]): string[] =>
    ids.map((id) => {
      const role = state.graph?.runbook.roles.find((known) => known.id === id)
      return role ? role.title[words.language] : id
    })
  switch (event.type) {
    case 'service.changed': {
      const { level, provisional, bases, reviewAt } = event.data
      return {
        head: head(board.service, `${service(event.data.service)}: ${board.level[level]}`),
        body,
        meta: [
          ...(provisional ? [words.provisional] : []),
          ...bases.map((basis) => words.basis[basis]),
          ...(reviewAt ? [board.reviewAt(at(reviewAt))] : []),
          ...by,
        ],
      }
    }
    case 'system.changed': {
      const { system, state: now, provisional } = event.data
      const name = event.text?.name ?? state.systems.get(system) ?? ''
      return {
        head: head(board.system, `${name}: ${board.systemState[now]}`),
        body,
        meta: [...(provisional ? [words.provisional] : []), ...by],
      }
    }
    case 'gate.set': {
      const { decideBy, service: id } = event.data
      return {
        head: head(
          board.gate,
          `${at(event.data.at)} ${event.text?.care ?? blackout(event.id, state, words)}`,
        ),
        body,
        meta: [
          ...(decideBy ? [board.decideBy(at(decideBy))] : []),
          ...(id ? [service(id)] : []),
          ...by,
        ],
      }
    }
    case 'gate.settled': {
      const care = event.text?.care ?? careOf(state, event.data.gate)
      const { how } = event.data
      return {
        head: head(board.gate, `${at(event.data.at)} ${care}: ${board.gateEnding[how]}`),
        body,
        meta: by,
      }
    }
    case 'meeting.planned':
      return {
        head: head(board.meetingPlanned, at(event.data.at)),
        body,
        meta: [...(event.text?.place ? [event.text.place] : []), ...by],
      }
    case 'meeting.begun':
      return {
        head: board.meetingBegun,
        body,
        meta: [...(event.text?.place ? [event.text.place] : []), ...by],
      }
    case 'meeting.held': {
      const { decided, open, next } = event.data
      return {
        head: board.meetingHeld,
        body,
        meta: [
          board.decided(decided.length),
          board.open(open.length),
          ...(next ? [board.next(at(next))] : []),
          ...by,
        ],
      }
    }
    case 'duty.started': {
      const { relieves } = event.data
      const former = relieves ? nameOfDuty(state, relieves as EventId) : null
      return {
        head: head(board.dutyStarted, event.text?.name ?? ''),
        body,
        meta: [...roles(event.data.roles), ...(former ? [board.relieves(former)] : []), ...by],
      }
    }
    case 'duty.ended':
      return {
        head: head(board.dutyEnded, nameOfDuty(state, event.data.duty as EventId) ?? ''),
        body,
        meta: by,
      }
    case 'breach.counted': {
      const { group, persons, precision } = event.data
      return {
        head: head(
          board.breach,
          `${board.group[group]} ${board.persons[precision](thousands(persons))}`,
        ),
        body,
        meta: by,
      }
    }
    case 'rhythm.saved': {
      const { at: time, days, lead, item } = event.data
      return {
        head: head(board.rhythm, `${time} ${event.text?.name ?? item}`),
        body: event.text?.decide ?? '',
        meta: days.length === 0 ? [board.notHere] : [board.leadMinutes(lead)],
      }
    }
  }
}

/** `14:00` on the day of the line, `11/01 14:00` on another. */
export function nearby(instant: string, ms: number): string {
  const local = instantFrom(instantMs(instant))
  const time = local.slice(11, 16)
  const sameDay = jstDay(instantMs(instant)) === jstDay(ms)
  return sameDay ? time : `${local.slice(5, 10).replace('-', '/')} ${time}`
}

/** What comes at a gate, as it was called when it was set. */
export function careOf(state: LogState, gate: string): string {
  for (const { event } of state.entries.toReversed())
    if (event.kind === 'known' && event.type === 'gate.set' && event.data.gate === gate)
      return event.text?.care ?? ''
  return ''
}

function nameOfDuty(state: LogState, id: EventId): string | null {
  const event = state.entry.get(id)?.event
  if (event?.kind !== 'known') return null
  if (event.type !== 'duty.started' && event.type !== 'role.taken') return null
  return event.text?.name ?? null
}

/** `130,000` */
export const thousands = (count: number): string => `${count}`.replace(/\B(?=(\d{3})+$)/g, ',')
