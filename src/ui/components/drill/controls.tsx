import { useState } from 'preact/hooks'
import { injectOf, nextDue } from '../../../domain/drill/plan.ts'
import type { Pacing } from '../../../domain/events/drill.ts'
import { useOpen, useSay, useSession, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { drillText } from '../../text/drill.ts'
import type { DrillView } from '../../use-drill.ts'
import { Chips } from '../chips.tsx'
import { nextWords } from './bar.tsx'
import { RoomLinks } from './before.tsx'
import { PacingChips } from './parts.tsx'

const speeds = [50, 100, 200, 400] as const

/** Next, skip, again, jump, speed, end. */
export function DrillControls(props: { readonly view: DrillView }) {
  const { view } = props
  const { course, over } = view
  const words = useWords(drillText)
  const say = useSay()
  const session = useSession()
  const { id: log } = useOpen()
  const next = nextDue(course)
  const inject = next ? injectOf(course, next.inject) : undefined
  const { showing } = course.drill
  return (
    <section class="drill-controls">
      {over ? <p class="drill-time-up">{inject ? words.timeUp : words.allSent}</p> : null}
      {inject ? (
        <div class="drill-next">
          <p>
            <b>{nextWords(view, words)}</b>{' '}
            <span class="quiet">{words.nextFrom(say(inject.from))}</span>
          </p>
          <button
            type="button"
            class={over ? 'button outlined' : 'button primary'}
            onClick={() => void session.drill.next()}
          >
            {words.next}
          </button>
        </div>
      ) : null}
      <End over={over} />
      <div class="drill-lesser">
        {showing ? (
          <button
            type="button"
            class="button text"
            onClick={() => void session.drill.repeat(showing)}
          >
            {words.repeat}
          </button>
        ) : null}
        {inject ? (
          <button type="button" class="button text" onClick={() => void session.drill.skip()}>
            {words.skip}
          </button>
        ) : null}
        <a class="button text" href={hashOf({ at: 'incident', log, tab: 'drill', item: 'plan' })}>
          {words.plan}
        </a>
      </div>
      <details class="drill-fold">
        <summary>{words.more}</summary>
        <div class="stack">
          <Pace view={view} />
          <RoomLinks log={log} />
        </div>
      </details>
    </section>
  )
}

function Pace(props: { readonly view: DrillView }) {
  const { pacing, speed } = props.view.course.drill
  const words = useWords(drillText)
  const session = useSession()
  const change = (next: { readonly speed?: number; readonly pacing?: Pacing }): void =>
    void session.drill.run(next)
  return (
    <>
      <PacingChips value={pacing} onChange={(next) => change({ pacing: next })} />
      <Chips
        label={words.speed}
        options={speeds.map((one) => ({ value: `${one}`, label: words.speedOf(one) }))}
        value={`${speed}`}
        onChange={(next) => next && change({ speed: Number(next) })}
      />
    </>
  )
}

function End(props: { readonly over: boolean }) {
  const words = useWords(drillText)
  const session = useSession()
  const [asked, setAsked] = useState(false)
  if (props.over)
    return (
      <button
        type="button"
        class="button primary"
        onClick={() => void session.drill.end('finished')}
      >
        {words.end}
      </button>
    )
  if (!asked)
    return (
      <button type="button" class="button text drill-end" onClick={() => setAsked(true)}>
        {words.end}
      </button>
    )
  return (
    <div class="drill-sure">
      <p>{words.endSure}</p>
      <div class="actions">
        <button
          type="button"
          class="button outlined"
          onClick={() => void session.drill.end('stopped')}
        >
          {words.endYes}
        </button>
        <button type="button" class="button text" onClick={() => setAsked(false)}>
          {words.cancel}
        </button>
      </div>
    </div>
  )
}
