import { useId } from 'preact/hooks'
import type { Occurred } from '../../../domain/events/events.ts'
import type { Step } from '../../../domain/flow/runbook.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useNow, useSay, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { stepCardText } from '../../text/step-card.ts'
import { TimeField } from '../time-field.tsx'

/** The words of a record, with what the step asks to write down as a hint. */
export function StepWords(props: {
  readonly step: Step
  readonly body: string
  readonly onChange: (body: string) => void
}) {
  const words = useWords(stepCardText)
  const say = useSay()
  const id = useId()
  const items = props.step.record.map(say).join(useLanguage() === 'ja' ? '・' : ', ')
  return (
    <div class="field step-words">
      <label class="label" for={id}>
        {words.write}
      </label>
      <div class="small quiet" id={`${id}-hint`}>
        {items ? <p>{words.writeHint(items)}</p> : null}
        <p>{words.noPatientNames}</p>
      </div>
      <textarea
        id={id}
        rows={2}
        aria-describedby={`${id}-hint`}
        value={props.body}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
    </div>
  )
}

/** 発生時刻 in one line; the taps come when it is not now. */
export function StepWhen(props: {
  readonly value: Occurred | null
  readonly onChange: (value: Occurred | null) => void
}) {
  const words = useWords(stepCardText)
  const language = useLanguage()
  const now = useNow(true)
  const { value } = props
  const shown =
    value === null
      ? words.whenNow
      : value.at === null
        ? words.whenUnknown
        : `${timeNear(instantMs(value.at), now, language)}${value.precision === 'about' ? words.about : ''}`
  return (
    <details class="step-when">
      <summary>
        <span>
          {words.when} <b>{shown}</b>
        </span>
      </summary>
      <TimeField value={value} onChange={props.onChange} />
    </details>
  )
}
