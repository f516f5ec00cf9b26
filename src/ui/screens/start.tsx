import { useRef, useState } from 'preact/hooks'
import type { Occurred } from '../../domain/events/events.ts'
import { liveRunning } from '../../domain/log/shelf.ts'
import { Chips } from '../components/chips.tsx'
import { CameraMark } from '../components/marks.tsx'
import { ModeMark } from '../components/mode-mark.tsx'
import { PickButton } from '../components/pick-button.tsx'
import { StorageUnavailable } from '../components/storage-unavailable.tsx'
import { TimeField } from '../components/time-field.tsx'
import { useInstall, useSay, useServices, useSessionState, useWords } from '../context.ts'
import { goInstead, hashOf } from '../route.ts'
import { homeText } from '../text/home.ts'
import { startText } from '../text/start.ts'
import { usualFirst } from '../usual-flow.ts'

/** The second of the two taps to a running record: nothing here has to be filled in. */
export function StartScreen() {
  const words = useWords(startText)
  const warnings = useWords(homeText)
  const say = useSay()
  const install = useInstall()
  const { session, givenFiles } = useServices()
  const adopted = useSessionState((state) => state.readiness.adopted)
  const runbooks = session.runbooks()
  const phase = useSessionState((state) => state.phase)
  const running = useSessionState((state) => liveRunning(state.logs))
  const flows = usualFirst(runbooks)
  const usual = flows[0]?.id ?? ''
  const [flow, setFlow] = useState(usual)
  const [detection, setDetection] = useState<Occurred | null>(null)
  const [state, setState] = useState<'idle' | 'starting' | 'failed'>('idle')
  // A second tap while the first is on its way would start a second incident.
  const underWay = useRef(false)

  /** With a photo, when there is one: the screen as it was found is the first thing kept. */
  const start = async (photos: readonly File[] = []): Promise<void> => {
    const files = givenFiles(photos)
    if (underWay.current) return
    underWay.current = true
    setState('starting')
    try {
      const { log } = await session.startIncident({
        runbookId: flow,
        ...(detection ? { detection } : {}),
      })
      if (files.length > 0) void session.files.attach(files, {})
      goInstead({ at: 'incident', log, tab: 'steps' })
      void session.askPersistence().catch(() => undefined)
    } catch {
      underWay.current = false
      setState('failed')
    }
  }

  const chosen = runbooks.find((book) => book.id === flow)
  return (
    <main class="page start">
      <div class="start-top">
        <a class="button text" href={hashOf({ at: 'home' })}>
          {words.back}
        </a>
        <ModeMark mode="live" />
      </div>
      <div class="start-title">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead}</p>
      </div>
      {running ? <p class="warning">{words.running}</p> : null}
      {phase === 'unavailable' ? <StorageUnavailable /> : null}
      {install === 'iosTab' ? (
        <section class="warning">
          <h2 class="label">{warnings.iosTitle}</h2>
          <p>{warnings.iosBody}</p>
        </section>
      ) : null}
      <div class="start-flow">
        <Chips
          label={words.flow}
          options={flows.map((book) => ({
            value: book.id,
            label: adopted.has(book.id)
              ? say(book.title)
              : (words.flows[book.id] ?? say(book.title)),
          }))}
          value={flow}
          onChange={(next) => setFlow(next ?? usual)}
        />
        {chosen ? (
          <p class="quiet small">
            {adopted.has(chosen.id)
              ? `${words.ownFlow} ${chosen.version}`
              : (words.flowFor[chosen.id] ?? say(chosen.summary))}
          </p>
        ) : null}
      </div>
      <TimeField label={words.detection} value={detection} onChange={setDetection} />
      <div class="start-photo">
        <PickButton class="button outlined" camera onFiles={(photos) => void start(photos)}>
          <CameraMark />
          {words.photo}
        </PickButton>
        <p class="small quiet">{words.photoHint}</p>
      </div>
      <div class="start-foot">
        {state === 'failed' ? (
          <p class="alert" role="alert">
            {words.failed}
          </p>
        ) : null}
        <button
          type="button"
          class="button primary"
          aria-disabled={state === 'starting'}
          onClick={() => void start()}
        >
          {state === 'starting' ? words.starting : words.start}
        </button>
      </div>
    </main>
  )
}
