import { exportName } from '../../domain/chronology/export-name.ts'
import type { OpenLog } from '../../session/session.ts'
import { BoardPaper, HandOverPaper } from '../components/board/paper.tsx'
import { MeetingPaper } from '../components/board/paper-meeting.tsx'
import { NotOpen } from '../components/not-open.tsx'
import { PrintHead } from '../components/print/head.tsx'
import { useLanguage, useServices, useSessionState, useWords } from '../context.ts'
import { type BoardSheet, hashOf, useRoute } from '../route.ts'
import { exportText } from '../text/export.ts'
import { hqText } from '../text/hq.ts'
import { usePageTitle } from '../use-page-title.ts'

/** The board, the sheet of a meeting, the hand-over on A4: what is seen here is what comes out. */
export function PrintBoard() {
  const route = useRoute()
  const open = useSessionState((state) => state.open)
  if (route.at !== 'print' || route.what !== 'board') return null
  if (!open || open.id !== route.log) return <NotOpen />
  return <Paper open={open} sheet={route.paper} />
}

function Paper(props: { readonly open: OpenLog; readonly sheet: BoardSheet }) {
  const { open, sheet } = props
  const words = useWords(hqText)
  const { print } = useServices()
  useTitle(open, words.sheets[sheet])
  return (
    <main
      class={`print-chronology print-board sheet-${sheet}${open.mode === 'drill' ? ' drill' : ''}`}
    >
      <h1 class="hidden-words">{words.sheets[sheet]}</h1>
      <div class="print-bar">
        <a
          class="button text"
          href={hashOf({
            at: 'incident',
            log: open.id,
            tab: 'board',
            ...(sheet === 'handover' ? { item: 'handover' } : {}),
          })}
        >
          {words.sheetBack}
        </a>
        <p class="quiet small">{words.sheetHow}</p>
      </div>
      {/* The outer table repeats its head on every sheet, whatever browser prints it. */}
      <table class="print-paper" role="presentation">
        <thead>
          <tr>
            <td>
              <PrintHead open={open} title={words.sheets[sheet]} />
            </td>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <Contents sheet={sheet} />
            </td>
          </tr>
        </tbody>
      </table>
      <div class="print-do">
        <button type="button" class="button primary" onClick={() => print()}>
          {words.sheetDo}
        </button>
      </div>
    </main>
  )
}

function Contents(props: { readonly sheet: BoardSheet }) {
  switch (props.sheet) {
    case 'board':
      return <BoardPaper />
    case 'meeting':
      return <MeetingPaper />
    case 'handover':
      return <HandOverPaper />
  }
}

function useTitle(open: OpenLog, title: string): void {
  const language = useLanguage()
  const name = exportName(open.state, `${title}-${exportText[language].fileMode[open.mode]}`, 'pdf')
  usePageTitle(name.slice(0, -4))
}
