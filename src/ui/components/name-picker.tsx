import { useId } from 'preact/hooks'
import { Chips } from './chips.tsx'

/** A name: one tap for those known here, or typed. */
export function NamePicker(props: {
  readonly label: string
  readonly typed: string
  readonly names: readonly string[]
  readonly value: string
  readonly onChange: (name: string) => void
}) {
  const id = useId()
  const names = [...new Set(props.names)].filter((name) => name !== '')
  const chosen = names.includes(props.value) ? props.value : null
  return (
    <div class="name-picker">
      {names.length > 0 ? (
        <Chips
          label={props.label}
          options={names.map((name) => ({ value: name, label: name }))}
          value={chosen}
          onChange={(name) => props.onChange(name ?? '')}
        />
      ) : null}
      <div class="field">
        <label class="label" for={id}>
          {names.length > 0 ? props.typed : props.label}
        </label>
        <input
          id={id}
          autocomplete="off"
          maxLength={200}
          value={props.value}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      </div>
    </div>
  )
}
