import { useOpen, useSession, useWords } from '../../context.ts'
import { hashOf } from '../../route.ts'
import { drillAfterText } from '../../text/drill-after.ts'

const parts = ['result', 'wash', 'papers'] as const

/** The end of a drill: what is still to be done, in order. */
export function DrillAfter() {
  const words = useWords(drillAfterText)
  const session = useSession()
  const { id: log, state } = useOpen()
  const begun: Readonly<Record<(typeof parts)[number], boolean>> = {
    result: (state.drill?.ratings.size ?? 0) > 0,
    wash: (state.drill?.hotWash.length ?? 0) > 0 && state.improvements.size > 0,
    papers: false,
  }
  return (
    <div class="drill-place drill-after">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <ol class="rows">
        {parts.map((item, i) => {
          const [title, lead] = words.steps[item]
          return (
            <li key={item}>
              <a class="way" href={hashOf({ at: 'incident', log, tab: 'drill', item })}>
                <b>
                  {i + 1}. {title} {begun[item] ? <span class="after-done">✓</span> : null}
                </b>
                <span class="small quiet">{lead}</span>
              </a>
            </li>
          )
        })}
      </ol>
      {state.closed ? (
        <p>{words.closed}</p>
      ) : (
        <div class="drill-close">
          <button
            type="button"
            class="button outlined"
            onClick={() => void session.record({ do: 'closeIncident', how: 'resolved' })}
          >
            {words.close}
          </button>
          <p class="small quiet">{words.closeLead}</p>
        </div>
      )}
    </div>
  )
}

/** The way back from one of the parts. */
export function AfterBack() {
  const words = useWords(drillAfterText)
  const { id: log, state } = useOpen()
  return (
    <a class="button text after-back" href={hashOf({ at: 'incident', log, tab: 'drill' })}>
      {state.drill?.ended ? words.back : words.backRunning}
    </a>
  )
}
