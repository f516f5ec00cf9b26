import { useMemo, useRef, useState } from 'preact/hooks'
import { importedRows } from '../../domain/commands/table.ts'
import type { LogState } from '../../domain/evolve/state.ts'
import { civilFrom, instantMs } from '../../domain/instant.ts'
import { guessMapping, isTimesketch, type Mapping } from '../../domain/table/columns.ts'
import { type JudgedRows, judgeRows, type TimeBase } from '../../domain/table/rows.ts'
import type { ReadTable, Sheet, TableFile } from '../../domain/table/table.ts'
import { TableColumns } from '../components/table/columns.tsx'
import { TablePreview } from '../components/table/preview.tsx'
import { TableTimes } from '../components/table/times.tsx'
import { useOpen, useServices, useSession, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { importTableText } from '../text/import-table.ts'

type Stage =
  | { readonly is: 'choosing' | 'reading' | 'unreadable' }
  | { readonly is: 'refused'; readonly why: Extract<ReadTable, { ok: false }>['why'] }
  | { readonly is: 'read'; readonly file: TableFile; readonly key: number }

/** A chronology kept elsewhere: chosen, its columns and rows checked, and recorded when a person says so. */
export function ImportTable() {
  const words = useWords(importTableText)
  const { readTable } = useServices()
  const { id } = useOpen()
  const [stage, setStage] = useState<Stage>({ is: 'choosing' })
  const input = useRef<HTMLInputElement>(null)
  /** The choice that counts: of one that was replaced meanwhile nothing is shown. */
  const turn = useRef(0)

  const read = async (file: File): Promise<void> => {
    const mine = ++turn.current
    setStage({ is: 'reading' })
    const result = await readTable(file).catch(() => null)
    if (mine !== turn.current) return
    if (!result) setStage({ is: 'unreadable' })
    else if (result.ok) setStage({ is: 'read', file: result.file, key: mine })
    else setStage({ is: 'refused', why: result.why })
  }

  return (
    <div class="table-import">
      <a class="button text" href={hashOf({ at: 'incident', log: id, tab: 'export' })}>
        {words.back}
      </a>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.xlsm,.xls,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file, mended, can be chosen again.
          event.currentTarget.value = ''
          if (file) void read(file)
        }}
      />
      <button
        type="button"
        class={stage.is === 'choosing' ? 'button primary' : 'button outlined'}
        onClick={() => input.current?.click()}
      >
        {stage.is === 'choosing' ? words.pick : words.pickOther}
      </button>
      <p role="status">{stage.is === 'reading' ? words.reading : ''}</p>
      {stage.is === 'unreadable' ? (
        <p class="alert" role="alert">
          {words.unreadable} {words.nothingChanged}
        </p>
      ) : null}
      {stage.is === 'refused' ? (
        <div class="alert" role="alert">
          <h2>{words.refused}</h2>
          <p>{words.refusals[stage.why]}</p>
          <p class="small">{words.nothingChanged}</p>
        </div>
      ) : null}
      {stage.is === 'read' ? <ReadFile key={stage.key} file={stage.file} /> : null}
    </div>
  )
}

/** The sheet with the most rows is the likeliest; its cover and its lists are shorter. */
const likeliest = (sheets: readonly Sheet[]): number =>
  sheets.reduce(
    (best, sheet, at) => (sheet.rows.length > (sheets[best]?.rows.length ?? 0) ? at : best),
    0,
  )

function ReadFile(props: { readonly file: TableFile }) {
  const { file } = props
  const words = useWords(importTableText)
  const [chosen, setChosen] = useState(() => likeliest(file.sheets))
  const sheet = file.sheets[chosen]
  if (!sheet) return null
  const facts = [
    file.encoding ? words.facts.encodings[file.encoding] : null,
    words.facts.rows(sheet.rows.length),
  ].filter((fact) => fact !== null)
  return (
    <>
      <p class="table-file">
        <b>{file.name}</b>
        <span class="quiet small">{facts.join('・')}</span>
      </p>
      {file.sheets.length > 1 ? (
        <label class="field">
          <span class="label">{words.sheet}</span>
          <select value={chosen} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
            {file.sheets.map(({ name }, at) => (
              <option key={at} value={at}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <ReadSheet key={chosen} file={file} sheet={sheet} number={chosen + 1} />
    </>
  )
}

/** The day the incident was noticed: rows without a date are most likely of that day. */
function dayOf(state: LogState, nowMs: number): TimeBase['day'] {
  const at = state.detection?.at ?? state.openedAt
  const { year, month, day } = civilFrom(at ? instantMs(at) : nowMs)
  return { year, month, day }
}

function ReadSheet(props: {
  readonly file: TableFile
  readonly sheet: Sheet
  readonly number: number
}) {
  const { file, sheet, number } = props
  const words = useWords(importTableText)
  const session = useSession()
  const open = useOpen()
  const [mapping, setMapping] = useState<Mapping>(() => guessMapping(sheet))
  const timesketch = isTimesketch(sheet, mapping)
  const [times, setTimes] = useState<Omit<TimeBase, 'nowMs'>>(() => ({
    day: dayOf(open.state, instantMs(session.logNow())),
    // Timesketch takes what carries no offset for UTC.
    offset: timesketch ? 0 : 540,
    nextDay: false,
  }))
  const [doing, setDoing] = useState<
    | { readonly is: 'checking' | 'failed' }
    | { readonly is: 'recording' | 'recorded'; readonly count: number }
  >({ is: 'checking' })
  const { state } = open
  const known = useMemo(
    () => importedRows(state, file.hash, number),
    [state, state.version, file, number],
  )
  const judged = useMemo(
    () => judgeRows(sheet, mapping, { ...times, nowMs: instantMs(session.logNow()) }, known),
    [sheet, mapping, times, known, session],
  )

  const record = async ({ good }: JudgedRows): Promise<void> => {
    if (doing.is === 'recording' || good.length === 0) return
    setDoing({ is: 'recording', count: good.length })
    const result = await session
      .record({
        ...{ do: 'importTable', file: file.hash, name: file.name.slice(0, 400), sheet: number },
        ...(sheet.name === null ? {} : { sheetName: sheet.name }),
        rows: good.map(({ occurredMs: _, remarks: __, ...row }) => row),
      })
      .catch(() => null)
    // What failed is still on this screen, and is tried again from here.
    for (const act of session.state.getState().pending)
      if (act.command.do === 'importTable') session.discard(act.key)
    setDoing(result?.ok ? { is: 'recorded', count: good.length } : { is: 'failed' })
  }

  if (doing.is === 'recorded')
    return (
      <div class="table-done" role="status">
        <p>
          <b>{words.recorded(doing.count)}</b>
        </p>
        <a class="button primary" href={hashOf({ at: 'incident', log: open.id, tab: 'log' })}>
          {words.toLog}
        </a>
      </div>
    )
  const missing = (['time', 'what'] as const).filter(
    (role) => !mapping.roles.some((has) => has === role || (role === 'time' && has === 'date')),
  )
  return (
    <>
      {timesketch ? <p>{words.facts.timesketch}</p> : null}
      <TableColumns sheet={sheet} mapping={mapping} onChange={setMapping} />
      {missing.length > 0 ? (
        <p class="warning">{missing.map((role) => words.missing[role]).join(' ')}</p>
      ) : (
        <>
          <TableTimes judged={judged} times={times} timesketch={timesketch} onChange={setTimes} />
          <TablePreview judged={judged} />
          <p role="status">{doing.is === 'recording' ? words.recording(doing.count) : ''}</p>
          {doing.is === 'failed' ? (
            <p class="alert" role="alert">
              {words.failed}
            </p>
          ) : null}
          {judged.good.length > 0 ? (
            <div class="table-confirm">
              {judged.bad.length > 0 ? <p class="small">{words.withoutBad}</p> : null}
              <button
                type="button"
                class="button primary"
                aria-disabled={doing.is === 'recording'}
                onClick={() => void record(judged)}
              >
                {words.record(judged.good.length)}
              </button>
            </div>
          ) : (
            <p>{words.nothingNew}</p>
          )}
        </>
      )}
    </>
  )
}
