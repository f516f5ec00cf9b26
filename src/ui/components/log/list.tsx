import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { ChronologyRow } from '../../../domain/chronology/rows.ts'
import type { LogState } from '../../../domain/evolve/state.ts'
import type { EventId } from '../../../domain/ids.ts'
import type { Pending } from '../../../session/session.ts'
import { useLanguage } from '../../context.ts'
import { date } from '../../format.ts'
import { LogLine } from './line.tsx'
import { LogPending } from './pending.tsx'

export type LogRow = ChronologyRow | { readonly row: 'pending'; readonly act: Pending }

/** Room under the last line, as `.log-scroll::after` gives it. */
const endRoom = 40
/** Nearer to the end than this counts as being there. */
const nearEnd = endRoom + 24

/**
 * The lines, of which only those in sight are in the document. It is its own scroller on the phone
 * and on a wide screen alike, so the filters stay above it and the bar below may grow.
 */
export function LogList(props: {
  readonly label: string
  readonly rows: readonly LogRow[]
  readonly state: LogState
  readonly log: string
  /** The entry to bring into view: the newest one recorded. */
  readonly newest: EventId | null
  readonly fresh: EventId | null
}) {
  const { rows, newest } = props
  const language = useLanguage()
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const atEnd = useRef(true)
  const opened = useRef(false)

  const show = (index: number): void => {
    if (index < 0) return
    atEnd.current = index === rows.length - 1
    const handle = list.current
    handle?.scrollToIndex(index, {
      align: atEnd.current || !opened.current ? 'end' : 'nearest',
      offset: endRoom,
    })
    opened.current = true
  }
  const saving = rows.at(-1)?.row === 'pending'

  // A frame later the list knows its own height.
  useLayoutEffect(() => {
    const next = requestAnimationFrame(() =>
      show(rows.findIndex((row) => row.row === 'entry' && row.entry.id === newest)),
    )
    return () => cancelAnimationFrame(next)
  }, [newest])
  useEffect(() => {
    if (saving) show(rows.length - 1)
  }, [saving])

  // When the bar or the keyboard takes room, the end of the list stays in sight if it was.
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const watch = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  return (
    <section class="log-scroll" ref={scroller} aria-label={props.label}>
      <Virtualizer
        ref={list}
        scrollRef={scroller}
        data={rows}
        as="ol"
        item="li"
        onScroll={() => {
          const element = scroller.current
          if (element)
            atEnd.current =
              element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
        }}
      >
        {(row) => {
          switch (row.row) {
            case 'day':
              return (
                <h2 key={`day ${row.day}`} class="log-day">
                  {date(row.ms, language)}
                </h2>
              )
            case 'pending':
              return <LogPending key={row.act.key} act={row.act} />
            case 'entry':
              return (
                <LogLine
                  key={row.entry.id}
                  entry={row.entry}
                  state={props.state}
                  log={props.log}
                  day={row.day}
                  fresh={row.entry.id === props.fresh}
                />
              )
          }
        }}
      </Virtualizer>
    </section>
  )
}
