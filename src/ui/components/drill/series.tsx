import type { Series } from '../../../domain/drill/series.ts'
import { instantMs, minuteMs } from '../../../domain/instant.ts'
import { useLanguage, useSay, useWords } from '../../context.ts'
import { duration, isoDate } from '../../format.ts'
import { evaluationWords } from '../../text/drill-evaluation.ts'
import { drillsText } from '../../text/drills.ts'
import { verdictMark } from '../../verdict-mark.ts'

/** One line of a plot and of its table: the same words stand in both. */
interface Row {
  readonly key: string
  readonly what: string
  readonly took: string
  readonly target: string
  readonly result: string
  readonly tookMs: number | null
  readonly targetMs: number | null
  readonly look: 'drill' | 'missed' | 'night' | 'words'
}

/** Shorter axes would make minutes look like hours. */
const shortestMs = 10 * minuteMs

/** A criterion over the drills, the waits as bars, with the same in a table. */
export function DrillSeries(props: { readonly series: Series }) {
  const { series } = props
  const words = useWords(drillsText)
  const say = useSay()
  const drills = useDrillRows(series)
  const nights = useNightRows(series)
  // Nights may last fifty times as long: the axis is the drills', and they run out of it.
  const endMs =
    1.08 *
    Math.max(shortestMs, ...drills.flatMap(({ tookMs, targetMs }) => [tookMs ?? 0, targetMs ?? 0]))
  return (
    <article class="series">
      <h2>{say(series.title)}</h2>
      {series.scenario ? <p class="small quiet">{say(series.scenario)}</p> : null}
      <Rows rows={drills} endMs={endMs} />
      {nights.length > 0 ? (
        <>
          <h3>{words.published}</h3>
          <Rows rows={nights} endMs={endMs} />
        </>
      ) : null}
      <details class="drill-fold">
        <summary>{words.table}</summary>
        <Table rows={[...drills, ...nights]} caption={say(series.title)} />
        <ul class="small quiet series-sources">
          {[
            ...new Set(
              series.nights.map(({ value: { source } }) =>
                words.source(say(source.ref), source.asOf),
              ),
            ),
          ].map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </details>
    </article>
  )
}

function useDrillRows({ points }: Series): readonly Row[] {
  const words = useWords(drillsText)
  const said = useWords(evaluationWords)
  const language = useLanguage()
  const say = useSay()
  return points.map(({ drill, verdict, tookMs, targetMs }) => ({
    key: drill.log,
    what: `${words.drill(isoDate(instantMs(drill.at)), say(drill.scenario.title), drill.minutes)}${
      drill.elsewhere ? words.elsewhere : ''
    }`,
    took: tookMs === null ? '' : duration(tookMs, language),
    target: targetMs === null ? '' : duration(targetMs, language),
    result: `${verdictMark[verdict]} ${said.verdict[verdict]}`,
    ...{ tookMs, targetMs },
    look: tookMs === null ? 'missed' : 'drill',
  }))
}

function useNightRows({ nights }: Series): readonly Row[] {
  const words = useWords(drillsText)
  const language = useLanguage()
  const say = useSay()
  return nights.map(({ night, value }) => {
    const tookMs = value.minutes === undefined ? null : value.minutes * minuteMs
    return {
      key: night.id,
      what: say(night.title),
      took:
        tookMs === null
          ? value.inForce
            ? words.noTime
            : words.notInForce
          : words.about(duration(tookMs, language)),
      target: '',
      result: say(value.text),
      ...{ tookMs, targetMs: null },
      look: tookMs === null ? 'words' : 'night',
    }
  })
}

function Rows(props: { readonly rows: readonly Row[]; readonly endMs: number }) {
  const words = useWords(drillsText)
  return (
    <ul class="series-rows">
      {props.rows.map((row) => (
        <li key={row.key}>
          <p class="small">
            {row.what} <b class="series-word">{row.took}</b>{' '}
            <span class="series-word">{row.target ? words.target(row.target) : ''}</span>{' '}
            <span class={row.look === 'drill' || row.look === 'missed' ? 'series-word' : undefined}>
              {row.result}
            </span>
          </p>
          {row.look === 'words' ? null : <Bar row={row} endMs={props.endMs} />}
        </li>
      ))}
    </ul>
  )
}

function Bar(props: { readonly row: Row; readonly endMs: number }) {
  const { row, endMs } = props
  const share = (ms: number): string => `${Math.min(100, (ms / endMs) * 100).toFixed(2)}%`
  const over = (row.tookMs ?? 0) > endMs
  return (
    <svg class={`series-bar series-${row.look}`} width="100%" height="18" aria-hidden="true">
      <line class="series-axis" x1="0" x2="100%" y1="17" y2="17" />
      {row.tookMs === null ? (
        <line class="series-none" x1="0" x2="100%" y1="9" y2="9" />
      ) : (
        <rect class="series-took" x="1" y="4" width={share(row.tookMs)} height="10" />
      )}
      {row.targetMs === null
        ? null
        : ['series-halo', 'series-target'].map((look) => (
            <line
              key={look}
              class={look}
              x1={share(row.targetMs ?? 0)}
              x2={share(row.targetMs ?? 0)}
              y1="0"
              y2="18"
            />
          ))}
      {row.tookMs === null || over ? (
        <text class="series-end" x="100%" y="15" text-anchor="end">
          {over ? '≫' : '✕'}
        </text>
      ) : null}
    </svg>
  )
}

function Table(props: { readonly rows: readonly Row[]; readonly caption: string }) {
  const { head } = useWords(drillsText)
  return (
    <table class="series-table">
      <caption class="hidden-words">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head.what}</th>
          <th scope="col">{head.took}</th>
          <th scope="col">{head.target}</th>
          <th scope="col">{head.result}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ key, what, took, target, result }) => (
          <tr key={key}>
            <th scope="row">{what}</th>
            <td>{took}</td>
            <td>{target}</td>
            <td>{result}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
