import { useEffect, useRef, useState } from 'preact/hooks'
import { minutesSeconds } from '../../../domain/describe/drill.ts'
import { useOpen, useSession, useWords } from '../../context.ts'
import { hashOf, type Tab } from '../../route.ts'
import { drillText } from '../../text/drill.ts'
import { type DrillView, useDrill } from '../../use-drill.ts'
import { DrillLive } from './live.tsx'

/** On every screen of a drill: its clock, what comes next, and the way out to something real. */
export function DrillBar(props: { readonly at: Tab | 'room' }) {
  const words = useWords(drillText)
  const session = useSession()
  const open = useOpen()
  const view = useDrill()
  const [live, setLive] = useState(false)
  // Whichever window opens a drill that nobody runs any more finds it paused.
  useEffect(() => void session.drill.takeOver().catch(() => undefined), [session, open.id])
  const running = view?.course.drill.running != null
  const showing = view?.course.drill.showing ?? null
  const read = useRef(showing)
  if (props.at === 'drill' || props.at === 'room') read.current = showing
  const isNew = showing !== null && showing !== read.current
  return (
    <section class="drill-bar" aria-label={words.bar}>
      {view ? <Clock view={view} link={props.at !== 'room'} /> : null}
      {view && canPause(view) ? (
        <button
          type="button"
          class="drill-bar-button"
          onClick={() => void (running ? session.drill.pause() : session.drill.run())}
        >
          {running ? words.pause : words.goOn}
        </button>
      ) : null}
      <button type="button" class="drill-bar-button real" onClick={() => setLive(true)}>
        {words.live}
      </button>
      {view && props.at !== 'room' && props.at !== 'drill' ? <WayBack isNew={isNew} /> : null}
      {live ? <DrillLive onClose={() => setLive(false)} log={open.id} /> : null}
    </section>
  )
}

/** From the steps or the log to what is to be read out next; it says when that is new. */
function WayBack(props: { readonly isNew: boolean }) {
  const words = useWords(drillText)
  const { id: log } = useOpen()
  return (
    <a
      class={props.isNew ? 'drill-bar-back new' : 'drill-bar-back'}
      href={hashOf({ at: 'incident', log, tab: 'drill' })}
    >
      <span role="status">{props.isNew ? words.newInject : ''}</span>
      <b>{words.back}</b>
    </a>
  )
}

/** Before the rules were read nothing is started from here. */
const canPause = ({ course: { drill } }: DrillView): boolean =>
  drill.ended === null && drill.intervals.length > 0

function Clock(props: { readonly view: DrillView; readonly link: boolean }) {
  const words = useWords(drillText)
  const { id } = useOpen()
  const { view } = props
  const { drill } = view.course
  const said = drill.ended
    ? words.over
    : drill.running
      ? words.runs
      : drill.intervals.length > 0
        ? words.paused
        : words.notBegun
  const body = (
    <>
      <b class="drill-bar-time">{minutesSeconds(view.clockMs)}</b>
      <span class={drill.running ? 'drill-bar-state runs' : 'drill-bar-state'}>{said}</span>
      {drill.ended || drill.intervals.length === 0 || props.link === false ? null : (
        <span class="drill-bar-next">{nextWords(view, words)}</span>
      )}
    </>
  )
  return props.link ? (
    <a class="drill-bar-clock" href={hashOf({ at: 'incident', log: id, tab: 'drill' })}>
      {body}
      <span class="hidden-words">{words.toRun}</span>
    </a>
  ) : (
    <p class="drill-bar-clock">{body}</p>
  )
}

/** When the next inject comes, in words. */
export function nextWords(
  { nextMs, course: { drill, scenario } }: DrillView,
  words: (typeof drillText)['ja'],
): string {
  const cut = scenario.cuts.find(({ id }) => id === drill.cut)
  const left = cut?.injects.some(({ inject }) => !drill.injects.has(inject)) ?? false
  if (!left) return words.noNext
  if (nextMs === null) return words.nextByHand
  return nextMs < 1000 ? words.nextNow : words.nextIn(minutesSeconds(nextMs))
}
