import type { Occurred } from '../../../domain/events/events.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { Amendment, Entry } from '../../../domain/log/entry.ts'
import { deviceMarks } from '../../../domain/people/device-marks.ts'
import type { Language } from '../../../domain/ports.ts'
import { useLanguage, useSessionState, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { chronologyText } from '../../text/chronology.ts'
import { devicesText } from '../../text/devices.ts'
import { occurredText } from '../../text/occurred.ts'

/** What must be known of a line before it is believed; each mark is a word, its colour comes second. */
export function LogMarks(props: { readonly entry: Entry; readonly state: LogState }) {
  const { entry } = props
  const words = useWords(chronologyText)
  const devices = useWords(devicesText)
  const own = useSessionState((state) => state.open?.device ?? null)
  const language = useLanguage()
  const recorded = timeNear(entry.recordedMs, entry.occurredMs, language)
  const unknownTime = entry.occurred.at === null && entry.recordedAt !== null
  const marks = [
    entry.unresolved ? <b class="mark-open">{words.unresolved}</b> : null,
    entry.patientSafety ? <b class="mark-safety">{words.safety}</b> : null,
    entry.late ? (
      <>
        <b class="mark-late">{words.late}</b> {words.recordedAt(recorded)}
      </>
    ) : unknownTime ? (
      words.recordedAt(recorded)
    ) : null,
    // Photos show themselves.
    ...entry.amendments
      .filter((change) => change.what !== 'attached')
      .map((change) => <Change change={change} entry={entry} />),
    entry.clockDoubt ? <b class="mark-late">{words.clockDoubt}</b> : null,
    ...deviceMarks(entry, props.state, own).map((mark) => (
      <b class="mark-device">{devices.mark[mark]}</b>
    )),
  ].filter((mark) => mark !== null)
  if (marks.length === 0) return null
  return (
    <>
      {marks.map((mark, i) => (
        // Marks never move among themselves: the place is the identity.
        <span key={i}>{mark}</span>
      ))}
    </>
  )
}

function Change(props: { readonly change: Amendment; readonly entry: Entry }) {
  const { change, entry } = props
  const words = useWords(chronologyText)
  const language = useLanguage()
  const at = timeNear(instantMs(change.recordedAt), entry.occurredMs, language)
  const { formerOccurred } = change
  const why = change.what === 'resolved' ? (change.body ?? '') : (change.reason ?? '')
  return (
    <>
      {change.what === 'struck' ? <b class="mark-struck">{words.struck}</b> : words[change.what]}{' '}
      {at}
      {formerOccurred ? (
        <>
          {' '}
          <del>{formerTime(formerOccurred, entry, language)}</del>
        </>
      ) : null}
      {why ? ` ${why}` : null}
    </>
  )
}

function formerTime({ at, precision }: Occurred, entry: Entry, language: Language): string {
  const words = occurredText[language]
  if (at === null) return words.unknown
  const time = timeNear(instantMs(at), entry.occurredMs, language)
  return precision === 'about' ? words.about(time) : time
}
