import type { FlowStep } from '../../../domain/flow/map.ts'
import type { FlowPart } from '../../flow/flow-edges.ts'
import { type RailLine, type Rails, railY } from '../../flow/rails.ts'
import {
  boxWords,
  exitStateWords,
  type FlowSayer,
  laneWords,
  stateWords,
  systemWords,
} from '../../flow/words.ts'
import { DecisionMark, StandingShape } from '../step/marks.tsx'
import type { StepLink } from './box.tsx'

/** The picture on a phone: tracks and marks on the left, words on the right, one step a line. */
export function FlowRails(props: {
  readonly rails: Rails
  readonly part: FlowPart
  readonly sayer: FlowSayer
  readonly link: StepLink | null
}) {
  const { rails, part, sayer, link } = props
  const { map, words, say } = sayer
  return (
    <div class="rails">
      <div class="rails-lanes">
        <svg class="rails-tracks" width={rails.width} height={28} aria-hidden="true">
          {rails.lanes.map(({ lane, x }) => {
            const known = map.runbook.lanes.find(({ id }) => id === lane)
            return (
              <g key={lane} class={`lane-${lane}`}>
                <rect class="flow-lane-mark" x={x - 9} y={5} width={18} height={18} rx={4} />
                <text class="flow-lane-letter" x={x} y={18} text-anchor="middle">
                  {known ? say(known.letter) : ''}
                </text>
              </g>
            )
          })}
        </svg>
        <p class="rails-names small">
          {rails.lanes.map(({ lane }) => {
            const known = map.runbook.lanes.find(({ id }) => id === lane)
            return known ? (
              <span key={lane} class={`lane-word lane-${lane}`}>
                {say(known.title)}
              </span>
            ) : null
          })}
        </p>
      </div>
      <ol class="rails-lines" aria-label={words.picture}>
        {stepsOf(rails).map(({ line, exits }) => {
          const step = map.step.get(line.step)
          return step ? (
            <StepLines
              key={line.step}
              line={line}
              exits={exits}
              step={step}
              rails={rails}
              part={part}
              sayer={sayer}
              link={link}
            />
          ) : null
        })}
      </ol>
    </div>
  )
}

/** Ids do not break at their hyphen. */
const whole = (text: string): string => text.replaceAll('-', '\u2060-\u2060')

/** Each step's own line with those of its answers. */
function stepsOf(rails: Rails): readonly { line: RailLine; exits: readonly RailLine[] }[] {
  return rails.lines.flatMap((line, i) => {
    if (line.exit !== null) return []
    const exits: RailLine[] = []
    for (let next = i + 1; rails.lines[next]?.step === line.step; next++) {
      const exit = rails.lines[next]
      if (exit) exits.push(exit)
    }
    return [{ line, exits }]
  })
}

function StepLines(props: {
  readonly line: RailLine
  readonly exits: readonly RailLine[]
  readonly step: FlowStep
  readonly rails: Rails
  readonly part: FlowPart
  readonly sayer: FlowSayer
  readonly link: StepLink | null
}) {
  const { line, exits, step, rails, part, sayer, link } = props
  const { words, say } = sayer
  const { id } = step.step
  const box = boxWords(sayer, part, step)
  const systems = systemWords(sayer, step)
  const leaving = box.exits.find(({ when }) => when === '')?.leaving ?? null
  const body = (
    <>
      <Tracks line={line} width={rails.width} standing={step} />
      <span class="rails-what">
        <span class="rails-state">
          <span class="rails-id">{id}</span>
          <span class={step.standing === 'open' ? 'rails-here' : undefined}>
            {stateWords(sayer, step)}
          </span>
        </span>
        <span class="rails-title">
          {step.step.type === 'step' ? null : <DecisionMark />}
          {say(step.step.title)}
        </span>
        {step.divided ? <span class="step-divided">{words.divided}</span> : null}
        {systems ? <span class="rails-note">{systems}</span> : null}
        {step.step.joinAll ? <span class="rails-note">{words.joinAll}</span> : null}
        {box.arriving ? <span class="rails-note">{whole(box.arriving)}</span> : null}
        {leaving ? <span class="rails-note">→ {whole(leaving)}</span> : null}
        <span class="hidden-words">{laneWords(sayer, step)}</span>
      </span>
    </>
  )
  return (
    <li class={`rails-step ${step.standing}`}>
      {link ? (
        <a class="rails-line" href={link(step)} data-step={id}>
          {body}
        </a>
      ) : (
        <div class="rails-line">{body}</div>
      )}
      {exits.map((exit) => {
        const way = step.exits[exit.exit ?? 0]
        if (!way?.when) return null
        const elsewhere = box.exits.find((words) => words.exit === exit.exit)?.leaving ?? null
        const inside = (ids: readonly string[]): readonly string[] =>
          ids.filter((to) => part.steps.some((known) => known.step.id === to)).map(whole)
        const next = inside(way.next)
        const again = inside(way.again)
        const goes = [
          ...(next.length > 0 ? [`→ ${words.listed(next)}`] : []),
          ...(again.length > 0 ? [`↺ ${words.again} ${words.listed(again)}`] : []),
          ...(elsewhere ? [`→ ${whole(elsewhere)}`] : []),
        ]
        const state = exitStateWords(sayer, way)
        return (
          <div key={exit.exit} class={`rails-exit ${way.state}`}>
            <Tracks line={exit} width={rails.width} standing={step} port={way.state} />
            <span class="rails-what">
              <span class="rails-when">{say(way.when)}</span>
              <span class="rails-note">{[state, ...goes].filter((s) => s !== '').join(' ')}</span>
            </span>
          </div>
        )
      })}
    </li>
  )
}

function Tracks(props: {
  readonly line: RailLine
  readonly width: number
  readonly standing: FlowStep
  readonly port?: string
}) {
  const { line, width, standing, port } = props
  const { mark, half, exit } = railY
  const lane = standing.step.lane
  return (
    <span class="rails-cell" style={{ width: `${width}px` }}>
      <svg class="rails-tracks" aria-hidden="true">
        {line.stem ? (
          <line
            class="rails-stem"
            x1={line.x}
            x2={line.x}
            y1={line.stem.from}
            y2={line.stem.to ?? '100%'}
          />
        ) : null}
        {line.uprights.map((run) => (
          <line
            key={`${run.x} ${run.from} ${run.to}`}
            class={lookOf(run)}
            x1={run.x}
            x2={run.x}
            y1={run.from}
            y2={run.to ?? '100%'}
          />
        ))}
        {line.levels.map((run) => (
          <line
            key={`${run.y} ${run.from} ${run.to}`}
            class={lookOf(run)}
            x1={run.from}
            x2={run.to}
            y1={run.y}
            y2={run.y}
          />
        ))}
        {[...line.levels, ...line.uprights].map((run) =>
          run.arrow ? (
            <path
              key={`head ${'y' in run ? run.y : run.x}`}
              class={`${lookOf(run)} rails-head`}
              d={
                'y' in run
                  ? `M${run.to} ${run.y}l-5 -3v6z`
                  : `M${run.x} ${run.to ?? mark}l-3.5 -6h7z`
              }
            />
          ) : null,
        )}
        {port === undefined ? (
          <g class={`lane-${lane}`}>
            <rect
              class="rails-plate"
              x={line.x - half}
              y={mark - half}
              width={2 * half}
              height={2 * half}
            />
            <g
              class={`standing-mark ${standing.standing}`}
              fill="none"
              stroke="currentColor"
              stroke-width="2.4"
              transform={`translate(${line.x - half} ${mark - half}) scale(${(2 * half) / 22})`}
            >
              <StandingShape standing={standing.standing} />
            </g>
          </g>
        ) : (
          <circle class={`flow-port ${port}`} cx={line.x} cy={exit} r={4.5} />
        )}
      </svg>
    </span>
  )
}

const lookOf = (run: { readonly state: string; readonly back: boolean }): string =>
  run.back ? `rails-run back ${run.state}` : `rails-run ${run.state}`
