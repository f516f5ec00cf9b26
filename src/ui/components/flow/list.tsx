import { useMemo } from 'preact/hooks'
import type { FlowStep } from '../../../domain/flow/map.ts'
import { flowPart } from '../../flow/flow-edges.ts'
import { wholePhases } from '../../flow/phases.ts'
import { railOrder } from '../../flow/rail-order.ts'
import { exitStateWords, type FlowSayer, stateWords, systemWords } from '../../flow/words.ts'
import { LaneMark } from '../step/lane-mark.tsx'
import { DecisionMark, StandingMark } from '../step/marks.tsx'
import type { StepLink } from './box.tsx'
import { type FlowSource, useFlowSayer } from './use-flow.ts'

/** What the picture shows, in words and in the same order: steps, how they stand, what comes next. */
export function FlowList(
  props: FlowSource & { readonly phases?: readonly string[]; readonly link?: StepLink },
) {
  const sayer = useFlowSayer(props)
  return (
    <PhaseLists
      sayer={sayer}
      phases={props.phases ?? wholePhases(sayer.map)}
      link={props.link ?? null}
    />
  )
}

export function PhaseLists(props: {
  readonly sayer: FlowSayer
  readonly phases: readonly string[]
  readonly link: StepLink | null
}) {
  const { sayer, phases, link } = props
  const { map, say } = sayer
  return (
    <div class="flow-list">
      {phases.map((phase) => {
        const title = map.runbook.phases.find(({ id }) => id === phase)?.title
        return (
          <section key={phase}>
            <h2>{title ? say(title) : phase}</h2>
            <PhaseList sayer={sayer} phase={phase} link={link} />
          </section>
        )
      })}
    </div>
  )
}

function PhaseList(props: {
  readonly sayer: FlowSayer
  readonly phase: string
  readonly link: StepLink | null
}) {
  const { sayer, phase, link } = props
  const { map } = sayer
  const order = useMemo(() => railOrder(flowPart(map, [phase])), [map, phase])
  return (
    <ol class="rows">
      {order.map((id) => {
        const step = map.step.get(id)
        return step ? (
          <li key={id} class="flow-item">
            <ItemHead sayer={sayer} step={step} link={link} />
            <Ways sayer={sayer} step={step} />
          </li>
        ) : null
      })}
    </ol>
  )
}

function ItemHead(props: {
  readonly sayer: FlowSayer
  readonly step: FlowStep
  readonly link: StepLink | null
}) {
  const { sayer, step, link } = props
  const { map, words, say } = sayer
  const lane = map.runbook.lanes.find(({ id }) => id === step.step.lane)
  const systems = systemWords(sayer, step)
  const body = (
    <>
      <StandingMark standing={step.standing} />
      <span class="step-row-what">
        <span class="step-row-title">
          {step.step.type === 'step' ? null : <DecisionMark />}
          {say(step.step.title)}
        </span>
        <span class="step-row-role">
          <LaneMark lane={lane} />
          <span>{step.step.id}</span>
          <span class={step.standing === 'open' ? 'rails-here' : undefined}>
            {stateWords(sayer, step)}
          </span>
          {systems ? <span>{systems}</span> : null}
          {step.step.joinAll ? <span>{words.joinAll}</span> : null}
        </span>
        {step.divided ? <span class="step-divided">{words.divided}</span> : null}
      </span>
    </>
  )
  return link ? (
    <a class={`step-row ${step.standing}`} href={link(step)} data-step={step.step.id}>
      {body}
    </a>
  ) : (
    <div class={`step-row ${step.standing}`}>{body}</div>
  )
}

/** Where the step leads, answer by answer; titles too, as nobody sees the lines here. */
function Ways(props: { readonly sayer: FlowSayer; readonly step: FlowStep }) {
  const { sayer, step } = props
  const { map, words, say } = sayer
  const named = (id: string): string => {
    const title = map.step.get(id)?.step.title
    return title ? `${id} ${say(title)}` : id
  }
  if (step.exits.length === 0) return <p class="flow-ways small quiet">{words.end}</p>
  return (
    <ul class="flow-ways small">
      {step.exits.map((way) => {
        const state = exitStateWords(sayer, way)
        const goes = [
          ...way.next.map(named),
          ...way.again.map((id) => `${words.again} ${named(id)}`),
        ]
        return (
          <li key={way.branch ?? 'next'} class={way.when ? way.state : undefined}>
            {way.when ? (
              <span class="flow-way-when">
                {state ? words.answered(say(way.when), state) : say(way.when)}
              </span>
            ) : (
              <span class="quiet">{words.goesTo}</span>
            )}
            {(goes.length > 0 ? goes : [words.end]).map((goal) => (
              <span key={goal} class="flow-go">
                → {goal}
              </span>
            ))}
          </li>
        )
      })}
    </ul>
  )
}
