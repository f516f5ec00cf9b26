import { useEffect, useRef, useState } from 'preact/hooks'
import { shownName } from '../../../domain/chronology/file-name.ts'
import { type PartsReport, partsLines } from '../../../domain/proof/parts-report.ts'
import { verificationParts } from '../../../domain/proof/verification-lines.ts'
import type { VerifyReport } from '../../../domain/proof/verification-report.ts'
import { useServices, useWords } from '../../context.ts'
import { importVerdictText } from '../../text/import-verdict.ts'
import { verifyWords } from '../../text/verify.ts'
import { partsWords } from '../../text/verify-parts.ts'

type Stage =
  | { readonly is: 'asked' | 'failed' }
  | { readonly is: 'going'; readonly share: number }
  | { readonly is: 'done'; readonly found: VerifyReport | PartsReport }

/** Verifies chosen files when asked to, every part of them, and says what `verify.html` says. */
export function ImportVerdict(props: { readonly files: readonly File[] }) {
  const { files } = props
  const words = useWords(importVerdictText)
  const { verifyCopies } = useServices()
  const [stage, setStage] = useState<Stage>({ is: 'asked' })
  const gone = useRef(false)
  useEffect(
    () => () => {
      gone.current = true
    },
    [],
  )

  const verify = async (): Promise<void> => {
    const show = (next: Stage): void => {
      if (!gone.current) setStage(next)
    }
    show({ is: 'going', share: 0 })
    try {
      const found = await verifyCopies(files, (share) => show({ is: 'going', share }))
      show({ is: 'done', found })
    } catch {
      show({ is: 'failed' })
    }
  }

  if (stage.is === 'asked')
    return (
      <div class="import-verdict">
        <button type="button" class="button text" onClick={() => void verify()}>
          {words.ask}
        </button>
        <p class="quiet small">{words.lead}</p>
      </div>
    )
  const percent = stage.is === 'going' ? Math.floor(stage.share * 100) : 0
  return (
    <section class="import-verdict">
      <h2 class="label">{words.title}</h2>
      <p role="status">{stage.is === 'going' ? words.going(percent) : ''}</p>
      {stage.is === 'failed' ? (
        <p class="alert" role="alert">
          {words.failed}
        </p>
      ) : null}
      {stage.is === 'done' ? (
        'files' in stage.found ? (
          <Together found={stage.found} />
        ) : (
          <Report report={stage.found} name={shownName(files[0]?.name ?? '')} />
        )
      ) : null}
    </section>
  )
}

/** Files of one export: whether they are all of it, then each. */
function Together(props: { readonly found: PartsReport }) {
  const { found } = props
  const words = useWords(importVerdictText)
  const parts = useWords(partsWords)
  const [first, ...rest] = partsLines(found, parts)
  return (
    <>
      <div class="import-report">
        <p class={found.verdict === 'holds' ? 'import-holds' : 'alert'} role="alert">
          <b>{words.verdict[found.verdict]}</b> <span>{first}</span>
        </p>
        {rest.length > 0 ? (
          <ul>
            {rest.map((line) => (
              <li key={line}>{line.replace(/^・/, '')}</li>
            ))}
          </ul>
        ) : null}
      </div>
      {found.files.map(({ file, report }, i) => (
        <Report key={i} report={report} name={shownName(file)} />
      ))}
    </>
  )
}

function Report(props: { readonly report: VerifyReport; readonly name: string }) {
  const { report, name } = props
  const words = useWords(importVerdictText)
  const said = useWords(verifyWords)
  const parts = verificationParts(report, said)
  const { verdict } = report
  const lists = [
    { title: said.headings.faults, lines: parts.faults },
    {
      title: said.headings.checks,
      lines: parts.checks.map(({ result, label }) => `${said.result[result]}　${label}`),
    },
    { title: said.headings.facts, lines: parts.facts },
    { title: said.headings.limits, lines: verdict === 'unreadable' ? [] : said.limits },
  ].filter(({ lines }) => lines.length > 0)
  return (
    <div class="import-report">
      <p class="import-file-name">{name}</p>
      <p class={verdict === 'holds' ? 'import-holds' : 'alert'} role="alert">
        <b>{words.verdict[verdict]}</b>
        {parts.said.map((line) => (
          <span key={line}> {line}</span>
        ))}
      </p>
      {lists.map(({ title, lines }) => (
        <details key={title} open={title === said.headings.faults}>
          <summary>{title}</summary>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line.replace(/^[・-]\s*/, '')}</li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  )
}
