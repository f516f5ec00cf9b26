import { useRef, useState } from 'preact/hooks'
import { exportName } from '../../domain/export-name.ts'
import { instantMs } from '../../domain/instant.ts'
import { useLanguage, useOpen, useServices, useWords } from '../context.ts'
import { drillHtml } from '../drill-html.ts'
import { clockTime } from '../format.ts'
import { type DrillPaper, hashOf } from '../route.ts'
import { drillAfterText } from '../text/drill-after.ts'
import { exportText } from '../text/export.ts'
import { AfterBack } from './drill-after.tsx'
import { ReportPaper } from './drill-paper-report.tsx'

/** What comes out of a drill on paper and as a file. */
export function DrillPapers() {
  const words = useWords(drillAfterText)
  const { id: log } = useOpen()
  const papers: readonly (readonly [DrillPaper, string, string])[] = [
    ['report', words.report, words.reportFor],
    ['record', words.record, words.recordFor],
    ['observer', words.observer, words.observerFor],
    ['cards', words.cards, words.cardsFor],
  ]
  return (
    <div class="drill-place drill-papers">
      <AfterBack />
      <h1>{words.papersTitle}</h1>
      <p class="quiet">{words.papersLead}</p>
      <ul class="rows">
        {papers.map(([paper, title, lead]) => (
          <li key={paper}>
            <a class="way" href={hashOf({ at: 'print', log, what: 'drill', paper })}>
              <b>{title}</b>
              <span class="small quiet">{lead}</span>
            </a>
          </li>
        ))}
        <li>
          <HtmlFile />
        </li>
      </ul>
      <p class="small quiet">{words.wholeLog}</p>
    </div>
  )
}

/** The report as one file: what is printed, with its own styles and no script. */
function HtmlFile() {
  const words = useWords(drillAfterText)
  const language = useLanguage()
  const { session, saveFile } = useServices()
  const open = useOpen()
  const paper = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('')
  const [failed, setFailed] = useState(false)
  function hand(): void {
    if (!paper.current) return
    const mode = `${words.fileName}-${exportText[language].fileMode[open.mode]}`
    const name = exportName(open.state, mode, 'html')
    const html = drillHtml(paper.current, language, name.slice(0, -5))
    saveFile(new File([html], name, { type: 'text/html' })).then(
      (how) =>
        setSaid(
          how === 'cancelled' ? words.cancelled : words.handed(clockTime(instantMs(session.now()))),
        ),
      () => setFailed(true),
    )
  }
  return (
    <div class="way calendar-way">
      <span>
        <b>{words.html}</b>
        <span class="small quiet">{words.htmlFor}</span>
        <span class="small" role="status">
          {said}
        </span>
        {failed ? (
          <span class="small" role="alert">
            {words.failed}
          </span>
        ) : null}
      </span>
      <button type="button" class="button outlined" onClick={hand}>
        {words.handHtml}
      </button>
      {/* Built before the tap: iOS drops the right to share at the first await. */}
      <div hidden ref={paper}>
        <ReportPaper />
      </div>
    </div>
  )
}
