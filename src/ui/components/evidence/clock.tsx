import { useId } from 'preact/hooks'
import { clockText } from '../../../domain/describe/evidence.ts'
import type { Instant } from '../../../domain/ids.ts'
import { instantMs } from '../../../domain/instant.ts'
import { shownTime } from '../../../domain/shown-time.ts'
import { useLanguage, useSession, useWords } from '../../context.ts'
import { evidenceText } from '../../text/evidence.ts'
import { recordWords } from '../../text/record.ts'

/** The clock of what was found, against this device's: what it shows is typed, the rest is worked out. */
export function EvidenceClock(props: {
  readonly shown: string
  /** What this device showed when the first figure was typed. */
  readonly reference: Instant | null
  readonly onChange: (shown: string, reference: Instant | null) => void
}) {
  const { shown, reference, onChange } = props
  const words = useWords(evidenceText)
  const language = useLanguage()
  const session = useSession()
  const id = useId()
  const read = reference && shownTime(shown, instantMs(reference))
  const wrong = shown.trim().length >= 4 && read === null
  return (
    <div class="field evidence-clock">
      <label class="label" for={id}>
        {words.clockShown}
      </label>
      <input
        id={id}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={40}
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong}
        value={shown}
        onInput={(event) => {
          const text = event.currentTarget.value
          onChange(text, text === '' ? null : (reference ?? session.now()))
        }}
      />
      <p class="small quiet" id={`${id}-hint`}>
        {words.clockHint}
      </p>
      {read && reference ? (
        <>
          <p class="small" role="status">
            {clockText({ shown: read, reference, source: 'device' }, recordWords[language])}
          </p>
          <button type="button" class="button text" onClick={() => onChange(shown, session.now())}>
            {words.clockNow}
          </button>
        </>
      ) : null}
      {wrong ? (
        <p class="small" role="alert">
          {words.clockWrong}
        </p>
      ) : null}
    </div>
  )
}
