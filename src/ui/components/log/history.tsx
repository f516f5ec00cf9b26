import { changeWords } from '../../../domain/describe/redaction.ts'
import type { Occurred } from '../../../domain/events/events.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useLanguage, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { chronologyText, entryText } from '../../text/chronology.ts'
import { recordWords } from '../../text/record.ts'

/** Every change to an entry, oldest first, with what stood before. */
export function LogHistory(props: { readonly entry: Entry; readonly state: LogState }) {
  // Photos stand above, each with its own time.
  const amendments = props.entry.amendments.filter((change) => change.what !== 'attached')
  const words = useWords(entryText)
  const marks = useWords(chronologyText)
  const language = useLanguage()
  if (amendments.length === 0) return null
  const former = ({ at, precision }: Occurred): string => {
    if (at === null) return words.unknown
    const when = dateTime(instantMs(at), language)
    return precision === 'about' ? words.aboutTime(when) : when
  }
  return (
    <section class="log-history">
      <h3>{words.changes}</h3>
      <ol class="rows">
        {amendments.map((change) => (
          <li key={change.id}>
            <p>
              <b>{marks[change.what]}</b> {dateTime(instantMs(change.recordedAt), language)}
              {change.by ? ` ${change.by}` : ''}
            </p>
            {change.formerBody !== null ? (
              <p class="log-history-words">
                {words.former}: <del>{change.formerBody}</del>
              </p>
            ) : null}
            {change.formerOccurred ? (
              <p>
                {words.formerTime}: <del>{former(change.formerOccurred)}</del>
              </p>
            ) : null}
            {change.redacted || (change.what !== 'corrected' && change.body) ? (
              <p class="log-history-words">
                {changeWords(change, props.state, recordWords[language])}
              </p>
            ) : null}
            {change.reason ? (
              <p>
                {words.reason}: {change.reason}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
