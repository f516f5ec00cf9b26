import { useWords } from '../../context.ts'
import { captureText } from '../../text/capture.ts'
import { Chips } from '../chips.tsx'

/** Who the news came from or went to: one of the last six by a tap, anyone else typed. */
export function CaptureParty(props: {
  readonly label: string
  readonly parties: readonly string[]
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const words = useWords(captureText)
  const { label, parties, value, onChange } = props
  return (
    <div class="capture-party">
      {parties.length > 0 ? (
        <Chips
          label={label}
          options={parties.map((name) => ({ value: name, label: name }))}
          value={parties.find((name) => name === value) ?? null}
          onChange={(name) => onChange(name ?? '')}
        />
      ) : (
        <span class="label" aria-hidden="true">
          {label}
        </span>
      )}
      <input
        class="capture-party-typed"
        aria-label={words.party(label)}
        placeholder={words.party(label)}
        autocomplete="off"
        maxLength={400}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
