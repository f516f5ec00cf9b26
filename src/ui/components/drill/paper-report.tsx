import { courseOf } from '../../../domain/drill/plan.ts'
import type { DrillReport, ReportPart, ReportTable } from '../../../domain/drill/report.ts'
import { useLanguage, useOpen, useSessionState } from '../../context.ts'
import { afterActionReport, recordOfDrill } from '../../drill-report.ts'
import { useCourseEvaluation } from '../../use-evaluation.ts'
import { WaitTable } from './paper-waits.tsx'

/** Both reports of the open drill; null where it is none. */
export function useDrillReports(): {
  readonly report: DrillReport
  readonly record: DrillReport
} | null {
  const { state, id } = useOpen()
  const language = useLanguage()
  const hospital = useSessionState(({ readiness }) => readiness.hospital)
  const course = courseOf(state)
  const evaluation = useCourseEvaluation(course)
  if (!course || !evaluation) return null
  const told = { course, evaluation, id, hospital, language }
  return { report: afterActionReport(told), record: recordOfDrill(told) }
}

/** A report on A4, and in the HTML file. */
export function ReportPaper(props: { readonly report: DrillReport }) {
  const { mode, title, name, means, foot, onePage, parts } = props.report
  return (
    <div class={onePage ? 'drill-paper dp-one' : 'drill-paper'}>
      <header class="dp-head">
        <p>
          <b class="dp-mode">{mode}</b> <b>{title}</b> <span class="dp-name">{name}</span>
        </p>
        <p class="dp-small">{means}</p>
      </header>
      {parts.map((part, i) => (
        <Part key={i} part={part} />
      ))}
      <p class="dp-foot">
        {mode}　{foot}
      </p>
    </div>
  )
}

function Part(props: { readonly part: ReportPart }) {
  const { part } = props
  switch (part.kind) {
    case 'facts':
      return <Facts rows={part.rows} />
    case 'heading':
      return <h2>{part.text}</h2>
    case 'text':
      return (
        <p class={part.look === 'plain' ? undefined : `dp-small dp-${part.look}`}>{part.text}</p>
      )
    case 'table':
      return <Table table={part} />
    case 'waits':
      return <WaitTable picture={part.picture} />
    case 'lists':
      return (
        <div class="dp-wash">
          {part.lists.map(({ title, items }) => (
            <div key={title}>
              <h3>{title}</h3>
              {items.length > 0 ? (
                <ul>
                  {items.map((item) => (
                    <li key={item}>{item}</li>
                  ))}
                </ul>
              ) : (
                <p class="dp-small">{part.none}</p>
              )}
            </div>
          ))}
        </div>
      )
    case 'signs':
      return (
        <section class="dp-closing">
          {part.title === null ? null : <h2>{part.title}</h2>}
          <Facts rows={part.rows} />
          <div class="dp-signs">
            {part.who.map((who) => (
              <div key={who}>
                <b>{who}</b>
                {part.fill.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </div>
            ))}
          </div>
        </section>
      )
  }
}

function Facts(props: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl class="dp-facts">
      {props.rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Table(props: { readonly table: ReportTable }) {
  const { look, caption, columns, rows } = props.table
  return (
    <table class={`dp-table dp-${look}`}>
      {caption ? <caption>{caption}</caption> : null}
      <thead>
        <tr>
          {columns.map(({ title, mm }, i) => (
            // A column may stand twice, side by side.
            <th key={i} scope="col" style={mm ? { width: `${mm}mm` } : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map(({ text, bold, below }, column) => (
              <td key={column}>
                {bold ? <b>{text}</b> : text}
                {below?.map((one) => (
                  <p key={one} class="dp-small">
                    {one}
                  </p>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
