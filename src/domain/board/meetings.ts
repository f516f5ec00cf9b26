import { standingLines } from '../chronology/standing-lines.ts'
import type { LogState } from '../evolve/state.ts'
import { instantMs, minuteMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'

/** The interval of 半田 on its first day, offered for the next meeting; nothing prescribes it. */
export const usualCadenceMinutes = 120
/** A meeting that begins this early is still the one that was planned. */
const earlyMs = 30 * minuteMs

export interface Meetings {
  /** The one that was planned last and has not begun. */
  readonly next: {
    readonly entry: Entry
    readonly atMs: number
    readonly place: string | null
  } | null
  /** Begun and not yet closed. */
  readonly underWay: Entry | null
  /** Meetings begun or written down afterwards. */
  readonly held: number
  readonly last: Entry | null
}

export function meetingsOf(state: LogState): Meetings {
  let next: Meetings['next'] = null
  let underWay: Entry | null = null
  let last: Entry | null = null
  let held = 0
  const spend = (atMs: number): void => {
    if (next && next.atMs <= atMs + earlyMs) next = null
  }
  for (const { entry, event } of standingLines(
    state,
    'meeting.planned',
    'meeting.begun',
    'meeting.held',
  )) {
    switch (event.type) {
      case 'meeting.planned':
        next = { entry, atMs: instantMs(event.data.at), place: event.text?.place ?? null }
        break
      case 'meeting.begun':
        if (next?.entry.id === event.data.plan) next = null
        spend(entry.occurredMs)
        underWay = entry
        last = entry
        held++
        break
      case 'meeting.held': {
        const { begun, next: planned } = event.data
        if (begun === null) held++
        if (underWay && (begun === null || underWay.id === begun)) underWay = null
        spend(entry.occurredMs)
        last = entry
        if (planned !== null)
          next = { entry, atMs: instantMs(planned), place: event.text?.place ?? null }
        break
      }
    }
  }
  return { next, underWay, held, last }
}

/** What was decided and what was left open since a meeting began, in the order it was recorded. */
export function meetingLines(
  state: LogState,
  begun: Entry,
): { readonly decided: readonly Entry[]; readonly open: readonly Entry[] } {
  const since = standingLines(state, 'note.recorded').filter(
    ({ entry, event }) => entry.no > begun.no && event.data.means === 'meeting',
  )
  return {
    decided: since.filter(({ event }) => event.data.kind === 'decision').map((line) => line.entry),
    open: since.filter(({ event }) => event.data.kind === 'unresolved').map((line) => line.entry),
  }
}
