import { useState } from 'preact/hooks'
import type { Reason, Outcome as StepOutcome } from '../../../domain/events/events.ts'
import type { StepState } from '../../../domain/flow/position.ts'
import type { TaskStep } from '../../../domain/flow/runbook.ts'
import { useSay, useWords } from '../../context.ts'
import { useAnswer } from '../../step-answer.ts'
import type { StepRecorder } from '../../step-recorder.ts'
import { stepCardText } from '../../text/step-card.ts'
import { StepActions } from './actions.tsx'
import { checkedItems } from './items.tsx'
import { type OtherWay, StepOtherSheet } from './other-sheet.tsx'
import { StepWhen, StepWords } from './write.tsx'

/** Recording a step: one primary tap, and three quiet ways for when it went otherwise. */
export function StepTask(props: {
  readonly step: TaskStep
  readonly system: string | null
  readonly run: StepState | undefined
  readonly recorder: StepRecorder
}) {
  const { step, system, run } = props
  const words = useWords(stepCardText)
  const say = useSay()
  const { body, setBody, answer, change } = useAnswer(step.id)
  const { sending, send } = props.recorder
  const [way, setWay] = useState<OtherWay | null>(null)
  const again = run !== undefined && !run.open && run.records.length > 0

  const record = (
    outcome: StepOutcome,
    more: { reason?: Reason; by?: string; byOther?: boolean } = {},
  ): void => {
    setWay(null)
    send({
      do: 'recordStep',
      step: step.id,
      outcome,
      items: checkedItems(run),
      ...(system ? { system } : {}),
      ...(body ? { body } : {}),
      ...(answer.occurred ? { occurred: answer.occurred } : {}),
      ...more,
    })
  }
  const quiet = (label: string, opens: OtherWay) => (
    <button type="button" class="button text" onClick={() => setWay(opens)}>
      {label}
    </button>
  )
  return (
    <>
      <StepWords step={step} body={body} onChange={setBody} />
      <StepWhen value={answer.occurred} onChange={(occurred) => change({ occurred })} />
      <StepActions
        sending={sending}
        label={again ? words.again : step.done ? say(step.done) : words.done}
        quiet={again}
        onRecord={() => record('done')}
      />
      <div class="step-others">
        {quiet(words.cannot, 'skipped')}
        {quiet(words.byOther, 'byOther')}
        {quiet(words.notApplicable, 'notApplicable')}
      </div>
      {way ? (
        <StepOtherSheet
          way={way}
          step={step}
          body={body}
          setBody={setBody}
          answer={answer}
          change={change}
          record={record}
          close={() => setWay(null)}
        />
      ) : null}
    </>
  )
}
