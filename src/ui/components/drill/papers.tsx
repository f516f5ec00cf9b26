import { useEffect, useRef, useState } from 'preact/hooks'
import { exportName } from '../../../domain/chronology/export-name.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useOpen, useServices, useWords } from '../../context.ts'
import { drillHtml } from '../../drill-html.ts'
import { clockTime } from '../../format.ts'
import { type DrillPaper, hashOf } from '../../route.ts'
import { drillAfterText } from '../../text/drill-after.ts'
import { exportText } from '../../text/export.ts'
import { AfterBack } from './after.tsx'
import { ReportPaper, useDrillReports } from './paper-report.tsx'

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
        <Files />
      </ul>
      <p class="small quiet">{words.wholeLog}</p>
    </div>
  )
}

/** What is written before it is wanted: iOS drops the right to share at the first await. */
type Prepared = File | 'making' | 'failed'

/** The reports as files of their own, for whoever goes on writing or mails them. */
function Files() {
  const words = useWords(drillAfterText)
  const language = useLanguage()
  const { exporters } = useServices()
  const open = useOpen()
  const reports = useDrillReports()
  const paper = useRef<HTMLDivElement>(null)
  const [attempt, setAttempt] = useState(0)
  const again = (): void => setAttempt(attempt + 1)
  const [docx, setDocx] = useState<Readonly<Record<'report' | 'record', Prepared>>>(making)
  const name = (what: 'report' | 'record', ending: string): string =>
    exportName(
      open.state,
      `${words.fileNames[what]}-${exportText[language].fileMode[open.mode]}`,
      ending,
    )
  useEffect(() => {
    let wanted = true
    setDocx(making)
    for (const what of ['report', 'record'] as const)
      if (reports)
        exporters.drillDocx(reports[what]).then(
          (bytes) =>
            wanted &&
            setDocx((now) => ({
              ...now,
              [what]: new File([bytes], name(what, 'docx'), { type: docxType }),
            })),
          () => wanted && setDocx((now) => ({ ...now, [what]: 'failed' })),
        )
    return () => {
      wanted = false
    }
  }, [open.version, language, attempt])
  const html = (): Prepared => {
    if (!paper.current) return 'failed'
    const file = name('report', 'html')
    return new File([drillHtml(paper.current, language, file.slice(0, -5))], file, {
      type: 'text/html',
    })
  }
  return (
    <>
      <HandOut
        title={words.docx}
        lead={words.docxFor}
        hand={words.handDocx}
        file={docx.report}
        again={again}
      />
      <HandOut
        title={words.recordDocx}
        lead={words.recordDocxFor}
        hand={words.handRecord}
        file={docx.record}
        again={again}
      />
      <HandOut title={words.html} lead={words.htmlFor} hand={words.handHtml} file={html} />
      <div hidden ref={paper}>
        {reports ? <ReportPaper report={reports.report} /> : null}
      </div>
    </>
  )
}

const making = { report: 'making', record: 'making' } as const
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

function HandOut(props: {
  readonly title: string
  readonly lead: string
  readonly hand: string
  readonly file: Prepared | (() => Prepared)
  readonly again?: () => void
}) {
  const { title, lead, hand, file, again } = props
  const words = useWords(drillAfterText)
  const { session, saveFile } = useServices()
  const [said, setSaid] = useState('')
  const [failed, setFailed] = useState(false)
  const give = (): void => {
    const made = typeof file === 'function' ? file() : file
    if (made === 'making') return
    setFailed(made === 'failed')
    if (made === 'failed') {
      again?.()
      return
    }
    saveFile(made).then(
      (how) =>
        setSaid(
          how === 'cancelled' ? words.cancelled : words.handed(clockTime(instantMs(session.now()))),
        ),
      () => setFailed(true),
    )
  }
  return (
    <li>
      <div class="way calendar-way">
        <span>
          <b>{title}</b>
          <span class="small quiet">{lead}</span>
          <span class="small" role="status">
            {said}
          </span>
          {failed ? (
            <span class="small" role="alert">
              {words.failed}
            </span>
          ) : null}
        </span>
        <button
          type="button"
          class="button outlined"
          aria-disabled={file === 'making'}
          onClick={give}
        >
          {file === 'making' ? words.making : hand}
        </button>
      </div>
    </li>
  )
}
