import type { LogId } from '../domain/ids.ts'
import type { Session } from '../session/session.ts'
import { hashOf } from './route.ts'

/** A step, and the system it is for, as one item of the address: `IR-04` or `RC-05~<system>`. */
export interface StepItem {
  readonly step: string
  readonly system: string | null
}

export const itemOf = ({ step, system }: StepItem): string => (system ? `${step}~${system}` : step)

export function itemFrom(text: string): StepItem {
  const [step = '', system] = text.split('~')
  return { step, system: system || null }
}

export const stepHash = (log: LogId, item: StepItem): string =>
  hashOf({ at: 'incident', log, tab: 'steps', item: itemOf(item) })

/** What a card just recorded, for the list it returns to. */
export interface Outcome extends StepItem {
  readonly log: LogId
  readonly opened: readonly string[]
}

// Handed from screen to screen in memory: after a reload it would be old news.
const left = new WeakMap<Session, Outcome>()

export function leaveOutcome(session: Session, outcome: Outcome): void {
  left.set(session, outcome)
}

/** Reads it once. */
export function takeOutcome(session: Session, log: LogId): Outcome | null {
  const outcome = left.get(session)
  left.delete(session)
  return outcome?.log === log ? outcome : null
}
