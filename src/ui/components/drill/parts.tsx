import type { Dealt } from '../../../domain/drill/start.ts'
import type { Pacing } from '../../../domain/events/drill.ts'
import { useSay, useWords } from '../../context.ts'
import { drillText } from '../../text/drill.ts'
import { Chips } from '../chips.tsx'

/** Who plays what, and which parts somebody plays besides. */
export function DealtParts(props: {
  readonly dealt: readonly Dealt[]
  /** Names by part, where somebody gave any. */
  readonly cast?: Readonly<Record<string, string>>
}) {
  const words = useWords(drillText)
  const say = useSay()
  return (
    <ul class="rows">
      {props.dealt.map(({ part, also }) => {
        const name = props.cast?.[part.id]
        return (
          <li key={part.id} class="drill-part">
            <b>
              {say(part.title)}
              {name ? `　${name}` : ''}
            </b>
            <span class="small">{say(part.brief)}</span>
            {also.length > 0 ? (
              <span class="small quiet">
                {words.also(also.map(({ title }) => say(title)).join(words.join))}
              </span>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

/** Whether injects come by the clock or by hand; one of the two always holds. */
export function PacingChips(props: {
  readonly value: Pacing
  readonly onChange: (next: Pacing) => void
}) {
  const words = useWords(drillText)
  return (
    <Chips
      label={words.pacing}
      options={[
        { value: 'clock' as const, label: words.byClock },
        { value: 'hand' as const, label: words.byHand },
      ]}
      value={props.value}
      onChange={(next) => next && props.onChange(next)}
    />
  )
}
