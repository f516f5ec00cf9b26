import { type Ending, endingToOffer } from '../../../domain/flow/closing.ts'
import { useOpen, useSession, useWords } from '../../context.ts'
import { stepsText } from '../../text/steps.ts'

/** After a closing step: to close the incident; on a closed one: to take the record up again. */
export function CloseOffer() {
  const words = useWords(stepsText)
  const session = useSession()
  const { state } = useOpen()
  const ending = endingToOffer(state)
  if (state.closed)
    return (
      <section class="close-offer">
        <p>{words.closed[state.closed.how]}</p>
        <button
          type="button"
          class="button outlined"
          onClick={() => void session.record({ do: 'reopenIncident' })}
        >
          {words.reopen}
        </button>
      </section>
    )
  if (!ending) return null
  const other: Ending = ending === 'resolved' ? 'falseAlarm' : 'resolved'
  const close = (how: Ending): void => void session.record({ do: 'closeIncident', how })
  return (
    <section class="close-offer">
      <p>{words.offerClose}</p>
      <button type="button" class="button primary" onClick={() => close(ending)}>
        {words.close[ending]}
      </button>
      <button type="button" class="button text" onClick={() => close(other)}>
        {words.closeOther[ending]}
      </button>
    </section>
  )
}
