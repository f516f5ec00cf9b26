import { kindOf } from '../../../domain/chronology/chronology.ts'
import { filesOf } from '../../../domain/describe/attachments.ts'
import { describe } from '../../../domain/describe/describe.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import { jstDay } from '../../../domain/instant.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useLanguage, useWords } from '../../context.ts'
import { clockTime, shortDate } from '../../format.ts'
import { hashOf } from '../../route.ts'
import { chronologyText } from '../../text/chronology.ts'
import { recordWords } from '../../text/record.ts'
import { FileStrip } from '../file/picture.tsx'
import { LaneMark } from '../step/lane-mark.tsx'
import { LogMarks } from './marks.tsx'

/** One entry as a line: when, what in the person's own words, and the small print. */
export function LogLine(props: {
  readonly entry: Entry
  readonly state: LogState
  readonly log: string
  /** The day of the date above it; another day is written at the time. */
  readonly day: number
  readonly fresh: boolean
}) {
  const { entry, state } = props
  const words = useWords(chronologyText)
  const language = useLanguage()
  const { head, body, meta } = describe(entry, state, recordWords[language])
  const kind = kindOf(entry)
  const lane = state.graph?.runbook.lanes.find((known) => known.id === entry.lane)
  const former = entry.amendments.findLast((change) => change.formerBody !== null)?.formerBody
  const raw = entry.shape === 'unknown' || entry.shape === 'damaged'
  const kinds = [
    'log-line',
    kind === 'decision' ? 'decided' : '',
    entry.struck ? 'struck' : '',
    raw ? 'raw' : '',
    props.fresh ? 'fresh' : '',
  ]
  const otherDay = entry.occurred.at !== null && jstDay(entry.occurredMs) !== props.day
  // 未解決 is a state that ends: its mark says it, while it holds.
  return (
    <a
      class={kinds.filter(Boolean).join(' ')}
      href={hashOf({ at: 'incident', log: props.log, tab: 'log', item: entry.id })}
    >
      <span class="log-when">
        {otherDay ? <small>{shortDate(entry.occurredMs, language)}</small> : null}
        {entry.occurred.at === null ? (
          <b class="log-no-time">{words.unknown}</b>
        ) : (
          <b>
            <time dateTime={entry.occurred.at}>{clockTime(entry.occurredMs)}</time>
          </b>
        )}
        {entry.occurred.precision === 'about' ? <small>{words.about}</small> : null}
      </span>
      <span class="log-what">
        <Words
          head={kind === 'unresolved' ? '' : head}
          body={body}
          former={former ?? ''}
          entry={entry}
        />
        <FileStrip files={filesOf(entry)} />
        <span class="log-meta">
          <LaneMark lane={lane} />
          {meta.length > 0 ? <span>{meta.join('・')}</span> : null}
          <LogMarks entry={entry} state={state} />
        </span>
      </span>
    </a>
  )
}

/** A note's kind stands before its words; a step's title has the words under it. */
function Words(props: {
  readonly head: string
  readonly body: string
  readonly former: string
  readonly entry: Entry
}) {
  const { head, body, former, entry } = props
  const inline = entry.shape === 'note'
  const said = (
    <>
      {former ? <del class="log-former">{former}</del> : null}
      {former ? ' ' : null}
      {entry.struck ? (
        <s>{body}</s>
      ) : entry.awaitsText ? (
        <span class="log-waiting">{body}</span>
      ) : (
        body
      )}
    </>
  )
  if (inline)
    return (
      <span class="log-body">
        {head ? <b class="log-kind">{head}</b> : null}
        {said}
      </span>
    )
  return (
    <>
      {head ? <b class="log-head">{entry.struck ? <s>{head}</s> : head}</b> : null}
      {body || former ? <span class="log-body">{said}</span> : null}
    </>
  )
}
