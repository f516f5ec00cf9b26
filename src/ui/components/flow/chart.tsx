import type { WayState } from '../../../domain/flow/map.ts'
import type { Chart, ChartLine } from '../../flow/chart.ts'
import { headPath, linePath } from '../../flow/line-path.ts'
import type { FlowSayer } from '../../flow/words.ts'
import { FlowBox, type StepLink } from './box.tsx'

const above: Record<WayState, number> = { notYet: 0, notTaken: 1, former: 2, taken: 3 }

/** The inside of a chart: bands, lanes, lines, boxes. What was taken lies on top. */
export function FlowChart(props: {
  readonly chart: Chart
  readonly sayer: FlowSayer
  readonly size: number
  readonly link: StepLink | null
}) {
  const { chart, sayer, size, link } = props
  const lines = [...chart.lines].sort((a, b) => above[a.net.state] - above[b.net.state])
  return (
    <g font-size={size}>
      <Ground chart={chart} sayer={sayer} size={size} />
      {lines.map((line) => (
        <FlowLine key={lineKey(line)} line={line} size={size} />
      ))}
      {chart.boxes.map((placed) => (
        <FlowBox
          key={placed.box.step.step.id}
          placed={placed}
          sayer={sayer}
          size={size}
          link={link}
        />
      ))}
    </g>
  )
}

const lineKey = ({ net }: ChartLine): string =>
  `${net.from} ${net.exit} ${net.back ? net.targets[0]?.to : ''}`

function Ground(props: {
  readonly chart: Chart
  readonly sayer: FlowSayer
  readonly size: number
}) {
  const { chart, sayer, size } = props
  const { map, say } = sayer
  return (
    <>
      {chart.bands.map((band, i) => {
        const phase = map.runbook.phases.find(({ id }) => id === band.phase)
        const current = band.phase === map.phase && map.here.length > 0
        return (
          <g key={band.phase} class={current ? 'flow-band current' : 'flow-band'}>
            <rect
              class="flow-band-ground"
              x={0}
              y={band.y}
              width={chart.width}
              height={band.height - (i + 1 < chart.bands.length ? size * 0.4 : 0)}
            />
            {chart.columns.map((column) => (
              <rect
                key={column.lane}
                class={`flow-lane-ground lane-${column.lane}`}
                x={column.x - 4}
                y={band.y + size * 1.7}
                width={column.width + 8}
                height={band.height - size * 1.7 - (i + 1 < chart.bands.length ? size * 0.4 : 0)}
              />
            ))}
            <rect
              class="flow-band-head"
              x={0}
              y={band.y}
              width={chart.width}
              height={size * 1.55}
            />
            <text class="flow-band-title" x={size * 0.7} y={band.y + size * 1.15}>
              {phase ? say(phase.title) : band.phase}
            </text>
          </g>
        )
      })}
    </>
  )
}

function FlowLine(props: { readonly line: ChartLine; readonly size: number }) {
  const { line, size } = props
  const { net, ways } = line
  const look = net.back ? `flow-line back ${net.state}` : `flow-line ${net.state}`
  const path = ways.map((points) => linePath(points, size * 0.35)).join('')
  return (
    <g class={look}>
      <path class="flow-halo" d={path} />
      <path class="flow-stroke" d={path} />
      <path class="flow-arrow" d={ways.map((points) => headPath(points, size * 0.55)).join('')} />
    </g>
  )
}

/** Letters and words of the lanes, over their columns. */
export function LaneHeads(props: {
  readonly chart: Chart
  readonly sayer: FlowSayer
  readonly size: number
}) {
  const { chart, sayer, size } = props
  const { map, say } = sayer
  return (
    <g font-size={size} class="flow-lane-heads">
      {chart.columns.map((column) => {
        const lane = map.runbook.lanes.find(({ id }) => id === column.lane)
        if (!lane) return null
        return (
          <g key={lane.id} class={`lane-${lane.id}`} transform={`translate(${column.x} 0)`}>
            <rect
              class="flow-lane-mark"
              width={size * 1.4}
              height={size * 1.4}
              y={size * 0.2}
              rx={3}
            />
            <text class="flow-lane-letter" x={size * 0.7} y={size * 1.22} text-anchor="middle">
              {say(lane.letter)}
            </text>
            <text class="flow-lane-word" x={size * 1.8} y={size * 1.25}>
              {say(lane.title)}
            </text>
          </g>
        )
      })}
    </g>
  )
}

export const laneHeadHeight = (size: number): number => Math.round(size * 1.9)
