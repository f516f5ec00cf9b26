import type { PrintedFile } from '../../../domain/chronology/printed-files.ts'
import type { PrintedRow } from '../../../domain/chronology/printed-log.ts'
import { describe } from '../../../domain/describe/describe.ts'
import { changeWords } from '../../../domain/describe/redaction.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import type { EventId } from '../../../domain/ids.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { deviceMarks } from '../../../domain/people/device-marks.ts'
import { useLanguage, useSay, useWords } from '../../context.ts'
import { clockTime, date, dateTime, isoDate } from '../../format.ts'
import { devicesText } from '../../text/devices.ts'
import { printText } from '../../text/print.ts'
import { recordWords } from '../../text/record.ts'
import { PrintFileLines } from './files.tsx'

/** A row this long may break over two sheets; every other stays whole. */
const longAbove = 900

/** Every entry, with both its times and what stood before each correction. */
export function PrintRows(props: {
  readonly rows: readonly PrintedRow[]
  readonly files: ReadonlyMap<EventId, readonly PrintedFile[]>
  readonly state: LogState
}) {
  const words = useWords(printText)
  const { rows, files, state } = props
  return (
    <table class="print-log">
      <thead>
        <tr>
          <th scope="col">{words.no}</th>
          <th scope="col">{words.occurred}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.recorded}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.entry.id}
            row={row}
            of={rows.length}
            files={files.get(row.entry.id) ?? []}
            state={state}
          />
        ))}
      </tbody>
    </table>
  )
}

function Row(props: {
  readonly row: PrintedRow
  readonly of: number
  readonly files: readonly PrintedFile[]
  readonly state: LogState
}) {
  const words = useWords(printText)
  const { entry, row, newDay } = props.row
  const long = (entry.body?.length ?? 0) > longAbove
  return (
    <tr class={[newDay ? 'new-day' : '', long ? 'long' : ''].filter(Boolean).join(' ')}>
      <td class="print-no">
        <b>{entry.no}</b>
        <span>{words.row(row, props.of)}</span>
      </td>
      <td class="print-when">
        <When entry={entry} />
      </td>
      <td class="print-what">
        <What entry={entry} files={props.files} state={props.state} />
      </td>
      <td class="print-recorded">
        {entry.recordedAt ? (
          <>
            <span>{isoDate(entry.recordedMs)}</span>
            <span>{clockTime(entry.recordedMs)}</span>
          </>
        ) : null}
        <span>{entry.device?.slice(0, 8)}</span>
      </td>
    </tr>
  )
}

/** The year too: a sheet that is found alone must say which night it was. */
function When(props: { readonly entry: Entry }) {
  const words = useWords(printText)
  const language = useLanguage()
  const { occurred, occurredMs } = props.entry
  if (occurred.at === null) return <b>{words.unknown}</b>
  return (
    <>
      <span>{date(occurredMs, language)}</span>
      <b>{clockTime(occurredMs)}</b>
      {occurred.precision === 'exact' ? null : (
        <span>{occurred.precision === 'about' ? words.about : words.unknown}</span>
      )}
    </>
  )
}

function What(props: {
  readonly entry: Entry
  readonly files: readonly PrintedFile[]
  readonly state: LogState
}) {
  const words = useWords(printText)
  const language = useLanguage()
  const say = useSay()
  const { entry, state } = props
  const { head, body, meta } = describe(entry, state, recordWords[language])
  const lane = state.graph?.runbook.lanes.find((known) => known.id === entry.lane)
  const marks = [
    entry.late ? words.late : '',
    entry.patientSafety ? words.safety : '',
    entry.unresolved ? words.unresolved : '',
    entry.struck ? recordWords[language].amendment.struck : '',
    entry.clockDoubt ? words.clockDoubt : '',
    ...deviceMarks(entry, state, null).map((mark) => devicesText[language].mark[mark]),
  ].filter(Boolean)
  return (
    <>
      {head || lane ? (
        <p class="print-headline">
          {lane ? <span class="print-lane">{say(lane.title)}</span> : null}
          {head ? <b>{entry.struck ? <s>{head}</s> : head}</b> : null}
        </p>
      ) : null}
      {body ? <p class="print-body">{entry.struck ? <s>{body}</s> : body}</p> : null}
      {meta.length > 0 ? <p>{meta.join('・')}</p> : null}
      {marks.length > 0 ? (
        <p class="print-marks">
          {marks.map((mark) => (
            <span key={mark}>{mark}</span>
          ))}
        </p>
      ) : null}
      <PrintFileLines files={props.files} />
      <Changes entry={entry} state={state} />
    </>
  )
}

/** What was changed later, when and by whom; the former words stay readable. */
function Changes(props: { readonly entry: Entry; readonly state: LogState }) {
  const words = useWords(printText)
  const language = useLanguage()
  // Files stand above with their own numbers; what was said of one is said there.
  const amendments = props.entry.amendments.filter((change) => change.what !== 'attached')
  if (amendments.length === 0) return null
  return (
    <ul class="print-changes">
      {amendments.map((change) => (
        <li key={change.id}>
          <p>
            <b>{recordWords[language].amendment[change.what]}</b>{' '}
            {dateTime(instantMs(change.recordedAt), language)}
            {change.by ? ` ${change.by}` : ''}
            {change.reason ? `・${words.reason}: ${change.reason}` : ''}
          </p>
          {change.formerBody === null ? null : (
            <p class="print-body">
              {words.former}: <s>{change.formerBody}</s>
            </p>
          )}
          {change.formerOccurred ? (
            <p>
              {words.formerTime}:{' '}
              <s>
                {change.formerOccurred.at
                  ? dateTime(instantMs(change.formerOccurred.at), language)
                  : words.unknown}
                {change.formerOccurred.precision === 'about' ? ` ${words.about}` : ''}
              </s>
            </p>
          ) : null}
          {change.redacted || (change.what === 'resolved' && change.body) ? (
            <p class="print-body">{changeWords(change, props.state, recordWords[language])}</p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
