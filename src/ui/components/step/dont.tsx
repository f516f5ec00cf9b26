import type { Text } from '../../../domain/flow/runbook.ts'
import { useSay, useWords } from '../../context.ts'
import { stepCardText } from '../../text/step-card.ts'

/** More than two warnings are read by nobody: the first two are boxed, the rest one tap away. */
const boxed = 2

/** What not to do, in the same place on every card. */
export function StepDont(props: { readonly dont: readonly Text[] }) {
  const words = useWords(stepCardText)
  const say = useSay()
  const { dont } = props
  if (dont.length === 0) return null
  const rest = dont.slice(boxed)
  return (
    <section class="warning step-dont" aria-label={words.dont}>
      <p class="label" aria-hidden="true">
        {words.dont}
      </p>
      <div>
        <ul>
          {dont.slice(0, boxed).map((text) => (
            <li key={text.ja}>{say(text)}</li>
          ))}
        </ul>
        {rest.length > 0 ? (
          <details>
            <summary>{words.moreDont}</summary>
            <ul>
              {rest.map((text) => (
                <li key={text.ja}>{say(text)}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </section>
  )
}
