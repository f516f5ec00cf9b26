import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useNow, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { captureText } from '../../text/capture.ts'
import { recordWords } from '../../text/record.ts'
import { timeFieldText } from '../../text/time-field.ts'
import type { NoteOptions } from './options.ts'

/** Folds the taps away and says what was chosen with them. */
export function CaptureSummary(props: {
  readonly options: NoteOptions
  readonly panel: string
  readonly folded: boolean
  readonly onToggle: () => void
}) {
  const words = useWords(captureText)
  const record = useWords(recordWords)
  const time = useWords(timeFieldText)
  const language = useLanguage()
  const now = useNow(true)
  const { occurred, kind, means, certainty, patientSafety, from, to } = props.options
  const when =
    occurred === null
      ? ''
      : occurred.at === null
        ? time.unknown
        : `${timeNear(instantMs(occurred.at), now, language)}${occurred.precision === 'about' ? time.aboutMark : ''}`
  const chosen = [
    when,
    kind ? record.noteKind[kind] : '',
    patientSafety ? words.safety : '',
    from || to ? `${from || '—'} → ${to || '—'}` : '',
    means ? record.means[means] : '',
    certainty ? record.certainty[certainty] : '',
  ].filter((part) => part !== '')
  return (
    <button
      type="button"
      class="capture-summary"
      aria-expanded={!props.folded}
      aria-controls={props.folded ? undefined : props.panel}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onToggle}
    >
      <span>{chosen.length > 0 ? chosen.join('・') : words.more}</span>
    </button>
  )
}
