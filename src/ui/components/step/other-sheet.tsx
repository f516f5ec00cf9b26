import { useState } from 'preact/hooks'
import { type Outcome, type Reason, reasons } from '../../../domain/events/events.ts'
import type { Step } from '../../../domain/flow/runbook.ts'
import { useWords } from '../../context.ts'
import { type Answer, useNames } from '../../step-answer.ts'
import { recordWords } from '../../text/record.ts'
import { stepCardText } from '../../text/step-card.ts'
import { Chips } from '../chips.tsx'
import { NamePicker } from '../name-picker.tsx'
import { Sheet } from '../sheet.tsx'
import { TimeField } from '../time-field.tsx'
import { StepWords } from './write.tsx'

/** How a step went when it was not simply done by this person now. */
export type OtherWay = 'skipped' | 'notApplicable' | 'byOther'

/** Asks for a reason or a name, and takes neither for granted: the button works at once. */
export function StepOtherSheet(props: {
  readonly way: OtherWay
  readonly step: Step
  readonly body: string
  readonly setBody: (body: string) => void
  readonly answer: Answer
  readonly change: (part: Partial<Answer>) => void
  readonly record: (
    outcome: Outcome,
    more?: { reason?: Reason; by?: string; byOther?: boolean },
  ) => void
  readonly close: () => void
}) {
  const { way, answer, change } = props
  const words = useWords(stepCardText)
  const record = useWords(recordWords)
  const names = useNames()
  const [reason, setReason] = useState<Reason | null>(null)
  const title = {
    skipped: words.skipTitle,
    notApplicable: words.naTitle,
    byOther: words.otherTitle,
  }
  const label = { skipped: words.skipGo, notApplicable: words.naGo, byOther: words.otherGo }
  const by = answer.by.trim()
  const go = (): void => {
    if (way === 'byOther') props.record('done', { byOther: true, ...(by ? { by } : {}) })
    else props.record(way, { ...(reason ? { reason } : {}), ...(by ? { by } : {}) })
  }
  return (
    <Sheet label={title[way]} onClose={props.close}>
      <div class="stack">
        {/* Not the first field: the keyboard would cover the taps. */}
        <h2 tabIndex={-1} autofocus>
          {title[way]}
        </h2>
        {way === 'byOther' ? (
          <>
            <NamePicker
              label={words.who}
              typed={words.whoTyped}
              names={names}
              value={answer.by}
              onChange={(name) => change({ by: name })}
            />
            <TimeField value={answer.occurred} onChange={(occurred) => change({ occurred })} />
          </>
        ) : (
          <>
            <Chips
              label={words.skipReason}
              options={reasons.map((value) => ({ value, label: record.reason[value] }))}
              value={reason}
              onChange={setReason}
            />
            <NamePicker
              label={words.whoDecided}
              typed={words.whoTyped}
              names={names}
              value={answer.by}
              onChange={(name) => change({ by: name })}
            />
          </>
        )}
        <StepWords step={props.step} body={props.body} onChange={props.setBody} />
        <button type="button" class="button primary" onClick={go}>
          {label[way]}
        </button>
        <button type="button" class="button text" onClick={props.close}>
          {words.cancel}
        </button>
      </div>
    </Sheet>
  )
}
