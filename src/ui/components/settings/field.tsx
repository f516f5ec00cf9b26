import { useId } from 'preact/hooks'

/**
 * One line of text with its label, also for numbers: 内線201 cannot be typed on a telephone pad.
 * `Enter` while composing Japanese never submits.
 */
export function Field(props: {
  readonly label: string
  readonly value: string
  readonly onInput: (text: string) => void
  readonly lines?: boolean
  readonly invalid?: boolean
  readonly describedBy?: string
  /** Taken letter by letter, and shown to no spelling service of the browser's. */
  readonly literal?: boolean
}) {
  const id = useId()
  const common = {
    id,
    value: props.value,
    autocomplete: 'off',
    'aria-invalid': props.invalid ?? false,
    ...(props.literal ? ({ autocapitalize: 'off', spellcheck: false } as const) : {}),
    ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
  }
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      {props.lines ? (
        <textarea
          {...common}
          rows={2}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          type="text"
          enterkeyhint="done"
          onInput={(event) => props.onInput(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229))
              event.preventDefault()
          }}
        />
      )}
    </div>
  )
}
