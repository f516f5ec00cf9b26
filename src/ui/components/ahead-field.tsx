import { useState } from 'preact/hooks'
import { instantFrom, instantMs, minuteMs } from '../../domain/instant.ts'
import { nextTimeOfDay } from '../../domain/time-of-day.ts'
import { useLanguage, useNow, useWords } from '../context.ts'
import { timeNear } from '../format.ts'
import { aheadText } from '../text/ahead-field.ts'

/**
 * A time that is still to come: four digits for the next such time of day, one tap for a while from
 * now, or a day and a time. Times are Japan's, wherever the device thinks it is.
 */
export function AheadField(props: {
  readonly label: string
  readonly value: number | null
  readonly onChange: (ms: number | null) => void
  /** Minutes from now offered as taps. */
  readonly minutes?: readonly number[]
  /** Other times offered as taps. */
  readonly offers?: readonly { readonly label: string; readonly ms: number }[]
}) {
  const { label, value, minutes = [], offers = [] } = props
  const words = useWords(aheadText)
  const language = useLanguage()
  const now = useNow(true)
  const [digits, setDigits] = useState('')
  const [dated, setDated] = useState(false)
  const wrong = digits.trim().length >= 4 && nextTimeOfDay(digits, now) === null
  const set = (ms: number | null): void => {
    setDigits('')
    props.onChange(ms)
  }
  return (
    <fieldset class="group ahead-field">
      <legend class="label">
        {label}:{' '}
        <output class="time-field-value">
          {value === null ? words.none : timeNear(value, now, language)}
        </output>
      </legend>
      <div class="chips">
        <input
          class="time-field-digits"
          inputMode="numeric"
          autocomplete="off"
          maxLength={5}
          placeholder="0600"
          aria-label={words.digits(label)}
          aria-invalid={wrong}
          value={digits}
          onInput={(event) => {
            const text = event.currentTarget.value
            setDigits(text)
            const ms = text.trim().length >= 3 ? nextTimeOfDay(text, now) : null
            if (ms !== null) props.onChange(ms)
          }}
        />
        {minutes.map((count) => (
          <button
            key={count}
            type="button"
            class="chip"
            onClick={() => set(roundUp(now + count * minuteMs))}
          >
            {words.minutes(count)}
          </button>
        ))}
        {offers.map((offer) => (
          <button
            key={offer.label}
            type="button"
            class="chip"
            aria-pressed={value === offer.ms}
            onClick={() => set(offer.ms)}
          >
            {offer.label}
          </button>
        ))}
        <button type="button" class="chip" aria-pressed={dated} onClick={() => setDated(!dated)}>
          {words.day}
        </button>
        {value === null ? null : (
          <button type="button" class="chip" onClick={() => set(null)}>
            {words.clear}
          </button>
        )}
      </div>
      {dated ? (
        <input
          type="datetime-local"
          aria-label={`${label}: ${words.dayAndTime}`}
          value={instantFrom(value ?? now).slice(0, 16)}
          onInput={(event) => {
            const ms = instantMs(`${event.currentTarget.value.slice(0, 16)}:00.000+09:00`)
            if (!Number.isNaN(ms)) set(ms)
          }}
        />
      ) : null}
      {wrong ? (
        <p class="small" role="alert">
          {words.wrong}
        </p>
      ) : null}
    </fieldset>
  )
}

/** To the next five minutes: nobody meets at 14:03. */
const roundUp = (ms: number): number => Math.ceil(ms / (5 * minuteMs)) * 5 * minuteMs
