import { courseOf } from '../../../domain/drill/plan.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { drillText } from '../../text/drill.ts'

/** The other side of a call in a drill, as text to be read out; nothing was dialled. */
export function DrillCall(props: { readonly contact: string }) {
  const words = useWords(drillText)
  const say = useSay()
  const { state } = useOpen()
  const script = courseOf(state)?.scenario.calls.find(({ contact }) => contact === props.contact)
  return (
    <section class="drill-call">
      {script ? (
        <>
          <p class="label">{words.call}</p>
          <dl class="artefact-call">
            {script.exchanges.map(({ who, says }) => (
              <div key={says.ja}>
                <dt>{say(who)}</dt>
                <dd>{say(says)}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <p class="small">{words.callNone}</p>
      )}
    </section>
  )
}
