import { useEffect, useRef, useState } from 'preact/hooks'
import { describe } from '../../domain/describe/describe.ts'
import type { EventId } from '../../domain/ids.ts'
import { FileView } from '../components/file/view.tsx'
import { LogEntry } from '../components/log/entry.tsx'
import { type LogView, plainView, quickOf } from '../components/log/filter.ts'
import { LogFilters } from '../components/log/filters.tsx'
import { useLogLines, useNewest } from '../components/log/lines.ts'
import { LogList } from '../components/log/list.tsx'
import { LogQuick } from '../components/log/quick.tsx'
import { useLanguage, useOpen, useWords } from '../context.ts'
import { timeOf } from '../format.ts'
import { goInstead } from '../route.ts'
import { chronologyText } from '../text/chronology.ts'
import { recordWords } from '../text/record.ts'

/** 経過: everything recorded, the newest below, nothing hidden that was not asked to be. */
export function ChronologyScreen(props: { readonly item?: string; readonly file?: string }) {
  const { item, file } = props
  const words = useWords(chronologyText)
  const open = useOpen()
  const [view, setView] = useState<LogView>(plainView)
  const [choosing, setChoosing] = useState(false)
  const { rows, shown, counts, facets } = useLogLines(view)
  const { newest, fresh } = useNewest()
  const narrowed = quickOf(view) === null || view.order !== 'occurred'
  return (
    <div class="log-screen">
      <h1 class="hidden-words">{words.title}</h1>
      <div class="log-top">
        <LogQuick counts={counts} view={view} onChange={setView} onMore={() => setChoosing(true)} />
        {narrowed ? (
          <p class="log-narrowed">
            <span>
              {view.order === 'recorded' ? `${words.byRecorded}・` : ''}
              {words.shown(shown)}
            </span>
            <button type="button" class="button text" onClick={() => setView(plainView)}>
              {words.clearAll}
            </button>
          </p>
        ) : null}
      </div>
      {rows.length > 0 ? (
        <LogList
          label={words.title}
          rows={rows}
          state={open.state}
          log={open.id}
          newest={newest?.id ?? null}
          fresh={fresh}
        />
      ) : (
        <p class="log-none quiet">{counts.all === 0 ? words.empty : words.none}</p>
      )}
      <Announced fresh={fresh} />
      {choosing ? (
        <LogFilters
          view={view}
          facets={facets}
          lanes={open.runbook?.lanes ?? []}
          shown={shown}
          automatic={counts.automatic}
          onChange={setView}
          onClose={() => setChoosing(false)}
        />
      ) : null}
      <OpenedEntry log={open.id} item={file ? undefined : item} />
      <OpenedFile log={open.id} entry={item} file={file} />
    </div>
  )
}

/** Says a line that came in, once, to those who do not see the list move. */
function Announced(props: { readonly fresh: string | null }) {
  const words = useWords(chronologyText)
  const language = useLanguage()
  const { state } = useOpen()
  const entry = state.entries.findLast((known) => known.id === props.fresh)
  const text = entry ? describe(entry, state, recordWords[language]) : null
  return (
    <p class="hidden-words" role="status">
      {entry && text
        ? words.newest(
            entry.occurred.at ? timeOf(entry.occurred.at) : words.unknown,
            [text.head, text.body].filter(Boolean).join(' '),
          )
        : null}
    </p>
  )
}

/** The photo named by the address, over the list as its entry was. */
function OpenedFile(props: {
  readonly log: string
  readonly entry: string | undefined
  readonly file: string | undefined
}) {
  const { log, entry, file } = props
  const cameFromEntry = useCameFrom(file)
  if (entry === undefined || file === undefined) return null
  return (
    <FileView
      entry={entry as EventId}
      file={file}
      onClose={() => {
        if (cameFromEntry()) window.history.back()
        else goInstead({ at: 'incident', log, tab: 'log', item: entry })
      }}
    />
  )
}

/** Whether what is open now was opened from here, so that going back returns here. */
function useCameFrom(item: string | undefined): () => boolean {
  const came = useRef(false)
  const before = useRef(item)
  useEffect(() => {
    if (item !== undefined && before.current === undefined) came.current = true
    if (item === undefined) came.current = false
    before.current = item
  }, [item])
  return () => came.current
}

/** The entry named by the address. Closing goes back to the list one came from. */
function OpenedEntry(props: { readonly log: string; readonly item: string | undefined }) {
  const { log, item } = props
  const cameFromList = useCameFrom(item)
  if (item === undefined) return null
  return (
    <LogEntry
      key={item}
      id={item}
      onClose={() => {
        if (cameFromList()) window.history.back()
        else goInstead({ at: 'incident', log, tab: 'log' })
      }}
    />
  )
}
