import type { Evaluation } from '../../domain/drill-evaluate.ts'
import type { Course } from '../../domain/drill-plan.ts'
import { drillTimeline, type WaitRow } from '../../domain/drill-timeline.ts'
import { useLanguage, useSay, useWords } from '../context.ts'
import { duration } from '../format.ts'
import { drillAfterText } from '../text/drill-after.ts'

const width = 640
const rowHeight = 44
const top = 30
const left = 8
const right = 8

/** Injects and answers along the drill clock; the waits are what is seen first. */
export function DrillPicture(props: { readonly evaluation: Evaluation; readonly course: Course }) {
  const { evaluation, course } = props
  const words = useWords(drillAfterText)
  const language = useLanguage()
  const say = useSay()
  const rows = drillTimeline(evaluation, course)
  const endMs = Math.max(60_000, evaluation.clockMs, ...rows.map(({ toMs }) => toMs))
  const x = (ms: number): number => left + (ms / endMs) * (width - left - right)
  const height = top + rows.length * rowHeight + 8
  const names = new Map(course.scenario.injects.map(({ id, from }) => [id, say(from)]))
  const wait = ({ answered, measured, waitMs }: WaitRow): string =>
    answered
      ? waitMs !== null && waitMs >= 60_000
        ? words.wait(duration(waitMs, language))
        : words.atOnce
      : measured
        ? words.noAnswer
        : words.personRates
  return (
    <figure class="drill-picture">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.picture}>
        {ticks(endMs).map((minutes) => (
          <g key={minutes}>
            <line
              class="pic-tick"
              x1={x(minutes * 60_000)}
              x2={x(minutes * 60_000)}
              y1={22}
              y2={height}
            />
            <text
              class="pic-axis"
              x={x(minutes * 60_000)}
              y={16}
              text-anchor={minutes === 0 ? 'start' : 'middle'}
            >
              {words.minutesAxis(minutes)}
            </text>
          </g>
        ))}
        {rows.map((row, i) => {
          const y = top + i * rowHeight
          return (
            <g key={row.inject} class={row.answered ? 'pic-row answered' : 'pic-row'}>
              <line class="pic-wait" x1={x(row.fromMs)} x2={x(row.toMs)} y1={y + 30} y2={y + 30} />
              <circle class="pic-from" cx={x(row.fromMs)} cy={y + 30} r={5} />
              {row.answered ? (
                <path class="pic-to" d={`M${x(row.toMs)} ${y + 23}v14`} />
              ) : row.measured ? (
                <path class="pic-none" d={`M${x(row.toMs) - 10} ${y + 25}l10 10m0 -10l-10 10`} />
              ) : null}
              <text class="pic-name" x={left} y={y + 18}>
                {names.get(row.inject) ?? row.inject}　{wait(row)}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption class="small">{words.pictureLead}</figcaption>
    </figure>
  )
}

/** Every 5 minutes, or wider, so that at most nine stand there. */
function ticks(endMs: number): readonly number[] {
  const minutes = endMs / 60_000
  const step = [1, 2, 5, 10, 15, 30].find((one) => minutes / one <= 8) ?? 60
  return Array.from({ length: Math.floor(minutes / step) + 1 }, (_, i) => i * step)
}
