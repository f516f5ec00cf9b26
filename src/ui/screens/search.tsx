import { useEffect, useId, useState } from 'preact/hooks'
import { describe } from '../../domain/describe/describe.ts'
import type { LogState } from '../../domain/evolve/state.ts'
import { jstDay } from '../../domain/instant.ts'
import type { Entry } from '../../domain/log/entry.ts'
import type { FoundIn } from '../../session/search.ts'
import { LogLine } from '../components/log/line.tsx'
import { ModeMark } from '../components/mode-mark.tsx'
import { useDraft, useLanguage, useSession, useWords } from '../context.ts'
import { date } from '../format.ts'
import { hashOf } from '../route.ts'
import { recordWords } from '../text/record.ts'
import { searchText } from '../text/search.ts'

const linesShown = 20

type Search =
  | { readonly is: 'idle' }
  | {
      readonly is: 'under way' | 'done'
      readonly words: string
      readonly found: readonly FoundIn[]
      readonly unread: number
    }

/** Looks for words in all incidents of this device. */
export function SearchScreen() {
  const words = useWords(searchText)
  const language = useLanguage()
  const session = useSession()
  const id = useId()
  const [text, setText] = useDraft('search')
  const [search, setSearch] = useState<Search>({ is: 'idle' })
  const [asked, setAsked] = useState<string | null>(null)

  useEffect(() => {
    if (asked === null) return
    let wanted = true
    let latest: Search = { is: 'under way', words: asked, found: [], unread: 0 }
    setSearch(latest)
    const shown = (entry: Entry, state: LogState): string => {
      const { head, body, meta } = describe(entry, state, recordWords[language])
      return [head, body, ...meta].join(' ')
    }
    const told = (found: readonly FoundIn[], unread: number): void => {
      latest = { is: 'under way', words: asked, found, unread }
      if (wanted) setSearch(latest)
    }
    void session
      .searchIncidents(asked, shown, told, () => wanted)
      .finally(() => wanted && setSearch({ ...latest, is: 'done' } as Search))
    return () => {
      wanted = false
    }
  }, [asked, session, language])

  return (
    <main class="page search">
      <a class="button text" href={hashOf({ at: 'home' })}>
        {words.back}
      </a>
      <h1>{words.title}</h1>
      <p class="quiet small">{words.lead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(text.trim() === '' ? null : text.trim())
        }}
      >
        <div class="field">
          <label class="label" for={id}>
            {words.label}
          </label>
          <div class="search-line">
            <input
              id={id}
              type="search"
              autocomplete="off"
              enterkeyhint="search"
              placeholder={words.hint}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229))
                  event.preventDefault()
              }}
            />
            <button type="submit" class="button outlined">
              {words.search}
            </button>
          </div>
        </div>
      </form>
      <Results search={search} />
    </main>
  )
}

function Results(props: { readonly search: Search }) {
  const words = useWords(searchText)
  const { search } = props
  if (search.is === 'idle') return null
  const lines = search.found.reduce((sum, { entries }) => sum + entries.length, 0)
  const said =
    search.is === 'under way'
      ? words.searching
      : lines === 0
        ? words.none(search.words)
        : words.found(lines, search.found.length)
  return (
    <>
      <p role="status">{said}</p>
      {search.unread > 0 ? <p class="warning">{words.unread(search.unread)}</p> : null}
      {search.found.map((found) => (
        <Incident key={found.row.log} found={found} />
      ))}
    </>
  )
}

function Incident(props: { readonly found: FoundIn }) {
  const words = useWords(searchText)
  const language = useLanguage()
  const { row, state, entries } = props.found
  const rest = entries.length - linesShown
  return (
    <section class="search-incident">
      <h2>
        <ModeMark mode={row.mode} /> {row.summary.name ?? words.nameless}
      </h2>
      <ol class="rows">
        {entries.slice(0, linesShown).map((entry, i) => {
          const day = jstDay(entry.occurredMs)
          const before = entries[i - 1]
          return (
            <li key={entry.id}>
              {before && jstDay(before.occurredMs) === day ? null : (
                <p class="quiet small">{date(entry.occurredMs, language)}</p>
              )}
              <LogLine entry={entry} state={state} log={row.log} day={day} fresh={false} />
            </li>
          )
        })}
      </ol>
      {rest > 0 ? (
        <a class="button text" href={hashOf({ at: 'incident', log: row.log, tab: 'log' })}>
          {words.more(rest)}
        </a>
      ) : null}
    </section>
  )
}
