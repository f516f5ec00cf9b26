import type { EventType } from '../events/events.ts'
import type { EventId, Instant } from '../ids.ts'
import type { Known } from '../log/decode.ts'
import { type Entry, type EntryShape, setOccurred } from '../log/entry.ts'
import type { LogState } from './state.ts'

/** What kind of line each of them is. */
export const boardShapes = {
  'service.changed': 'service',
  'system.changed': 'system',
  'gate.set': 'gate',
  'gate.settled': 'gate',
  'meeting.planned': 'meeting',
  'meeting.begun': 'meeting',
  'meeting.held': 'meeting',
  'duty.started': 'duty',
  'duty.ended': 'duty',
  'breach.counted': 'breach',
  'rhythm.saved': 'readiness',
} as const satisfies { readonly [T in EventType]?: EntryShape }

export type BoardEvent = Extract<Known, { type: keyof typeof boardShapes }>

export const isBoardEvent = (event: Known): event is BoardEvent =>
  Object.hasOwn(boardShapes, event.type)

/**
 * What the board shows is worked out from the lines themselves (`board.ts`), so that a correction
 * or a strike of a line counts at once. Here a line only gets its words and its time.
 */
export function evolveBoard(state: LogState, event: BoardEvent, entry: Entry): void {
  const { text } = event
  entry.body = (text && 'body' in text ? text.body : undefined) ?? null
  entry.by = (text && 'by' in text ? text.by : undefined) ?? null
  if ('occurred' in event.data) setOccurred(entry, event.data.occurred)
  switch (event.type) {
    case 'service.changed':
      superseded(state, `service ${event.data.service}`, entry, event.data.provisional)
      break
    case 'system.changed': {
      const { system, provisional } = event.data
      if (event.text?.name !== undefined) state.systems.set(system, event.text.name)
      else if (!state.systems.has(system)) state.systems.set(system, '')
      superseded(state, `system ${system}`, entry, provisional)
      break
    }
    case 'gate.set':
      entry.body = event.text?.decide ?? null
      break
    case 'rhythm.saved': {
      const { item, at, days, lead, service } = event.data
      const { name = null, decide = null } = event.text ?? {}
      state.rhythm.set(item, { item, at, days, lead, service, name, decide })
      entry.body = name
      break
    }
    case 'gate.settled':
    case 'meeting.planned':
    case 'meeting.begun':
    case 'meeting.held':
    case 'duty.started':
    case 'duty.ended':
    case 'breach.counted':
      break
  }
}

/** A provisional word is open until it is confirmed, or until a later one takes its place. */
function superseded(state: LogState, matter: string, entry: Entry, provisional: boolean): void {
  const former = state.provisional.get(matter)
  if (former) former.unresolved = false
  state.provisional.delete(matter)
  if (!provisional) return
  entry.unresolved = true
  state.provisional.set(matter, entry)
}

type Assigned = Extract<Known, { type: 'entry.assigned' }>

/** Says who sees to an entry. False when the entry is not there: it then stands alone. */
export function assign(state: LogState, event: Assigned): boolean {
  const target = state.entry.get(event.data.target as EventId)
  if (!target) return false
  const { owner = null, body = null, by = null } = event.text ?? {}
  const due = event.data.due as Instant | null
  target.assigned = { owner, due }
  target.redacted ||= event.redacted
  target.amendments.push({
    id: event.id,
    redacted: event.redacted,
    what: 'assigned',
    recordedAt: event.header.wall,
    t: event.header.t,
    body: [owner, due?.slice(0, 16).replace('T', ' '), body].filter(Boolean).join(' '),
    reason: null,
    by,
    formerBody: null,
    formerOccurred: null,
  })
  state.entry.set(event.id, target)
  return true
}
