import { useMemo } from 'preact/hooks'
import { flowPart } from '../../flow/flow-edges.ts'
import { wholePhases } from '../../flow/phases.ts'
import { railsOf } from '../../flow/rails.ts'
import { sheetOf } from '../../flow/sheet.ts'
import type { FlowSayer } from '../../flow/words.ts'
import type { StepLink } from './box.tsx'
import { FlowRails } from './rails.tsx'
import { FlowPanels } from './sheet.tsx'
import { type FlowSource, useFlowSayer, useRoom } from './use-flow.ts'

/** In rem: narrower than this the lanes leave no room for words, and the picture becomes rails. */
const leastForChart = 45

/**
 * The flowchart of a runbook, as wide as the place it stands in. Without a state every step is not
 * reached; without a link the steps lead nowhere: a runbook looked at before it is used.
 */
export function FlowMap(
  props: FlowSource & {
    /** Without it every phase. */
    readonly phases?: readonly string[]
    readonly link?: StepLink
  },
) {
  const sayer = useFlowSayer(props)
  return (
    <FlowPicture
      sayer={sayer}
      phases={props.phases ?? wholePhases(sayer.map)}
      link={props.link ?? null}
    />
  )
}

export function FlowPicture(props: {
  readonly sayer: FlowSayer
  readonly phases: readonly string[]
  readonly link: StepLink | null
}) {
  const { sayer, phases, link } = props
  const { ref, width, rem } = useRoom()
  return (
    <div class="flow-map" ref={ref}>
      {width === 0 ? null : width < leastForChart * rem ? (
        phases.map((phase) => (
          <PhaseRails
            key={phase}
            sayer={sayer}
            phase={phase}
            link={link}
            titled={phases.length > 1}
          />
        ))
      ) : (
        <Panels sayer={sayer} phases={phases} link={link} width={width} rem={rem} />
      )}
    </div>
  )
}

function PhaseRails(props: {
  readonly sayer: FlowSayer
  readonly phase: string
  readonly link: StepLink | null
  readonly titled: boolean
}) {
  const { sayer, phase, link, titled } = props
  const { map, say } = sayer
  const part = useMemo(() => flowPart(map, [phase]), [map, phase])
  const rails = useMemo(() => {
    const lanes = map.runbook.lanes.map(({ id }) => id)
    const used = lanes.filter((lane) => part.steps.some(({ step }) => step.lane === lane))
    return railsOf(part, used)
  }, [part])
  const title = map.runbook.phases.find(({ id }) => id === phase)?.title
  return (
    <section class="rails-phase">
      {titled && title ? <h2>{say(title)}</h2> : null}
      <FlowRails rails={rails} part={part} sayer={sayer} link={link} />
    </section>
  )
}

function Panels(props: {
  readonly sayer: FlowSayer
  readonly phases: readonly string[]
  readonly link: StepLink | null
  readonly width: number
  readonly rem: number
}) {
  const { sayer, phases, link, width, rem } = props
  const size = Math.round((phases.length > 1 ? 0.8125 : 0.875) * rem)
  const key = phases.join(' ')
  const sheet = useMemo(
    () => sheetOf(sayer, phases, size, { width: width - 4 }),
    [sayer, key, size, width],
  )
  return <FlowPanels sheet={sheet} sayer={sayer} size={size} link={link} />
}
