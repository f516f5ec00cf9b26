import { useState } from 'preact/hooks'
import type { Occurred } from '../../domain/events/events.ts'
import { instantFrom, instantMs, jstDay, minuteMs } from '../../domain/instant.ts'
import { useLanguage, useNow, useWords } from '../context.ts'
import { timeNear } from '../format.ts'
import { timeFieldText } from '../text/time-field.ts'

/**
 * 発生時刻: now unless something else is said. One tap for −5 or −15 minutes, four digits for a time
 * of day (`0410`, half or full width), 頃 and 不明 beside it, and a day for what happened earlier.
 * Null means now, read when recorded. Times typed are Japan's, wherever the device thinks it is.
 */
export function TimeField(props: {
  readonly value: Occurred | null
  readonly onChange: (value: Occurred | null) => void
  /** What the time is of, where it is not 発生時刻. */
  readonly label?: string
}) {
  const words = useWords(timeFieldText)
  const language = useLanguage()
  const now = useNow(true)
  const [digits, setDigits] = useState('')
  const [dated, setDated] = useState(false)
  const { value } = props
  const wrong = digits !== '' && fourDigits(digits, now) === null && digits.length >= 4
  const set = (ms: number): void =>
    props.onChange({
      at: instantFrom(ms),
      precision: value?.precision === 'about' ? 'about' : 'exact',
    })
  const shown =
    value === null
      ? words.now
      : value.at === null
        ? words.unknown
        : `${timeNear(instantMs(value.at), now, language)}${value.precision === 'about' ? words.aboutMark : ''}`
  return (
    <fieldset class="group time-field">
      <legend class="label">
        {props.label ?? words.label}: <output class="time-field-value">{shown}</output>
      </legend>
      <div class="chips">
        <Tap
          label={words.now}
          on={value === null}
          tap={() => {
            setDigits('')
            props.onChange(null)
          }}
        />
        <Tap label={words.minus5} on={false} tap={() => set(baseMs(value, now) - 5 * minuteMs)} />
        <Tap label={words.minus15} on={false} tap={() => set(baseMs(value, now) - 15 * minuteMs)} />
        <input
          class="time-field-digits"
          inputMode="numeric"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={5}
          aria-label={words.digits}
          aria-invalid={wrong}
          placeholder="0410"
          value={digits}
          onInput={(event) => {
            const text = event.currentTarget.value
            setDigits(text)
            const ms = fourDigits(text, now)
            if (ms !== null) set(ms)
          }}
        />
        <Tap
          label={words.about}
          on={value?.precision === 'about'}
          tap={() =>
            props.onChange(
              value?.precision === 'about'
                ? { at: value.at, precision: 'exact' }
                : { at: value?.at ?? instantFrom(now), precision: 'about' },
            )
          }
        />
        <Tap
          label={words.unknown}
          on={value?.precision === 'unknown'}
          tap={() =>
            props.onChange(
              value?.precision === 'unknown' ? null : { at: null, precision: 'unknown' },
            )
          }
        />
        <Tap label={words.day} on={dated} tap={() => setDated(!dated)} />
      </div>
      {dated ? (
        <input
          type="datetime-local"
          aria-label={words.dayAndTime}
          value={instantFrom(baseMs(value, now)).slice(0, 16)}
          onInput={(event) => {
            const ms = instantMs(`${event.currentTarget.value.slice(0, 16)}:00.000+09:00`)
            if (!Number.isNaN(ms)) set(ms)
          }}
        />
      ) : null}
      {wrong ? (
        <p class="small" role="alert">
          {words.wrongDigits}
        </p>
      ) : null}
    </fieldset>
  )
}

function Tap(props: { readonly label: string; readonly on: boolean; readonly tap: () => void }) {
  return (
    <button type="button" class="chip" aria-pressed={props.on} onClick={props.tap}>
      {props.label}
    </button>
  )
}

const baseMs = (value: Occurred | null, now: number): number =>
  value?.at ? instantMs(value.at) : now

/**
 * Milliseconds of a time of day typed as `0410`, `410` or `4:10`: today in Japan, or yesterday when
 * that lies more than ten minutes ahead. Null while it is no time.
 */
export function fourDigits(text: string, nowMs: number): number | null {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(text.normalize('NFKC').trim())
  if (!match || (text.length < 4 && !text.includes(':'))) return null
  const hour = Number(match[1])
  const minute = Number(match[2])
  if (hour > 23 || minute > 59) return null
  const midnight = jstDay(nowMs) * 86_400_000 - 540 * minuteMs
  const today = midnight + (hour * 60 + minute) * minuteMs
  return today > nowMs + 10 * minuteMs ? today - 86_400_000 : today
}
