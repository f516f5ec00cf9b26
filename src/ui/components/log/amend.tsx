import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Occurred } from '../../../domain/events/events.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useDraft, useSession, useWords } from '../../context.ts'
import { entryText } from '../../text/chronology.ts'
import { keepUnsaved } from '../capture/unsaved.ts'
import { TimeField } from '../time-field.tsx'
import { type Change, changeCommand, draftKey } from './changes.ts'

/** Writes one change to an entry. The draft is kept; the former words stay in the record. */
export function LogAmend(props: {
  readonly entry: Entry
  readonly change: Change
  readonly onCancel: () => void
  readonly onRecorded: () => void
  readonly onFailed: () => void
}) {
  const { entry, change } = props
  const words = useWords(entryText)
  const session = useSession()
  const ids = useId()
  const first = useRef<HTMLTextAreaElement>(null)
  const former = change === 'correct' ? (entry.body ?? '') : ''
  const [draft, keep] = useDraft(draftKey(entry, change))
  const [why, keepWhy] = useDraft(`${draftKey(entry, change)}:why`)
  const [body, setBody] = useState(draft === '' ? former : draft)
  const [time, setTime] = useState<Occurred | null>(null)
  const [timed, setTimed] = useState(false)
  const [problem, setProblem] = useState('')
  const hasBody = change !== 'strike'
  const hasReason = change === 'strike' || change === 'correct'
  useEffect(() => first.current?.focus(), [])

  async function record(): Promise<void> {
    const now: Occurred = { at: session.logNow(), precision: 'exact' }
    const command = changeCommand(entry, change, {
      body,
      reason: why,
      occurred: timed ? (time ?? now) : null,
    })
    if (!command) {
      setProblem(change === 'add' ? words.nothingWritten : words.nothingChanged)
      first.current?.focus()
      return
    }
    const log = session.state.getState().open?.id ?? ''
    const going = session.record(command)
    keepUnsaved(session, log)
    const result = await going
    keepUnsaved(session, log)
    if (!result.ok && result.why === 'refused') {
      setProblem(words.refused)
      return
    }
    keep('')
    keepWhy('')
    if (result.ok) props.onRecorded()
    else props.onFailed()
  }

  return (
    <form
      class="log-amend"
      onSubmit={(event) => {
        event.preventDefault()
        void record()
      }}
    >
      {hasBody ? (
        <label class="field">
          <span class="label">{words.fields[change]}</span>
          <textarea
            ref={first}
            rows={4}
            value={body}
            aria-invalid={problem !== ''}
            aria-describedby={`${ids}note`}
            onInput={(event) => {
              setProblem('')
              setBody(event.currentTarget.value)
              keep(event.currentTarget.value)
            }}
          />
        </label>
      ) : null}
      {change === 'correct' ? (
        <>
          <button
            type="button"
            class="button text log-amend-time"
            aria-expanded={timed}
            onClick={() => {
              setTimed(!timed)
              setTime(entry.occurred)
            }}
          >
            {timed ? words.keepTime : words.changeTime}
          </button>
          {timed ? <TimeField value={time} onChange={setTime} /> : null}
        </>
      ) : null}
      {hasReason ? (
        <label class="field">
          <span class="label">{words.reasonField}</span>
          <textarea
            ref={hasBody ? null : first}
            rows={2}
            value={why}
            onInput={(event) => keepWhy(event.currentTarget.value)}
          />
        </label>
      ) : null}
      <p class="small quiet" id={`${ids}note`}>
        {words.notes[change]}
      </p>
      {problem ? (
        <p class="log-amend-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <button type="submit" class="button primary">
        {words.records[change]}
      </button>
      <button type="button" class="button text" onClick={props.onCancel}>
        {words.cancel}
      </button>
    </form>
  )
}
