import type { FlowStep } from '../../../domain/flow/map.ts'
import type { BoxLine } from '../../flow/boxes.ts'
import { indentOf, padOf } from '../../flow/boxes.ts'
import type { PlacedBox } from '../../flow/chart.ts'
import { textWidth } from '../../flow/text-width.ts'
import { exitStateWords, type FlowSayer, laneWords } from '../../flow/words.ts'
import { StandingShape } from '../step/marks.tsx'

/** Where a step's box leads; none where there is no incident to work in. */
export type StepLink = (step: FlowStep) => string

/** A step in the chart. A decision has its corners cut, as its diamond has in other flowcharts. */
export function FlowBox(props: {
  readonly placed: PlacedBox
  readonly sayer: FlowSayer
  readonly size: number
  readonly link: StepLink | null
}) {
  const { placed, sayer, size, link } = props
  const { step } = placed.box
  const box = <BoxBody placed={placed} sayer={sayer} size={size} />
  const transform = `translate(${placed.x} ${placed.y})`
  return link ? (
    <g transform={transform}>
      <a class={`flow-node ${step.standing}`} href={link(step)} data-step={step.step.id}>
        {box}
      </a>
    </g>
  ) : (
    <g class={`flow-node ${step.standing}`} transform={transform}>
      {box}
    </g>
  )
}

function BoxBody(props: {
  readonly placed: PlacedBox
  readonly sayer: FlowSayer
  readonly size: number
}) {
  const { placed, sayer, size } = props
  const { box, width } = placed
  const { step } = box
  const cut = step.step.type === 'step' ? null : size * 0.55
  const shape = cut === null ? null : cutPath(width, box.height, cut)
  return (
    <>
      {shape === null ? (
        <rect class="flow-shape" width={width} height={box.height} rx={size * 0.3} />
      ) : (
        <path class="flow-shape" d={shape} />
      )}
      {step.divided ? (
        <rect
          class="flow-divided-frame"
          x={-3.5}
          y={-3.5}
          width={width + 7}
          height={box.height + 7}
          rx={size * 0.4}
        />
      ) : null}
      <Head placed={placed} size={size} />
      {box.lines.map((line, i) => (
        <Line
          key={`${line.kind} ${line.y}`}
          line={line}
          last={box.lines[i + 1]?.exit !== line.exit}
          step={step}
          sayer={sayer}
          size={size}
        />
      ))}
      <Said words={laneWords(sayer, step)} />
    </>
  )
}

function Head(props: { readonly placed: PlacedBox; readonly size: number }) {
  const { placed, size } = props
  const { box } = placed
  const { step } = box
  const pad = padOf(size)
  const base = box.headY + size * 0.36
  const mark = size * 1.05
  const idX = pad + mark + size * 0.3
  const folded = box.stateY > box.headY
  const open = step.standing === 'open'
  const stateX = folded
    ? pad + (open ? size * 0.3 : 0)
    : idX + textWidth(step.step.id, size, true) + size * (open ? 0.75 : 0.45)
  const stateBase = box.stateY + size * 0.33
  return (
    <>
      <g
        class={`standing-mark ${step.standing}`}
        fill="none"
        stroke="currentColor"
        stroke-width="2.4"
        transform={`translate(${pad - 1} ${box.headY - mark / 2}) scale(${mark / 22})`}
      >
        <StandingShape standing={step.standing} />
      </g>
      <text class="flow-id" x={idX} y={base}>
        {spaced(step.step.id)}
      </text>
      {open ? (
        <rect
          class="flow-here"
          x={stateX - size * 0.3}
          y={box.stateY - size * 0.6}
          width={textWidth(box.state, size * 0.95, true) + size * 0.6}
          height={size * 1.2}
          rx={size * 0.3}
        />
      ) : null}
      <text
        class={open ? 'flow-state here' : 'flow-state'}
        x={stateX}
        y={stateBase}
        font-size={size * 0.95}
      >
        {spaced(box.state)}
      </text>
    </>
  )
}

function Line(props: {
  readonly line: BoxLine
  /** The last of its answer: then it is said whether that was chosen. */
  readonly last: boolean
  readonly step: FlowStep
  readonly sayer: FlowSayer
  readonly size: number
}) {
  const { line, last, step, sayer, size } = props
  const pad = padOf(size)
  const base = line.y + size * 0.36
  const way = line.exit === null ? null : (step.exits[line.exit] ?? null)
  const look = line.kind === 'exit' && way ? `flow-exit ${way.state}` : `flow-${line.kind}`
  return (
    <>
      {line.first ? <LineMark line={line} state={way?.state ?? null} size={size} /> : null}
      <text class={look} x={line.kind === 'title' ? pad : pad + indentOf(size)} y={base}>
        {spaced(line.text)}
      </text>
      {last && way?.when ? <Said words={exitStateWords(sayer, way)} /> : null}
    </>
  )
}

/**
 * The name of a step is all that stands in its box, in that order: whoever taps by voice says what
 * they see. Each piece ends in a space, or a reader would run them together.
 */
const spaced = (text: string): string => `${text} `

/** What the eye sees by place or mark, for those who listen. */
function Said(props: { readonly words: string }) {
  return props.words === '' ? null : <text class="flow-said">{spaced(props.words)}</text>
}

/** ● chosen, ◐ chosen before, ○ open or not chosen; arrows for lines to another picture. */
function LineMark(props: {
  readonly line: BoxLine
  readonly state: FlowStep['exits'][number]['state'] | null
  readonly size: number
}) {
  const { line, state, size } = props
  const x = padOf(size) + size * 0.36
  const r = size * 0.3
  switch (line.kind) {
    case 'exit':
      return <circle class={`flow-port ${state ?? ''}`} cx={x} cy={line.y} r={r} />
    case 'arriving':
    case 'leaving': {
      const w = size * 0.42
      return (
        <path
          class="flow-elsewhere"
          d={`M${x - w} ${line.y}h${2 * w}m${-0.7 * w} ${-0.7 * w}l${0.7 * w} ${0.7 * w}l${-0.7 * w} ${0.7 * w}`}
        />
      )
    }
    case 'divided':
      return (
        <path
          class="flow-divided-mark"
          d={`M${x} ${line.y - r}V${line.y + r * 0.3}M${x} ${line.y + r * 0.9}V${line.y + r * 1.1}`}
        />
      )
    case 'join':
      return (
        <path
          class="flow-elsewhere"
          d={`M${x - r} ${line.y - r}L${x} ${line.y}L${x + r} ${line.y - r}M${x} ${line.y}V${line.y + r}`}
        />
      )
    case 'systems':
    case 'title':
      return null
  }
}

function cutPath(width: number, height: number, cut: number): string {
  return `M${cut} 0H${width - cut}L${width} ${cut}V${height - cut}L${width - cut} ${height}H${cut}L0 ${height - cut}V${cut}Z`
}
