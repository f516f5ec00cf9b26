import type { ComponentChildren } from 'preact'
import { checkOf, offsetText } from '../../../domain/evolve/clock-check.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import { instantMs } from '../../../domain/instant.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { holderOf, shortDevice } from '../../../domain/people/device-names.ts'
import { tableRowOf } from '../../../domain/table/row.ts'
import { useLanguage, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { chronologyText, entryText } from '../../text/chronology.ts'
import { recordWords } from '../../text/record.ts'

/** Times are shown in Japan's, wherever the device thinks it is; the offset says so. */
const offset = '+09:00'

/** Both times, whose device, and the number by which the record is found again. */
export function LogFacts(props: { readonly entry: Entry; readonly state: LogState }) {
  const { entry, state } = props
  const words = useWords(entryText)
  const marks = useWords(chronologyText)
  const language = useLanguage()
  const { occurred } = entry
  const holder = entry.device ? (holderOf(state, entry.device) ?? '') : ''
  const when = `${dateTime(entry.occurredMs, language)} ${offset}`
  const seq = entry.event.kind === 'damaged' ? null : entry.event.header.seq
  return (
    <dl class="log-facts">
      <Fact name={words.occurred}>
        {occurred.at === null
          ? words.unknown
          : occurred.precision === 'about'
            ? words.aboutTime(when)
            : when}
      </Fact>
      {entry.recordedAt ? (
        <Fact name={words.recorded}>
          {dateTime(entry.recordedMs, language)} {offset}
          {entry.late ? (
            <>
              {' '}
              <b class="mark-late">{marks.late}</b>
            </>
          ) : null}
        </Fact>
      ) : null}
      {entry.clockDoubt ? (
        <Fact name={words.clock}>
          <b class="mark-late">{marks.clockDoubt}</b>
          <br />
          {words.clockDoubt}
        </Fact>
      ) : null}
      <CheckedClock entry={entry} state={state} />
      {entry.from ? <Fact name={words.from}>{entry.from}</Fact> : null}
      {entry.to ? <Fact name={words.to}>{entry.to}</Fact> : null}
      {entry.by ? <Fact name={words.by}>{entry.by}</Fact> : null}
      {entry.device ? (
        <Fact name={words.who}>
          {[holder, shortDevice(entry.device)].filter(Boolean).join(' ')}
        </Fact>
      ) : null}
      <TableFacts entry={entry} />
      <Fact name={words.proof}>
        {seq === null ? entry.id.slice(0, 12) : words.proofText(seq, entry.id.slice(0, 12))}
      </Fact>
    </dl>
  )
}

/** The file and row it was taken from, and its time as written there. */
function TableFacts(props: { readonly entry: Entry }) {
  const words = useWords(entryText)
  const { event } = props.entry
  if (event.kind !== 'known' || event.type !== 'note.recorded' || !event.data.row) return null
  const { file, sheet, row } = tableRowOf(event.data.row, event.text)
  return (
    <>
      <Fact name={words.takenFrom}>
        {words.takenRow(file, sheet, row)}
        <br />
        <span class="small">SHA-256 {event.data.row.file}</span>
      </Fact>
      {event.text?.when ? <Fact name={words.writtenTime}>{event.text.when}</Fact> : null}
    </>
  )
}

/** How far the clock that recorded this was off, where it was compared with another. */
function CheckedClock(props: { readonly entry: Entry; readonly state: LogState }) {
  const words = useWords(entryText)
  const language = useLanguage()
  const check = checkOf(props.entry, props.state)
  if (!check) return null
  return (
    <Fact name={words.clockChecked}>
      {offsetText(check, recordWords[language].clock)}
      <br />
      <span class="small">{words.clockCheckedAt(dateTime(instantMs(check.at), language))}</span>
    </Fact>
  )
}

function Fact(props: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
