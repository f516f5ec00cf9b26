import { useState } from 'preact/hooks'
import type { Step } from '../../domain/flow/runbook.ts'
import { StepAnswers } from '../components/step/answers.tsx'
import { StepDecision } from '../components/step/decision.tsx'
import { StepCall, StepDetails } from '../components/step/details.tsx'
import { StepDont } from '../components/step/dont.tsx'
import { StepHead, StepNotice } from '../components/step/head.tsx'
import { StepHistory } from '../components/step/history.tsx'
import { StepItems } from '../components/step/items.tsx'
import { StepPhotos } from '../components/step/photos.tsx'
import { StepSystems } from '../components/step/systems.tsx'
import { StepTask } from '../components/step/task.tsx'
import { useOpen, useSay, useSession, useWords } from '../context.ts'
import { hashOf } from '../route.ts'
import { itemFrom } from '../step-place.ts'
import { useStepRecorder } from '../step-recorder.ts'
import { stepCardText } from '../text/step-card.ts'

/** One step as a page of a quick-reference handbook; `id` may name the system it is for. */
export function StepCard(props: { readonly id: string }) {
  const words = useWords(stepCardText)
  const open = useOpen()
  const { step: id, system } = itemFrom(props.id)
  const step = open.state.graph?.step.get(id)
  if (!step)
    return (
      <div class="steps">
        <h1>{words.missing}</h1>
        <a class="button outlined" href={hashOf({ at: 'incident', log: open.id, tab: 'steps' })}>
          {words.toList}
        </a>
      </div>
    )
  return <Card step={step} initial={system} />
}

function Card(props: { readonly step: Step; readonly initial: string | null }) {
  const { step } = props
  const say = useSay()
  const session = useSession()
  const { state } = useOpen()
  // An address may name a system that is not there: nothing is recorded for it.
  const [system, setSystem] = useState(
    props.initial !== null && state.systems.has(props.initial) ? props.initial : null,
  )
  const [again, setAgain] = useState(false)
  // Held here: the form goes away as soon as its answer is in the record.
  const recorder = useStepRecorder()
  const run = state.position?.get(step.id, system)
  const settled = run !== undefined && !run.open && !run.divided && run.answers.length > 0
  const asking = step.type !== 'step' && (!settled || again)
  return (
    <article class="card">
      <StepHead step={step} run={run} />
      <StepNotice
        run={run}
        reopen={() =>
          void session.record({ do: 'openStep', step: step.id, ...(system ? { system } : {}) })
        }
      />
      {step.perSystem ? <StepSystems step={step} value={system} onChange={setSystem} /> : null}
      <StepDont dont={step.dont} />
      {step.note ? <p class="step-note">{say(step.note)}</p> : null}
      {step.type !== 'step' && run ? (
        <StepAnswers
          step={step}
          run={run}
          redecide={settled && !again ? () => setAgain(true) : null}
        />
      ) : null}
      <StepItems step={step} system={system} run={run} />
      <StepCall ids={step.contacts} />
      <StepPhotos step={step} />
      {step.type === 'step' ? (
        <StepTask step={step} system={system} run={run} recorder={recorder} />
      ) : null}
      {step.type !== 'step' && asking ? (
        <StepDecision step={step} system={system} recorder={recorder} asked={again} />
      ) : null}
      <StepHistory step={step} system={system} />
      <StepDetails step={step} />
    </article>
  )
}
