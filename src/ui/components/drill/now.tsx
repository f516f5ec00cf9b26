import { useEffect, useRef } from 'preact/hooks'
import { injectOf } from '../../../domain/drill/plan.ts'
import type { Inject } from '../../../domain/drill/scenario.ts'
import { useSay, useSession, useWords } from '../../context.ts'
import { drillText } from '../../text/drill.ts'
import { incidentText } from '../../text/incident.ts'
import { recordWords } from '../../text/record.ts'
import { type DrillView, useStoryTime } from '../../use-drill.ts'
import { DrillArtefact } from './artefact.tsx'
import { DrillHint, DrillWatch } from './watch.tsx'

/** The inject on show: what is read out, what to watch for, when to help. */
export function DrillNow(props: { readonly view: DrillView }) {
  const { view } = props
  const { course } = view
  const words = useWords(drillText)
  const inject = course.drill.showing === null ? undefined : injectOf(course, course.drill.showing)
  return (
    <>
      <Standing view={view} />
      {inject ? (
        <InjectNow key={inject.id} view={view} inject={inject} />
      ) : (
        <p role="status">{words.waiting}</p>
      )}
    </>
  )
}

/** Why the clock stands, as long as it does. */
function Standing(props: { readonly view: DrillView }) {
  const { drill } = props.view.course
  const words = useWords(drillText)
  const session = useSession()
  if (drill.running) return null
  const why = drill.intervals.at(-1)?.ended
  const said =
    why === 'lost'
      ? words.resumed
      : why === 'slept'
        ? words.slept
        : why === 'live'
          ? words.forLive
          : words.stopped
  return (
    <section class="drill-standing" role="status">
      <p>{said}</p>
      <button type="button" class="button outlined" onClick={() => void session.drill.run()}>
        {words.goOn}
      </button>
    </section>
  )
}

function InjectNow(props: { readonly view: DrillView; readonly inject: Inject }) {
  const { view, inject } = props
  const { course } = view
  const words = useWords(drillText)
  const state = course.drill.injects.get(inject.id)
  const no = [...course.drill.injects.keys()].indexOf(inject.id) + 1
  const article = useRef<HTMLElement>(null)
  const repeats = state?.repeats ?? 0
  // Whoever reads aloud stood at the foot of the one before, with its 「次へ」 under the thumb.
  useEffect(() => {
    article.current?.closest('.pane')?.scrollTo(0, 0)
    window.scrollTo(0, 0)
  }, [repeats])
  return (
    <>
      <article class="inject" aria-live="polite" ref={article}>
        <h1 class="inject-no">
          {words.inject(no, view.injects)}
          {repeats > 0 ? <span class="inject-again">{words.again}</span> : null}
        </h1>
        <InjectWords view={view} inject={inject} label={words.readAloud} />
        {inject.artefact?.kind === 'callScript' ? <p class="label">{words.callScript}</p> : null}
        <Paper inject={inject} />
      </article>
      <DrillHint view={view} inject={inject} />
      <DrillWatch view={view} inject={inject} />
    </>
  )
}

function Paper(props: { readonly inject: Inject }) {
  const marks = useWords(incidentText)
  const { artefact } = props.inject
  return artefact ? <DrillArtefact artefact={artefact} drill={marks.drill} /> : null
}

/** When in the story, from whom to whom, and the words; also what the room sees. */
export function InjectWords(props: {
  readonly view: DrillView
  readonly inject: Inject
  readonly label?: string
}) {
  const { view, inject, label } = props
  const { course } = view
  const words = useWords(drillText)
  const record = useWords(recordWords)
  const say = useSay()
  const story = useStoryTime(course)
  const state = course.drill.injects.get(inject.id)
  const { time, since } = story(state?.t ?? course.drill.startsAt)
  return (
    <>
      <p class="inject-story">{words.story(time, since)}</p>
      <p class="inject-who">
        <span class="inject-means">{record.means[inject.means]}</span>
        <b>{say(inject.from)}</b> → <b>{say(inject.to)}</b>
      </p>
      <blockquote class="inject-read">
        {label ? <p class="label">{label}</p> : null}
        <p>{say(inject.read)}</p>
      </blockquote>
    </>
  )
}
