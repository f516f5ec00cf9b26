import { useCallback, useMemo, useState } from 'preact/hooks'
import { exportName } from '../../domain/chronology/export-name.ts'
import { countLog } from '../../domain/chronology/log-counts.ts'
import { filesByEntry, printedFiles } from '../../domain/chronology/printed-files.ts'
import { printedRows } from '../../domain/chronology/printed-log.ts'
import type { OpenLog } from '../../session/session.ts'
import { NotOpen } from '../components/not-open.tsx'
import { PrintFiles } from '../components/print/files.tsx'
import { PrintHead } from '../components/print/head.tsx'
import { PrintProof } from '../components/print/proof.tsx'
import { PrintRows } from '../components/print/rows.tsx'
import { PrintSummary } from '../components/print/summary.tsx'
import { useLanguage, useReverified, useServices, useSessionState, useWords } from '../context.ts'
import { hashOf, useRoute } from '../route.ts'
import { exportText } from '../text/export.ts'
import { printText } from '../text/print.ts'
import { usePageTitle } from '../use-page-title.ts'

/** The whole chronology on A4: what is seen here is what comes out. */
export function PrintChronology() {
  const route = useRoute()
  const open = useSessionState((state) => state.open)
  const log = route.at === 'print' ? route.log : null
  if (!open || open.id !== log) return <NotOpen />
  return <Printed open={open} />
}

function Printed(props: { readonly open: OpenLog }) {
  const { open } = props
  const words = useWords(printText)
  const { print } = useServices()
  useTitle(open)
  useReverified()
  const [pictures, setPictures] = useState({ shown: 0, of: 0 })
  const told = useCallback((shown: number, of: number) => setPictures({ shown, of }), [])
  return (
    <main class={open.mode === 'drill' ? 'print-chronology drill' : 'print-chronology'}>
      <div class="print-bar">
        <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'export' })}>
          {words.back}
        </a>
        <p class="quiet small">{words.how(open.state.entries.length)}</p>
        {open.verification?.done ? null : (
          <p class="small" role="status">
            {words.checking}
          </p>
        )}
        {pictures.shown < pictures.of ? (
          <p class="small" role="status">
            {words.pictures(pictures.shown, pictures.of)}
          </p>
        ) : null}
      </div>
      <Sheets open={open} version={open.version} told={told} />
      <div class="print-do">
        <button type="button" class="button primary" onClick={() => print()}>
          {words.print}
        </button>
      </div>
    </main>
  )
}

/**
 * The outer table repeats its head on every sheet, whatever browser prints it: a sheet that is
 * found alone still says what it belongs to.
 */
function Sheets(props: {
  readonly open: OpenLog
  readonly version: number
  readonly told: (shown: number, of: number) => void
}) {
  const { open, version } = props
  const language = useLanguage()
  const rows = useMemo(() => printedRows(open.state), [open.state, version])
  const files = useMemo(() => printedFiles(rows), [rows])
  const counts = useMemo(() => countLog(open.state), [open.state, version])
  const body = useMemo(
    () => <PrintRows rows={rows} files={filesByEntry(files)} state={open.state} />,
    [rows, files, open.state, language],
  )
  return (
    <table class="print-paper" role="presentation">
      <thead>
        <tr>
          <td>
            <PrintHead open={open} />
          </td>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <PrintSummary open={open} counts={counts} />
            {body}
            <PrintFiles files={files} told={props.told} />
            <PrintProof open={open} counts={counts} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function useTitle(open: OpenLog): void {
  const language = useLanguage()
  const name = exportName(open.state, exportText[language].fileMode[open.mode], 'pdf')
  usePageTitle(name.slice(0, -4))
}
