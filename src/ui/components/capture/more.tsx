import { certainties, meansOfNews, noteKinds } from '../../../domain/events/events.ts'
import { useOpen, useWords } from '../../context.ts'
import { captureText } from '../../text/capture.ts'
import { recordWords } from '../../text/record.ts'
import { Chips, Toggles } from '../chips.tsx'
import { TimeField } from '../time-field.tsx'
import type { NoteOptions } from './options.ts'
import { CaptureParty } from './party.tsx'

/** Everything that may be said of a note beside its words: taps, none of them needed. */
export function CaptureMore(props: {
  readonly id: string
  readonly options: NoteOptions
  readonly onChange: (options: NoteOptions) => void
}) {
  const { options, onChange } = props
  const words = useWords(captureText)
  const record = useWords(recordWords)
  const { parties } = useOpen().state
  const change = (part: Partial<NoteOptions>): void => onChange({ ...options, ...part })
  const taps = <T extends string>(values: readonly T[], labels: Record<T, string>) =>
    values.map((value) => ({ value, label: labels[value] }))
  return (
    <div class="capture-more" id={props.id}>
      <TimeField value={options.occurred} onChange={(occurred) => change({ occurred })} />
      <Chips
        label={words.kind}
        options={taps(noteKinds, record.noteKind)}
        value={options.kind}
        onChange={(kind) => change({ kind })}
      />
      <Toggles
        label={words.safetyLabel}
        options={[{ value: 'safety', label: words.safety }]}
        values={options.patientSafety ? ['safety'] : []}
        onChange={(on) => change({ patientSafety: on.length > 0 })}
      />
      <CaptureParty
        label={words.from}
        parties={parties}
        value={options.from}
        onChange={(from) => change({ from })}
      />
      <CaptureParty
        label={words.to}
        parties={parties}
        value={options.to}
        onChange={(to) => change({ to })}
      />
      <Chips
        label={words.means}
        options={taps(meansOfNews, record.means)}
        value={options.means}
        onChange={(means) => change({ means })}
      />
      <Chips
        label={words.certainty}
        options={taps(certainties, record.certainty)}
        value={options.certainty}
        onChange={(certainty) => change({ certainty })}
      />
    </div>
  )
}
