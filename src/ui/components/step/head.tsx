import { useEffect, useRef } from 'preact/hooks'
import { deadlineOf } from '../../../domain/flow/deadlines.ts'
import type { StepState } from '../../../domain/flow/position.ts'
import type { Step } from '../../../domain/flow/runbook.ts'
import { useNow, useOpen, useSay, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { stepCardText } from '../../text/step-card.ts'
import { stepsText } from '../../text/steps.ts'
import { DeadlineMark } from '../board/deadline-mark.tsx'
import { LaneMark } from './lane-mark.tsx'
import { DecisionMark } from './marks.tsx'

/** Whose step it is, what it is, why, and by when. The focus starts at the title. */
export function StepHead(props: { readonly step: Step; readonly run: StepState | undefined }) {
  const { step, run } = props
  const words = useWords(stepsText)
  const say = useSay()
  const open = useOpen()
  const now = useNow(true)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
    title.current?.closest('.pane')?.scrollTo?.(0, 0)
  }, [])
  const lane = open.runbook?.lanes.find((l) => l.id === step.lane)
  const phase = open.runbook?.phases.find((p) => p.id === step.phase)
  const role = open.runbook?.roles.find((r) => r.id === step.role)
  const count = open.state.position?.open().length ?? 0
  // What was recorded is late no more.
  const settled = run !== undefined && !run.open && run.records.length > 0
  const deadline = settled ? null : deadlineOf(step, run, open.state, now)
  return (
    <header class="step-head">
      <div class="step-head-line">
        <span class="step-lane">
          <LaneMark lane={lane} />
          {phase ? <span class={`lane-word lane-${step.lane}`}>・ {say(phase.title)}</span> : null}
        </span>
        <a class="step-back" href={hashOf({ at: 'incident', log: open.id, tab: 'steps' })}>
          {words.openCount(count)}
        </a>
      </div>
      <h1 ref={title} tabIndex={-1}>
        {step.type === 'step' ? null : <DecisionMark />}
        {say(step.title)}
      </h1>
      <p class="quiet">{say(step.why)}</p>
      {role ? <p class="quiet small">{say(role.title)}</p> : null}
      {deadline ? (
        <p class="step-deadline">
          <DeadlineMark deadline={deadline} full />
        </p>
      ) : null}
    </header>
  )
}

/** A step that is not open can still be recorded; one that was recorded can be opened again. */
export function StepNotice(props: {
  readonly run: StepState | undefined
  readonly reopen: () => void
}) {
  const words = useWords(stepCardText)
  const { run } = props
  if (run?.open) return null
  const recorded = run !== undefined && run.records.length > 0
  return (
    <div class="step-notice">
      <p>{recorded ? words.recordedAlready : words.notReached}</p>
      <button type="button" class="button text" onClick={props.reopen}>
        {recorded ? words.reopen : words.openNow}
      </button>
    </div>
  )
}
