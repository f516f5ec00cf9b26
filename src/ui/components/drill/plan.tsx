import { useState } from 'preact/hooks'
import { minutesSeconds } from '../../../domain/describe/drill.ts'
import { injectOf, planOf } from '../../../domain/drill/plan.ts'
import { useOpen, useSay, useSession, useWords } from '../../context.ts'
import { go, hashOf } from '../../route.ts'
import { drillText } from '../../text/drill.ts'
import type { DrillView } from '../../use-drill.ts'

/** Every inject of the cut: what came, what was passed over, what is to come, and the jump to it. */
export function DrillPlan(props: { readonly view: DrillView }) {
  const { course } = props.view
  const words = useWords(drillText)
  const say = useSay()
  const session = useSession()
  const { id: log } = useOpen()
  const [asked, setAsked] = useState<string | null>(null)
  const here = { at: 'incident', log, tab: 'drill' } as const
  async function jump(inject: string): Promise<void> {
    await session.drill.jump(inject)
    go(here)
  }
  return (
    <div class="drill-place drill-plan">
      <a class="button text after-back" href={hashOf(here)}>
        {words.planBack}
      </a>
      <h1>{words.planTitle}</h1>
      <ol class="rows">
        {planOf(course).map(({ inject, atMs }) => {
          const found = injectOf(course, inject)
          const status = course.drill.injects.get(inject)?.status ?? 'pending'
          return (
            <li key={inject} class={`plan-row plan-${status}`}>
              <span class="plan-at">{minutesSeconds(atMs)}</span>
              <div>
                <p>
                  <b>{found ? say(found.from) : inject}</b>{' '}
                  <span class="small quiet">{words.status[status]}</span>
                </p>
                <p class="small">{found ? say(found.read) : ''}</p>
                {status === 'pending' && !course.drill.ended && asked !== inject ? (
                  <button type="button" class="button text" onClick={() => setAsked(inject)}>
                    {words.jump}
                  </button>
                ) : null}
                {asked === inject && status === 'pending' ? (
                  <div class="drill-sure">
                    <p class="small">{words.jumpSure}</p>
                    <div class="actions">
                      <button
                        type="button"
                        class="button outlined"
                        onClick={() => void jump(inject)}
                      >
                        {words.jump}
                      </button>
                      <button type="button" class="button text" onClick={() => setAsked(null)}>
                        {words.cancel}
                      </button>
                    </div>
                  </div>
                ) : null}
              </div>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
