import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Board } from '../../../domain/board/board.ts'
import { calendarItems } from '../../../domain/board/calendar.ts'
import { exportName } from '../../../domain/chronology/export-name.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useOpen, useServices, useWords } from '../../context.ts'
import { clockTime } from '../../format.ts'
import { hashOf, type Route } from '../../route.ts'
import { boardText } from '../../text/board.ts'
import { calendarWords } from '../../text/calendar.ts'
import { exportText } from '../../text/export.ts'
import { BoardPart } from './part.tsx'

/** The ways out of the board: to be read, handed over, printed, shown, put into a calendar. */
export function BoardWays(props: { readonly board: Board }) {
  const words = useWords(boardText)
  const { id: log } = useOpen()
  const item = (name: string): Route => ({ at: 'incident', log, tab: 'board', item: name })
  const sheet = (name: 'board' | 'meeting'): Route => ({
    at: 'print',
    log,
    what: 'board',
    paper: name,
  })
  const ways: readonly (readonly [string, string, Route])[] = [
    [words.wayAloud, words.wayAloudFor, item('aloud')],
    [words.wayHandOver, words.wayHandOverFor, item('handover')],
    [words.waySheet, words.waySheetFor, sheet('meeting')],
    [words.wayPrint, words.wayPrintFor, sheet('board')],
    [words.wayWall, words.wayWallFor, { at: 'wall', log }],
  ]
  return (
    <BoardPart name="ways" title={words.ways}>
      <ul class="rows">
        {ways.map(([title, lead, route]) => (
          <li key={title}>
            <a class="way" href={hashOf(route)}>
              <b>{title}</b>
              <span class="small quiet">{lead}</span>
            </a>
          </li>
        ))}
        <li>
          <CalendarWay board={props.board} />
        </li>
      </ul>
    </BoardPart>
  )
}

/** The file is made before the tap: iOS drops the right to share at the first await. */
function CalendarWay(props: { readonly board: Board }) {
  const { board } = props
  const words = useWords(boardText)
  const language = useLanguage()
  const { exporters, saveFile, session } = useServices()
  const open = useOpen()
  const items = useMemo(
    () => calendarItems(board, open.state, open.mode, calendarWords(open.state, language)),
    [board, open.mode, language],
  )
  const [file, setFile] = useState<File | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let wanted = true
    const mode = exportText[language].fileMode[open.mode]
    const name = exportName(open.state, mode, 'ics')
    exporters
      .calendar({
        name: name.slice(0, -4),
        log: open.id,
        sequence: open.state.version,
        nowMs: board.nowMs,
        items,
      })
      .then(
        (bytes) => wanted && setFile(new File([bytes], name, { type: 'text/calendar' })),
        () => wanted && setFailed(true),
      )
    return () => {
      wanted = false
    }
  }, [items, exporters, language, open.id, open.mode])
  return (
    <div class="way calendar-way">
      <span>
        <b>{words.wayCalendar}</b>
        <span class="small quiet">
          {words.wayCalendarFor} {words.calendarOf(items.length)}
        </span>
        <span class="small" role="status">
          {said ?? ''}
        </span>
        {failed ? (
          <span class="small" role="alert">
            {words.calendarFailed}
          </span>
        ) : null}
      </span>
      <button
        type="button"
        class="button outlined"
        aria-disabled={file === null}
        onClick={() => {
          if (!file) return
          void saveFile(file).then(
            (how) =>
              setSaid(
                how === 'cancelled'
                  ? words.cancelled
                  : words.handed(clockTime(instantMs(session.now()))),
              ),
            () => setFailed(true),
          )
        }}
      >
        {words.handCalendar}
      </button>
    </div>
  )
}
