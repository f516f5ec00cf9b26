import { useId } from 'preact/hooks'
import { minuteMs } from '../../../domain/instant.ts'
import { nextTimeOfDay } from '../../../domain/time-of-day.ts'
import { useLanguage, useNow, useWords } from '../../context.ts'
import { clockTime, timeNear } from '../../format.ts'
import { contactsText } from '../../text/contacts.ts'

const offers = [30, 60]

/** 折返し: four digits for the next such time after the call, or one tap for a while from now. */
export function CallBackField(props: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly fromMs: number
}) {
  const words = useWords(contactsText)
  const language = useLanguage()
  const now = useNow(true)
  const id = useId()
  const ms = nextTimeOfDay(props.value, props.fromMs)
  const wrong = ms === null && props.value.trim().length >= 4
  return (
    <div class="group">
      <label class="label" for={id}>
        {words.callBack}
        {ms === null ? null : <output>: {words.callBackAt(timeNear(ms, now, language))}</output>}
      </label>
      <div class="chips">
        <input
          id={id}
          class="call-back-digits"
          inputMode="numeric"
          autocomplete="off"
          maxLength={5}
          placeholder="0410"
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          value={props.value}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
        {offers.map((minutes) => (
          <button
            key={minutes}
            type="button"
            class="chip"
            onClick={() => props.onChange(clockTime(now + minutes * minuteMs))}
          >
            {words.inMinutes(minutes)}
          </button>
        ))}
      </div>
      {wrong ? (
        <p id={`${id}-wrong`} class="small" role="alert">
          {words.callBackWrong}
        </p>
      ) : null}
    </div>
  )
}
