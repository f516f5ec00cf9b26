import type { Sheet } from '../../flow/sheet.ts'
import type { FlowSayer } from '../../flow/words.ts'
import type { StepLink } from './box.tsx'
import { FlowChart, LaneHeads, laneHeadHeight } from './chart.tsx'

/** Charts on a screen, in px as they are; the lanes' names stay in sight while one scrolls. */
export function FlowPanels(props: {
  readonly sheet: Sheet
  readonly sayer: FlowSayer
  readonly size: number
  readonly link: StepLink | null
}) {
  const { sheet, sayer, size, link } = props
  const head = laneHeadHeight(size)
  return (
    <div class="flow-panels">
      {sheet.charts.map((chart) => (
        <div key={chart.bands[0]?.phase} class="flow-panel">
          <svg class="flow flow-lanes" width={chart.width} height={head} aria-hidden="true">
            <LaneHeads chart={chart} sayer={sayer} size={size} />
          </svg>
          {/* biome-ignore lint/a11y/noSvgWithoutTitle: its steps are named links; a title would pop up under the mouse */}
          <svg class="flow" width={chart.width} height={chart.height}>
            <FlowChart chart={chart} sayer={sayer} size={size} link={link} />
          </svg>
        </div>
      ))}
    </div>
  )
}

/** The same as one picture that takes the size it is given: paper, a wall. */
export function FlowPoster(props: {
  readonly sheet: Sheet
  readonly sayer: FlowSayer
  readonly size: number
  readonly link: StepLink | null
  /** Only what lies between these heights of the charts. */
  readonly window?: { readonly from: number; readonly to: number }
}) {
  const { sheet, sayer, size, link } = props
  const head = laneHeadHeight(size)
  const { from, to } = props.window ?? { from: 0, to: sheet.height }
  let x = 0
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: its steps are named links; a title would pop up under the mouse
    <svg
      class="flow flow-poster"
      viewBox={`-2 0 ${Math.ceil(sheet.width) + 4} ${Math.ceil(head + to - from)}`}
    >
      {sheet.charts.map((chart) => {
        const left = x
        x += chart.width + sheet.gap
        return (
          <g key={chart.bands[0]?.phase} transform={`translate(${left} 0)`}>
            <LaneHeads chart={chart} sayer={sayer} size={size} />
            {/* biome-ignore lint/a11y/noSvgWithoutTitle: a part of the picture around it */}
            <svg
              y={head}
              width={chart.width}
              height={to - from}
              viewBox={`0 ${from} ${chart.width} ${to - from}`}
            >
              <FlowChart chart={chart} sayer={sayer} size={size} link={link} />
            </svg>
          </g>
        )
      })}
    </svg>
  )
}
