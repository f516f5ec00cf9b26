import { createContext } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { Command } from '../domain/commands/command.ts'
import type { EventId } from '../domain/ids.ts'
import { useDraft, useOpen, useSession } from './context.ts'

/** On a wall the board is looked at, not tapped. */
export const BoardStill = createContext(false)

/** Where the board says what was recorded, once it is durable. */
export const BoardSaid = createContext<(what: string) => void>(() => undefined)

/**
 * What is filled in on a sheet of the board. It is kept as a draft: a phone may be locked, or ring,
 * before it is recorded. Once it is on its way its words are with the act, which shows itself.
 */
export function useBoardSheet<T extends object>(
  name: string,
  blank: T,
  close: () => void,
): {
  readonly given: T
  readonly change: (part: Partial<T>) => void
  /** Records and closes; `what` is said when it is durable. */
  readonly record: (command: Command, what: string) => Promise<EventId | null>
} {
  const session = useSession()
  const open = useOpen()
  const say = useContext(BoardSaid)
  const [draft, keep] = useDraft(`board:${open.id}:${name}`)
  const [given, setGiven] = useState<T>(() => parse(draft, blank))
  const change = (part: Partial<T>): void => {
    const next = { ...given, ...part }
    setGiven(next)
    keep(JSON.stringify(next))
  }
  const record = async (command: Command, what: string): Promise<EventId | null> => {
    const going = session.record(command)
    close()
    const result = await going
    // What was refused is still here when the sheet is opened again.
    if (result.ok || result.why !== 'refused') keep('')
    if (!result.ok) return null
    say(what)
    return result.ids.at(-1) ?? null
  }
  return { given, change, record }
}

function parse<T extends object>(draft: string, blank: T): T {
  try {
    return draft === '' ? blank : { ...blank, ...(JSON.parse(draft) as Partial<T>) }
  } catch {
    return blank
  }
}
