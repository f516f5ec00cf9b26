/**
 * A row of taps of which at most one is chosen; tapping the chosen one again takes it back, since
 * nothing is mandatory.
 */
export function Chips<T extends string>(props: {
  readonly label: string
  readonly options: readonly {
    readonly value: T
    readonly label: string
    /** Where the label is not in the language of the screen. */
    readonly lang?: string
  }[]
  readonly value: T | null
  readonly onChange: (value: T | null) => void
  readonly hideLabel?: boolean
}) {
  return (
    <fieldset class="group chips-group">
      <legend class={props.hideLabel ? 'hidden-words' : 'label'}>{props.label}</legend>
      <div class="chips">
        {props.options.map((option) => (
          <button
            key={option.value}
            type="button"
            class="chip"
            lang={option.lang}
            aria-pressed={props.value === option.value}
            onClick={() => props.onChange(props.value === option.value ? null : option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

/** A row of taps of which any number may be on. */
export function Toggles<T extends string>(props: {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly values: readonly T[]
  readonly onChange: (values: readonly T[]) => void
}) {
  return (
    <fieldset class="group chips-group">
      <legend class="label">{props.label}</legend>
      <div class="chips">
        {props.options.map(({ value, label }) => {
          const on = props.values.includes(value)
          return (
            <button
              key={value}
              type="button"
              class="chip"
              aria-pressed={on}
              onClick={() =>
                props.onChange(
                  on ? props.values.filter((v) => v !== value) : [...props.values, value],
                )
              }
            >
              {label}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
