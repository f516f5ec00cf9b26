import { useId } from 'preact/hooks'
import type { MatrixStep } from '../../../domain/flow/runbook.ts'
import { useSay, useWords } from '../../context.ts'
import { stepCardText } from '../../text/step-card.ts'
import { stepsText } from '../../text/steps.ts'

/** One level for each function; rows left blank are recorded as not said. */
export function StepMatrix(props: {
  readonly step: MatrixStep
  readonly values: Readonly<Record<string, string>>
  readonly onChange: (values: Readonly<Record<string, string>>) => void
}) {
  const words = useWords(stepCardText)
  const lists = useWords(stepsText)
  const say = useSay()
  const id = useId()
  const { rows, values: levels } = props.step.matrix
  const first = levels[0]
  return (
    <section class="matrix" aria-label={words.matrix}>
      <div class="matrix-head">
        <h2>{words.matrix}</h2>
        {first ? (
          <button
            type="button"
            class="button outlined"
            onClick={() =>
              props.onChange(Object.fromEntries(rows.map((row) => [row.id, first.id])))
            }
          >
            {words.allFirst(say(first.title))}
          </button>
        ) : null}
        {Object.keys(props.values).length > 0 ? (
          <button type="button" class="button text" onClick={() => props.onChange({})}>
            {lists.clear}
          </button>
        ) : null}
      </div>
      {rows.map((row) => (
        <fieldset key={row.id} class="matrix-row">
          <legend>{say(row.title)}</legend>
          <div class="segments">
            {levels.map((level, i) => (
              <label key={level.id} class={i === 0 ? 'segment' : 'segment strong'}>
                <input
                  type="radio"
                  name={`${id}-${row.id}`}
                  value={level.id}
                  checked={props.values[row.id] === level.id}
                  onChange={() => props.onChange({ ...props.values, [row.id]: level.id })}
                />
                <span>{say(level.title)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  )
}
