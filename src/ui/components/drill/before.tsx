import { useState } from 'preact/hooks'
import type { Course } from '../../../domain/drill/plan.ts'
import { dealParts } from '../../../domain/drill/start.ts'
import type { Pacing } from '../../../domain/events/drill.ts'
import { useOpen, useSay, useSession, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { drillText } from '../../text/drill.ts'
import { DealtParts, PacingChips } from './parts.tsx'

/** What is read out before the clock starts: ground rules, objectives, who plays what. */
export function DrillBefore(props: { readonly course: Course }) {
  const { scenario, drill } = props.course
  const words = useWords(drillText)
  const say = useSay()
  const session = useSession()
  const open = useOpen()
  const [pacing, setPacing] = useState<Pacing>('clock')
  const objectives = scenario.objectives.filter(({ cuts }) => cuts.includes(drill.cut))
  const dealt = dealParts(scenario, drill.people ?? scenario.cast.length)
  return (
    <div class="drill-place drill-before">
      <h1>{words.beforeTitle}</h1>
      <ol class="drill-rules">
        {scenario.rules.map((rule) => (
          <li key={rule.ja}>{say(rule)}</li>
        ))}
      </ol>
      <section class="drill-foot">
        <PacingChips value={pacing} onChange={setPacing} />
        <button
          type="button"
          class="button primary"
          onClick={() => void session.drill.run({ pacing })}
        >
          {words.begin}
        </button>
      </section>
      <section class="drill-part-list">
        <h2>{words.parts}</h2>
        <DealtParts dealt={dealt} cast={drill.cast} />
      </section>
      <section>
        <h2>{words.objectives}</h2>
        <ul class="drill-list">
          {objectives.map(({ id, title }) => (
            <li key={id}>{say(title)}</li>
          ))}
        </ul>
      </section>
      <RoomLinks log={open.id} />
    </div>
  )
}

/** The players' window, and the injects on paper. */
export function RoomLinks(props: { readonly log: string }) {
  const words = useWords(drillText)
  const { log } = props
  return (
    <div class="drill-ways">
      <a class="button outlined" href={hashOf({ at: 'room', log })} target="_blank" rel="noopener">
        {words.room}
      </a>
      <p class="small quiet">{words.roomHint}</p>
      <a class="button text" href={hashOf({ at: 'print', log, what: 'drill', paper: 'cards' })}>
        {words.cards}
      </a>
    </div>
  )
}
