import type { LogId } from '../domain/ids.ts'
import type { Session } from '../session/session.ts'
import { hashOf } from './route.ts'

/** What the map shows, as one item of the address: `initial`, `whole`, `initial~list`. */
export interface MapItem {
  /** Null: the phase that is under way. */
  readonly phase: string | null
  readonly list: boolean
}

export function mapItemFrom(text: string | undefined): MapItem {
  const [phase = '', view] = (text ?? '').split('~')
  return { phase: phase || null, list: view === 'list' }
}

export function mapHash(log: LogId, { phase, list }: MapItem): string {
  const item = `${phase ?? ''}${list ? '~list' : ''}`
  return hashOf({ at: 'incident', log, tab: 'map', ...(item ? { item } : {}) })
}

// In memory only: after a reload the map begins where the work is.
const left = new WeakMap<Session, { readonly log: LogId; readonly step: string }>()

/** Notes which step somebody went to from the map. */
export function leaveMapAt(session: Session, log: LogId, step: string): void {
  left.set(session, { log, step })
}

/** The step to come back to; read once. */
export function takeMapPlace(session: Session, log: LogId): string | null {
  const place = left.get(session)
  left.delete(session)
  return place?.log === log ? place.step : null
}
