import { useEffect, useRef, useState } from 'preact/hooks'
import type { EventId } from '../../domain/ids.ts'
import { Chips } from '../components/chips.tsx'
import { RedactCopy } from '../components/redact/copy.tsx'
import { RedactErase } from '../components/redact/erase.tsx'
import { RedactList } from '../components/redact/list.tsx'
import { RedactStrike } from '../components/redact/strike.tsx'
import {
  copyLines,
  filtered,
  type TextFilter,
  type TextRow,
  type Texts,
  useTexts,
} from '../components/redact/texts.ts'
import { Field } from '../components/settings/field.tsx'
import { useOpen, useSession, useSessionState, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { redactText } from '../text/redact.ts'

type Doing = 'strike' | 'erase' | null

/** 墨消しと消去: which texts copies leave out, the copy itself, and what is erased on this device. */
export function RedactScreen(props: { readonly entry?: string }) {
  const words = useWords(redactText)
  const open = useOpen()
  const { texts, failed, retry } = useTexts(open)
  if (texts) return <Choosing texts={texts} entry={props.entry} />
  return (
    <div class="redact-screen">
      <div class="redact-scroll">
        <div class="redact-above">
          <Top />
          {failed ? (
            <div class="alert" role="alert">
              <p>{words.failed}</p>
              <button type="button" class="button outlined" onClick={retry}>
                {words.retry}
              </button>
            </div>
          ) : (
            <p role="status">{words.reading}</p>
          )}
        </div>
      </div>
    </div>
  )
}

function Top() {
  const words = useWords(redactText)
  const { id } = useOpen()
  return (
    <>
      <a class="button text" href={hashOf({ at: 'incident', log: id, tab: 'export' })}>
        {words.back}
      </a>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
    </>
  )
}

function Choosing(props: { readonly texts: Texts; readonly entry: string | undefined }) {
  const { texts } = props
  const words = useWords(redactText)
  const open = useOpen()
  const session = useSession()
  const first = open.state.entry.get((props.entry ?? '') as EventId)
  const [query, setQuery] = useState(first ? words.no(first.no) : '')
  const [filter, setFilter] = useState<TextFilter>('all')
  const [asCopy, setAsCopy] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<EventId>>(new Set())
  const [doing, setDoing] = useState<Doing>(null)
  const [said, setSaid] = useState('')
  const status = useRef<HTMLParagraphElement>(null)
  const pick = useRef<HTMLDivElement>(null)
  // Who comes from an entry came for its texts.
  useEffect(() => {
    if (first) pick.current?.scrollIntoView({ block: 'start' })
  }, [])
  useEffect(() => {
    if (said !== '') status.current?.scrollIntoView({ block: 'center' })
  }, [said])

  const { state } = open
  // What was erased meanwhile, here or in another tab, can be chosen no longer.
  const rows = texts.rows.filter(({ id, erased }) => !erased && chosen.has(id))
  const selected = new Set(rows.map(({ id }) => id))
  const shown = filtered(texts.rows, open, selected, filter, query)
  const toChoose = shown.filter(({ id, erased }) => !erased && !selected.has(id))

  const finish = (told: string): void => {
    setDoing(null)
    setChosen(new Set())
    setFilter('all')
    setSaid(told)
  }
  const lift = async (): Promise<void> => {
    const targets = rows.map(({ id }) => id)
    const result = await session.record({ do: 'redactTexts', targets, why: null })
    finish(result.ok ? words.lifted(targets.length) : words.notRecorded)
  }

  const above = (
    <>
      <Top />
      <p role="status" ref={status} class="redact-said">
        {said}
      </p>
      <CopyLeft />
      <RedactCopy />
      <div class="redact-part" ref={pick}>
        <h2>{words.pick}</h2>
        {state.redactions.size > 0 || asCopy ? (
          <label class="redact-as-copy">
            <input
              type="checkbox"
              checked={asCopy}
              onChange={(event) => setAsCopy(event.currentTarget.checked)}
            />
            <span>{words.asCopy}</span>
          </label>
        ) : null}
        {asCopy ? null : (
          <>
            <Field label={words.search} value={query} onInput={setQuery} />
            <Filters texts={texts.rows} selected={selected} filter={filter} onChange={setFilter} />
            {query.trim() !== '' && toChoose.length > 0 ? (
              <button
                type="button"
                class="button outlined redact-found"
                onClick={() => setChosen(new Set([...selected, ...toChoose.map(({ id }) => id)]))}
              >
                {words.selectFound(toChoose.length)}
              </button>
            ) : null}
            {shown.length === 0 ? <p class="quiet">{words.nothingFound}</p> : null}
          </>
        )}
      </div>
    </>
  )
  return (
    <div class="redact-screen">
      <RedactList
        above={above}
        label={asCopy ? words.copyLabel : words.listLabel}
        lines={
          asCopy
            ? copyLines(texts, open).map((entry) => ({ is: 'copy', id: entry.id, entry }))
            : shown.map((row) => ({ is: 'text', id: row.id, row }))
        }
        copy={texts.copy.state}
        selected={selected}
        onToggle={(id) => {
          setSaid('')
          setChosen(
            selected.has(id)
              ? new Set([...selected].filter((other) => other !== id))
              : new Set([...selected, id]),
          )
        }}
      />
      {rows.length > 0 && !asCopy ? (
        <Bar
          rows={rows}
          redacted={rows.every(({ id }) => state.redactions.has(id))}
          onClear={() => setChosen(new Set())}
          onLift={() => void lift()}
          onDo={setDoing}
        />
      ) : null}
      {doing === 'strike' ? (
        <RedactStrike rows={rows} onClose={() => setDoing(null)} onDone={finish} />
      ) : null}
      {doing === 'erase' ? (
        <RedactErase rows={rows} onClose={() => setDoing(null)} onDone={finish} />
      ) : null}
    </div>
  )
}

/** Erased words that the second copy on this device may still hold. */
function CopyLeft() {
  const words = useWords(redactText)
  const { id } = useOpen()
  const left = useSessionState(({ copyToErase }) => copyToErase === id)
  return left ? (
    <p class="warning" role="alert">
      {words.copyLeft}
    </p>
  ) : null
}

function Filters(props: {
  readonly texts: readonly TextRow[]
  readonly selected: ReadonlySet<EventId>
  readonly filter: TextFilter
  readonly onChange: (filter: TextFilter) => void
}) {
  const words = useWords(redactText)
  const open = useOpen()
  const count = (filter: TextFilter): number =>
    filtered(props.texts, open, props.selected, filter, '').length
  const offered = (['all', 'selected', 'redacted', 'elsewhere', 'erased'] as const)
    .map((value) => ({ value, texts: count(value) }))
    .filter(({ value, texts }) => texts > 0 || value === 'all' || value === props.filter)
  if (offered.length < 2) return null
  return (
    <Chips
      label={words.filter}
      hideLabel
      options={offered.map(({ value, texts }) => ({ value, label: words.filters[value](texts) }))}
      value={props.filter}
      onChange={(value) => props.onChange(value ?? 'all')}
    />
  )
}

function Bar(props: {
  readonly rows: readonly TextRow[]
  /** All of them are left out of copies already. */
  readonly redacted: boolean
  readonly onClear: () => void
  readonly onLift: () => void
  readonly onDo: (doing: Doing) => void
}) {
  const words = useWords(redactText)
  return (
    <div class="redact-bar">
      <p>
        <b role="status">{words.selected(props.rows.length)}</b>
        <button type="button" class="button text" onClick={props.onClear}>
          {words.clear}
        </button>
      </p>
      <div class="redact-bar-do">
        {props.redacted ? (
          <button type="button" class="button outlined" onClick={props.onLift}>
            {words.lift}
          </button>
        ) : (
          <button type="button" class="button primary" onClick={() => props.onDo('strike')}>
            {words.strike}
          </button>
        )}
        <button type="button" class="button danger" onClick={() => props.onDo('erase')}>
          {words.erase}
        </button>
      </div>
    </div>
  )
}
