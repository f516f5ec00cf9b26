import { useId } from 'preact/hooks'

/** One optional answer about a call. No form around it: Enter never records. */
export function ContactResultField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly lines?: number
  /** A number read out by somebody: no corrections while it is typed. */
  readonly code?: boolean
}) {
  const id = useId()
  const common = { id, value: props.value }
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      {props.lines ? (
        <textarea
          {...common}
          rows={props.lines}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          autocomplete="off"
          {...(props.code ? { autocapitalize: 'off', autocorrect: 'off', spellcheck: false } : {})}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </div>
  )
}
