import { useMemo, useState } from 'preact/hooks'
import { repeatedWords } from '../../../domain/chronology/repeated-words.ts'
import { type RedactionReason, redactionReasons } from '../../../domain/events/events.ts'
import { foldText } from '../../../domain/search.ts'
import { useLanguage, useSession, useWords } from '../../context.ts'
import { recordWords } from '../../text/record.ts'
import { redactText } from '../../text/redact.ts'
import { Chips } from '../chips.tsx'
import { Field } from '../settings/field.tsx'
import { Sheet } from '../sheet.tsx'
import { type TextRow, wordsOf } from './texts.ts'

/** Shorter words of a text may well stand in a reason by chance. */
const telling = 3

const trimmed = (text: string): string => text.trim()

/** Says why the chosen texts are left out of copies; shows how they will read there. */
export function RedactStrike(props: {
  readonly rows: readonly TextRow[]
  readonly onClose: () => void
  readonly onDone: (said: string) => void
}) {
  const { rows } = props
  const words = useWords(redactText)
  const language = useLanguage()
  const session = useSession()
  const [why, setWhy] = useState<RedactionReason | null>(null)
  const [reason, setReason] = useState('')
  const [by, setBy] = useState('')
  const [problem, setProblem] = useState('')
  const { redaction } = recordWords[language]

  const record = async (): Promise<void> => {
    const said = trimmed(reason)
    if (why === null) return setProblem(words.needWhy)
    if (said === '') return setProblem(words.needReason)
    const whole = rows.some((row) =>
      row.words.some(
        (field) =>
          field.words.length >= telling && foldText(said).includes(foldText(trimmed(field.words))),
      ),
    )
    if (whole) return setProblem(words.repeats)
    const result = await session.record({
      ...{ do: 'redactTexts', targets: rows.map(({ id }) => id), why, reason: said },
      ...(trimmed(by) ? { by: trimmed(by) } : {}),
    })
    props.onDone(result.ok ? words.struck(rows.length) : words.notRecorded)
  }

  const repeated = useMemo(() => {
    const runs = rows.flatMap((row) =>
      row.words.flatMap((field) =>
        [reason, by].flatMap((said) => repeatedWords(said, field.words) ?? []),
      ),
    )
    return runs.sort((a, b) => b.length - a.length)[0] ?? null
  }, [rows, reason, by])

  const shown = redaction.redacted(
    [why ? redaction.why[why] : '…', trimmed(reason) || '…'].join('・'),
  )
  return (
    <Sheet label={words.strikeTitle(rows.length)} onClose={props.onClose}>
      <form
        class="redact-form"
        onSubmit={(event) => {
          event.preventDefault()
          void record()
        }}
      >
        <h2>{words.strikeTitle(rows.length)}</h2>
        <ChosenTexts rows={rows} />
        <Chips
          label={words.why}
          options={redactionReasons.map((value) => ({ value, label: redaction.why[value] }))}
          value={why}
          onChange={(next) => {
            setProblem('')
            setWhy(next)
          }}
        />
        <div>
          <Field
            label={words.reason}
            value={reason}
            onInput={(text) => {
              setProblem('')
              setReason(text)
            }}
          />
          <p class="quiet small">{words.reasonHint}</p>
        </div>
        <Field label={words.by} value={by} onInput={setBy} />
        <p role="status" class="small">
          {repeated ? words.repeatsPart(repeated) : ''}
        </p>
        <p class="redact-preview">
          <span class="label">{words.preview}</span>
          <span>{shown}</span>
        </p>
        {problem ? (
          <p class="redact-problem" role="alert">
            {problem}
          </p>
        ) : null}
        <button type="submit" class="button primary">
          {words.strikeDo(rows.length)}
        </button>
        <button type="button" class="button text" onClick={props.onClose}>
          {words.cancel}
        </button>
      </form>
    </Sheet>
  )
}

/** So many texts are shown before they are counted. */
const mostShown = 5

export function ChosenTexts(props: { readonly rows: readonly TextRow[]; readonly all?: boolean }) {
  const words = useWords(redactText)
  const shown = props.all ? props.rows : props.rows.slice(0, mostShown)
  const more = props.rows.length - shown.length
  return (
    <ul class="redact-chosen">
      {shown.map((row) => (
        <li key={row.id}>{words.nameOf(row.entry.no, wordsOf(row))}</li>
      ))}
      {more > 0 ? <li class="quiet">{words.more(more)}</li> : null}
    </ul>
  )
}
