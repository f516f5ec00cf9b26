import { useEffect, useRef, useState } from 'preact/hooks'
import { shownName } from '../../domain/file-name.ts'
import { verificationParts } from '../../domain/verification-lines.ts'
import type { VerifyReport } from '../../domain/verification-report.ts'
import { useServices, useWords } from '../context.ts'
import { importVerdictText } from '../text/import-verdict.ts'
import { verifyWords } from '../text/verify.ts'

type Stage =
  | { readonly is: 'asked' | 'failed' }
  | { readonly is: 'going'; readonly share: number }
  | { readonly is: 'done'; readonly reports: readonly VerifyReport[] }

/** Verifies chosen files when asked to, every part of them, and says what `verify.html` says. */
export function ImportVerdict(props: { readonly files: readonly File[] }) {
  const { files } = props
  const words = useWords(importVerdictText)
  const { verifyCopy } = useServices()
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
      const reports: VerifyReport[] = []
      for (const [i, file] of files.entries())
        reports.push(
          await verifyCopy(file, (share) =>
            show({ is: 'going', share: (i + share) / files.length }),
          ),
        )
      show({ is: 'done', reports })
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
      {stage.is === 'done'
        ? stage.reports.map((report, i) => (
            <Report key={i} report={report} name={shownName(files[i]?.name ?? '')} />
          ))
        : null}
    </section>
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
