import { isAutomatic } from '../../domain/chronology/chronology.ts'
import { describe } from '../../domain/describe/describe.ts'
import { type Course, injectOf } from '../../domain/drill/plan.ts'
import { openSteps } from '../../domain/flow/open-steps.ts'
import { Band } from '../components/band.tsx'
import { DrillArtefact } from '../components/drill/artefact.tsx'
import { DrillBar } from '../components/drill/bar.tsx'
import { InjectWords } from '../components/drill/now.tsx'
import { NotOpen } from '../components/not-open.tsx'
import { LaneMark } from '../components/step/lane-mark.tsx'
import { useNow, useOpen, useSay, useSessionState, useWords } from '../context.ts'
import { useOccurredTime } from '../occurred-time.ts'
import { hashOf } from '../route.ts'
import { drillText } from '../text/drill.ts'
import { incidentText } from '../text/incident.ts'
import { recordWords } from '../text/record.ts'
import { useAwake } from '../use-awake.ts'
import { type DrillView, useDrill } from '../use-drill.ts'

const newestShown = 6
const stepsShown = 8

/** 参加者の画面: the same drill in a window of its own, without what is expected of anybody. */
export function RoomScreen(props: { readonly log: string }) {
  const openId = useSessionState((state) => state.open?.id ?? null)
  if (openId !== props.log) return <NotOpen />
  return <Room />
}

function Room() {
  const words = useWords(drillText)
  const open = useOpen()
  const view = useDrill()
  useAwake()
  return (
    <div class="room drilling">
      <Band open={open} />
      <DrillBar at="room" />
      <main class="room-body">
        <h1 class="hidden-words">{words.roomTitle}</h1>
        <section class="room-now" aria-live="polite">
          {view ? <Now view={view} /> : <p>{words.noScenario}</p>}
        </section>
        <Steps />
        <Newest />
      </main>
    </div>
  )
}

function Now(props: { readonly view: DrillView }) {
  const { view } = props
  const { course } = view
  const { drill } = course
  const words = useWords(drillText)
  const inject = drill.showing === null ? undefined : injectOf(course, drill.showing)
  if (drill.ended) return <p class="room-said">{words.roomOver}</p>
  return (
    <>
      {drill.running || drill.intervals.length === 0 ? null : (
        <p class="room-said">{words.roomPaused}</p>
      )}
      {inject ? (
        <>
          <InjectWords view={view} inject={inject} />
          <Shown course={course} />
        </>
      ) : (
        <p class="room-said">{words.roomWaiting}</p>
      )}
    </>
  )
}

/** A paper of the story is for all; what the other side says when pressed is the facilitator's. */
function Shown(props: { readonly course: Course }) {
  const { course } = props
  const marks = useWords(incidentText)
  const artefact = injectOf(course, course.drill.showing ?? '')?.artefact
  return artefact && artefact.kind !== 'callScript' ? (
    <DrillArtefact artefact={artefact} drill={marks.drill} />
  ) : null
}

function Steps() {
  const words = useWords(drillText)
  const say = useSay()
  const open = useOpen()
  const now = useNow(true)
  const steps = openSteps(open.state, [], now).slice(0, stepsShown)
  return (
    <section class="room-part">
      <h2>{words.roomSteps}</h2>
      <ul class="rows">
        {steps.map(({ step, run }) => (
          <li key={`${step.id} ${run.system ?? ''}`} class="room-step">
            <LaneMark lane={open.runbook?.lanes.find(({ id }) => id === step.lane)} wordless />
            <span>{say(step.title)}</span>
          </li>
        ))}
      </ul>
      <a class="button text" href={hashOf({ at: 'incident', log: open.id, tab: 'steps' })}>
        {words.roomOpenSteps}
      </a>
    </section>
  )
}

/** What people wrote; the drill's own lines would tell what the facilitator marked. */
function Newest() {
  const words = useWords(drillText)
  const record = useWords(recordWords)
  const at = useOccurredTime(true)
  const { state } = useOpen()
  const lines = state.entries
    .filter((entry) => !isAutomatic(entry) && !entry.struck && !ofDrill.has(entry.shape))
    .slice(-newestShown)
    .reverse()
  return (
    <section class="room-part">
      <h2>{words.roomNewest}</h2>
      {lines.length === 0 ? <p class="quiet">{words.roomNothing}</p> : null}
      <ul class="rows">
        {lines.map((entry) => {
          const { head, body } = describe(entry, state, record)
          return (
            <li key={entry.id} class="room-line">
              <b>{at(entry)}</b>
              <span>{[head, body].filter(Boolean).join('　')}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const ofDrill: ReadonlySet<string> = new Set(['drill', 'drillClock', 'inject', 'review'])
