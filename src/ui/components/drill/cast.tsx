import { useRef, useState } from 'preact/hooks'
import type { Scenario } from '../../../domain/drill/scenario.ts'
import { dealParts } from '../../../domain/drill/start.ts'
import { useSay, useSession, useWords } from '../../context.ts'
import { goInstead } from '../../route.ts'
import { drillSetupText } from '../../text/drill-setup.ts'
import { Field } from '../settings/field.tsx'
import { DealtParts } from './parts.tsx'

const usualPeople = 5
const mostPeople = 30

/** How many there are, what each plays, and the start. Names are never needed. */
export function DrillCast(props: { readonly scenario: Scenario; readonly cut: string }) {
  const { scenario, cut } = props
  const words = useWords(drillSetupText)
  const say = useSay()
  const session = useSession()
  const [people, setPeople] = useState(usualPeople)
  const [cast, setCast] = useState<Readonly<Record<string, string>>>({})
  const [state, setState] = useState<'idle' | 'starting' | 'failed'>('idle')
  const underWay = useRef(false)
  const dealt = dealParts(scenario, people)

  const start = async (): Promise<void> => {
    if (underWay.current) return
    underWay.current = true
    setState('starting')
    try {
      const named = Object.entries(cast).filter(([, name]) => name.trim() !== '')
      const { log } = await session.startDrill({
        scenario: scenario.id,
        cut,
        people,
        parts: dealt.map(({ part }) => part.id),
        cast: Object.fromEntries(named.map(([part, name]) => [part, name.trim()])),
        name: say(scenario.title),
      })
      goInstead({ at: 'incident', log, tab: 'drill' })
      void session.askPersistence().catch(() => undefined)
    } catch {
      underWay.current = false
      setState('failed')
    }
  }

  return (
    <>
      <div class="drill-people">
        <span id="drill-people">{words.people}</span>
        <div class="drill-stepper">
          <button
            type="button"
            class="button outlined"
            aria-label={words.fewer}
            aria-disabled={people <= 1}
            onClick={() => setPeople(Math.max(1, people - 1))}
          >
            −
          </button>
          <output aria-labelledby="drill-people">{words.count(people)}</output>
          <button
            type="button"
            class="button outlined"
            aria-label={words.more}
            aria-disabled={people >= mostPeople}
            onClick={() => setPeople(Math.min(mostPeople, people + 1))}
          >
            ＋
          </button>
        </div>
      </div>
      <section class="drill-parts" aria-labelledby="drill-parts">
        <h2 id="drill-parts">{words.parts}</h2>
        <DealtParts dealt={dealt} />
      </section>
      <details class="drill-fold">
        <summary>{words.names}</summary>
        <div class="stack">
          {dealt.map(({ part }) => (
            <Field
              key={part.id}
              label={say(part.title)}
              value={cast[part.id] ?? ''}
              onInput={(name) => setCast({ ...cast, [part.id]: name })}
            />
          ))}
          <p class="small quiet">{words.playerHint}</p>
        </div>
      </details>
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
    </>
  )
}
