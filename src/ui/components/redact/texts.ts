import { useEffect, useMemo, useState } from 'preact/hooks'
import { chronology } from '../../../domain/chronology/chronology.ts'
import {
  type RedactedLog,
  redactedLog,
  type TypedText,
  typedTexts,
} from '../../../domain/chronology/redaction.ts'
import { describe } from '../../../domain/describe/describe.ts'
import type { EventId } from '../../../domain/ids.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import type { StoredEvent } from '../../../domain/log/event.ts'
import { foldText } from '../../../domain/search.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useLanguage, useSession, useWords } from '../../context.ts'
import { recordWords } from '../../text/record.ts'
import { redactText } from '../../text/redact.ts'

/** One text that can be taken out, or was erased here: then there are no words. */
export interface TextRow {
  readonly id: EventId
  readonly entry: Entry
  /** What it is: the head of its entry, or how it was added to it. */
  readonly kind: string
  readonly words: TypedText['words']
  readonly erased: boolean
}

export type TextFilter = 'all' | 'selected' | 'redacted' | 'elsewhere' | 'erased'

export interface Texts {
  readonly rows: readonly TextRow[]
  /** The log as a redacted copy has it. */
  readonly copy: RedactedLog
}

/** The texts of the open log, in reading order; read anew whenever it grew. */
export function useTexts(open: OpenLog): {
  readonly texts: Texts | null
  readonly failed: boolean
  readonly retry: () => void
} {
  const session = useSession()
  const words = useWords(redactText)
  const language = useLanguage()
  const [read, setRead] = useState<readonly StoredEvent[] | null>(null)
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let wanted = true
    session.storedLog().then(
      ({ events }) => {
        if (!wanted) return
        setRead(events)
        setFailed(false)
      },
      () => {
        if (wanted) setFailed(true)
      },
    )
    return () => {
      wanted = false
    }
  }, [open.id, open.version, attempt, session])
  const texts = useMemo((): Texts | null => {
    if (!read) return null
    const { state } = open
    const copy = redactedLog(read, new Set(state.redactions.keys()), state)
    const typed = typedTexts(read, state)
    const rows = inReadingOrder(state.entries).flatMap((entry) => {
      const kindOf = (id: EventId, type: string): string =>
        id === entry.id
          ? describe(entry, state, recordWords[language]).head
          : (words.later[type] ?? words.laterOther)
      const here = (typed.get(entry.id) ?? []).map(
        ({ id, type, words }): TextRow => ({
          ...{ id, entry, words, erased: false },
          kind: kindOf(id, type),
        }),
      )
      const later = entry.amendments.map(({ id }) => id)
      const gone = [entry.id, ...later, ...(entry.call ? [entry.call.id] : [])]
        .filter((id) => state.erasures.has(id) && here.every((row) => row.id !== id))
        .map((id): TextRow => ({ ...{ id, entry, words: [], erased: true }, kind: kindOf(id, '') }))
      return [...here, ...gone]
    })
    return { rows, copy }
  }, [read, language])
  return { texts, failed, retry: () => setAttempt((n) => n + 1) }
}

const inReadingOrder = (entries: readonly Entry[]): readonly Entry[] =>
  chronology(entries, 'occurred', {}, () => '')

/** The rows a person asked for: by their state, and by words or an entry's number. */
export function filtered(
  rows: readonly TextRow[],
  { state }: Pick<OpenLog, 'state'>,
  selected: ReadonlySet<EventId>,
  filter: TextFilter,
  query: string,
): readonly TextRow[] {
  const wanted = foldText(query.trim())
  const number = /^no\.?\s*(\d+)$/.exec(wanted)?.[1]
  const fits: Readonly<Record<TextFilter, (row: TextRow) => boolean>> = {
    all: ({ erased }) => !erased,
    selected: ({ id }) => selected.has(id),
    redacted: ({ id, erased }) => !erased && state.redactions.has(id),
    elsewhere: ({ id, erased }) => !erased && state.erasures.has(id),
    erased: ({ erased }) => erased,
  }
  return rows.filter(
    (row) =>
      fits[filter](row) &&
      (number
        ? row.entry.no === Number(number)
        : wanted === '' ||
          // What was erased has no words to be found by.
          filter === 'erased' ||
          foldText([row.kind, ...row.words.map(({ words }) => words)].join('\n')).includes(wanted)),
  )
}

/**
 * The lines of the copy that have typed words in them, or had. None while it is still being read what was
 * blacked out just now: the words would show once more.
 */
export const copyLines = ({ rows, copy }: Texts, { state }: OpenLog): readonly Entry[] => {
  if ([...state.redactions.keys()].some((id) => !copy.state.redactions.has(id))) return []
  const wanted = new Set(rows.map(({ entry }) => entry.id))
  return inReadingOrder(copy.state.entries).filter(({ id }) => wanted.has(id))
}

/** A text in one line: what was typed, field by field. */
export const wordsOf = ({ words }: Pick<TextRow, 'words'>): string =>
  words.map((field) => field.words).join('・')
