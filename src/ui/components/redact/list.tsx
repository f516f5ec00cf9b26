import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Virtualizer } from 'virtua'
import { describe } from '../../../domain/describe/describe.ts'
import { blackout } from '../../../domain/describe/redaction.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import type { EventId } from '../../../domain/ids.ts'
import type { Entry } from '../../../domain/log/entry.ts'
import { useLanguage, useOpen, useWords } from '../../context.ts'
import { dateTime } from '../../format.ts'
import { recordWords } from '../../text/record.ts'
import { redactText } from '../../text/redact.ts'
import { type TextRow, wordsOf } from './texts.ts'

/** A text to be chosen, or a line of the copy. */
export type RedactLine =
  | { readonly is: 'text'; readonly id: EventId; readonly row: TextRow }
  | { readonly is: 'copy'; readonly id: EventId; readonly entry: Entry }

/** What stands above the lines scrolls with them; only the lines in sight are in the document. */
export function RedactList(props: {
  readonly above: ComponentChildren
  readonly label: string
  readonly lines: readonly RedactLine[]
  readonly selected: ReadonlySet<EventId>
  readonly onToggle: (id: EventId) => void
  /** The log as the copy has it. */
  readonly copy: LogState
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const above = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const element = above.current
    if (!element) return
    const measure = (): void => setMargin(element.offsetHeight)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return (
    <section class="redact-scroll" ref={scroller} aria-label={props.label}>
      <div ref={above} class="redact-above">
        {props.above}
      </div>
      <Virtualizer scrollRef={scroller} startMargin={margin} data={props.lines} as="ul" item="li">
        {(line) => (
          <div key={line.id} class="redact-row">
            {line.is === 'copy' ? (
              <CopyLine entry={line.entry} state={props.copy} />
            ) : line.row.erased ? (
              <ErasedLine row={line.row} />
            ) : (
              <TextLine
                row={line.row}
                on={props.selected.has(line.id)}
                onToggle={() => props.onToggle(line.id)}
              />
            )}
          </div>
        )}
      </Virtualizer>
    </section>
  )
}

function When(props: { readonly entry: Entry }) {
  const words = useWords(redactText)
  const language = useLanguage()
  const { entry } = props
  const { at, precision } = entry.occurred
  const time = dateTime(entry.occurredMs, language)
  return (
    <span class="redact-when">
      {at === null ? words.unknownTime : precision === 'about' ? words.about(time) : time}
      {'　'}
      {words.no(entry.no)}
    </span>
  )
}

function TextLine(props: {
  readonly row: TextRow
  readonly on: boolean
  readonly onToggle: () => void
}) {
  const { row } = props
  const words = useWords(redactText)
  const language = useLanguage()
  const { state } = useOpen()
  const struck = state.redactions.has(row.id)
  return (
    <label class={['redact-line', props.on ? 'on' : '', struck ? 'struck' : ''].join(' ')}>
      <input type="checkbox" checked={props.on} onChange={props.onToggle} />
      <span class="redact-what">
        <span class="redact-head">
          <When entry={row.entry} />
          {row.kind ? <span>　{row.kind}</span> : null}
        </span>
        <span class="redact-words">{wordsOf(row)}</span>
        {struck ? (
          <span class="redact-instead">
            {words.inCopy(blackout(row.id, withoutErasures(state), recordWords[language]))}
          </span>
        ) : null}
        {state.erasures.has(row.id) ? (
          <span class="redact-instead">{words.elsewhereMark}</span>
        ) : null}
      </span>
    </label>
  )
}

/** A text that is here and that another device erased is blacked out, not erased. */
const withoutErasures = <T extends { readonly erasures: ReadonlyMap<EventId, unknown> }>(
  state: T,
): T => ({ ...state, erasures: new Map() })

function ErasedLine(props: { readonly row: TextRow }) {
  const { row } = props
  const language = useLanguage()
  const { state } = useOpen()
  const erasure = state.erasures.get(row.id)
  return (
    <div class="redact-line erased">
      <span class="redact-what">
        <span class="redact-head">
          <When entry={row.entry} />
          {row.kind ? <span>　{row.kind}</span> : null}
        </span>
        <span class="redact-words">
          <b>{blackout(row.id, state, recordWords[language])}</b>
          {erasure?.by ? `　${erasure.by}` : ''}
        </span>
      </span>
    </div>
  )
}

/** A line as whoever receives a copy reads it. */
function CopyLine(props: { readonly entry: Entry; readonly state: LogState }) {
  const { entry, state } = props
  const language = useLanguage()
  const { head, body, meta } = describe(entry, state, recordWords[language])
  return (
    <div class={entry.redacted ? 'redact-line struck' : 'redact-line'}>
      <span class="redact-what">
        <span class="redact-head">
          <When entry={entry} />
        </span>
        {head ? <b>{head}</b> : null}
        {body ? <span class="redact-words">{body}</span> : null}
        {meta.length > 0 ? <span class="quiet small">{meta.join('・')}</span> : null}
      </span>
    </div>
  )
}
