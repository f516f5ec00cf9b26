import { useEffect, useRef, useState } from 'preact/hooks'
import { type ErasureBasis, erasureBases } from '../../../domain/events/events.ts'
import { useLanguage, useSession, useWords } from '../../context.ts'
import { useNames } from '../../step-answer.ts'
import { recordWords } from '../../text/record.ts'
import { redactText } from '../../text/redact.ts'
import { Chips } from '../chips.tsx'
import { NamePicker } from '../name-picker.tsx'
import { Field } from '../settings/field.tsx'
import { Sheet } from '../sheet.tsx'
import { ChosenTexts } from './strike.tsx'
import type { TextRow } from './texts.ts'

/** As many names are offered as fit on a phone. */
const offeredNames = 4

/** Erases the chosen texts from this device: first why and by whom, then once more whether. */
export function RedactErase(props: {
  readonly rows: readonly TextRow[]
  readonly onClose: () => void
  readonly onDone: (said: string) => void
}) {
  const { rows } = props
  const words = useWords(redactText)
  const language = useLanguage()
  const session = useSession()
  const names = useNames().slice(0, offeredNames)
  const [stage, setStage] = useState<'asked' | 'sure' | 'erasing'>('asked')
  const [basis, setBasis] = useState<ErasureBasis | null>(null)
  const [by, setBy] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const title = useRef<HTMLHeadingElement>(null)
  // What is read next has changed under the finger that tapped.
  useEffect(() => {
    if (stage === 'sure') title.current?.focus()
  }, [stage])

  const erase = async (): Promise<void> => {
    if (basis === null || stage === 'erasing') return
    setStage('erasing')
    const result = await session.record({
      ...{ do: 'eraseTexts', targets: rows.map(({ id }) => id), basis, by: by.trim() },
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    })
    props.onDone(result.ok ? words.erased(rows.length) : words.notRecorded)
  }

  return (
    <Sheet
      label={words.eraseTitle(rows.length)}
      onClose={() => {
        if (stage !== 'erasing') props.onClose()
      }}
    >
      {stage === 'asked' ? (
        <form
          class="redact-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (basis === null) setProblem(words.needBasis)
            else if (by.trim() === '') setProblem(words.needBy)
            else setStage('sure')
          }}
        >
          <h2>{words.eraseTitle(rows.length)}</h2>
          <p>{words.eraseLead}</p>
          <ChosenTexts rows={rows} />
          <Chips
            label={words.basis}
            options={erasureBases.map((value) => ({
              value,
              label: recordWords[language].redaction.basis[value],
            }))}
            value={basis}
            onChange={(next) => {
              setProblem('')
              setBasis(next)
            }}
          />
          <NamePicker
            label={words.decidedBy}
            typed={words.decidedByTyped}
            names={names}
            value={by}
            onChange={(name) => {
              setProblem('')
              setBy(name)
            }}
          />
          <Field label={words.eraseReason} value={reason} onInput={setReason} />
          {problem ? (
            <p class="redact-problem" role="alert">
              {problem}
            </p>
          ) : null}
          <button type="submit" class="button outlined">
            {words.next}
          </button>
          <button type="button" class="button text" onClick={props.onClose}>
            {words.cancel}
          </button>
        </form>
      ) : (
        <div class="redact-form">
          <h2 ref={title} tabIndex={-1}>
            {words.eraseSure(rows.length)}
          </h2>
          <ChosenTexts rows={rows} all />
          <dl class="redact-what-stays">
            <dt>{words.gone}</dt>
            {words.goneWhat.map((what) => (
              <dd key={what}>{what}</dd>
            ))}
            <dt>{words.stays}</dt>
            {words.staysWhat.map((what) => (
              <dd key={what}>{what}</dd>
            ))}
          </dl>
          <p role="status">{stage === 'erasing' ? words.erasing : ''}</p>
          <button
            type="button"
            class="button danger"
            aria-disabled={stage === 'erasing'}
            onClick={() => void erase()}
          >
            {words.eraseDo(rows.length)}
          </button>
          <button
            type="button"
            class="button outlined"
            aria-disabled={stage === 'erasing'}
            onClick={() => {
              if (stage !== 'erasing') setStage('asked')
            }}
          >
            {words.goBack}
          </button>
        </div>
      )}
    </Sheet>
  )
}
