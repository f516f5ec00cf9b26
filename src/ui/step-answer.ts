import { useRef } from 'preact/hooks'
import type { Basis, Occurred } from '../domain/events/events.ts'
import { useDraft, useOpen, useSessionState } from './context.ts'

/** What a person has filled in on a card so far, apart from the words. */
export interface Answer {
  readonly occurred: Occurred | null
  readonly by: string
  readonly branch: string | null
  readonly provisional: boolean
  readonly bases: readonly Basis[]
  readonly matrix: Readonly<Record<string, string>>
}

const blank: Answer = {
  occurred: null,
  by: '',
  branch: null,
  provisional: false,
  bases: [],
  matrix: {},
}

const tapsKey = (log: string, step: string): string => `taps:${log}:${step}`
const wordsKey = (log: string, step: string): string => `step:${log}:${step}`

/** Drafts of a card that may go once it is recorded. */
export const draftKeys = (log: string, step: string): readonly string[] => [
  wordsKey(log, step),
  tapsKey(log, step),
]

/**
 * The words and the taps of a card, both kept as drafts: a matrix of seventeen rows is filled in
 * between two calls, and a phone may drop the page during either.
 */
export function useAnswer(step: string): {
  readonly body: string
  readonly setBody: (body: string) => void
  readonly answer: Answer
  readonly change: (part: Partial<Answer>) => void
} {
  const log = useOpen().id
  const [body, setBody] = useDraft(wordsKey(log, step))
  const [taps, setTaps] = useDraft(tapsKey(log, step))
  const answer = parse(taps)
  const latest = useRef(answer)
  latest.current = answer
  const change = (part: Partial<Answer>): void => {
    latest.current = { ...latest.current, ...part }
    setTaps(JSON.stringify(latest.current))
  }
  return { body, setBody, answer, change }
}

function parse(taps: string): Answer {
  if (taps === '') return blank
  try {
    return { ...blank, ...(JSON.parse(taps) as Partial<Answer>) }
  } catch {
    return blank
  }
}

/** Names to tap: those just used, the holders of the devices, the people of the hospital. */
export function useNames(): readonly string[] {
  const { state } = useOpen()
  const people = useSessionState((session) => session.readiness.people)
  const held = [...state.holders.values()].map((holder) => holder.name ?? '')
  const known = [...people.values()].map((person) => person.name)
  const names = new Set([...state.parties, ...held, ...known].filter((name) => name !== ''))
  return [...names].slice(0, 8)
}
