import type { Step } from '../../../domain/flow/runbook.ts'
import { useSay, useWords } from '../../context.ts'
import { stepCardText } from '../../text/step-card.ts'
import { StepContacts } from './contacts.tsx'

/** Whom the step calls: open from the start, and out of the way once called. */
export function StepCall(props: { readonly ids: readonly string[] }) {
  const words = useWords(stepCardText)
  if (props.ids.length === 0) return null
  return (
    <details class="step-call" open>
      <summary>{words.contacts}</summary>
      <StepContacts ids={props.ids} />
    </details>
  )
}

/** Where the step comes from: folded, and always within reach. */
export function StepDetails(props: { readonly step: Step }) {
  const { step } = props
  const words = useWords(stepCardText)
  const say = useSay()
  const { source } = step
  return (
    <details class="step-details">
      <summary>{words.details}</summary>
      <section>
        <h2>{words.source}</h2>
        <p>{say(source.ref)}</p>
        <p class="small quiet">
          {[
            words.confidence[source.confidence],
            words.seen[source.seen],
            words.asOf(source.asOf),
            words.stepNo(step.id),
          ].join('・')}
        </p>
        {source.note ? <p class="small">{say(source.note)}</p> : null}
      </section>
    </details>
  )
}
