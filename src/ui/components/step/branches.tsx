import { useId } from 'preact/hooks'
import type { Branch, DecisionStep, MatrixStep } from '../../../domain/flow/runbook.ts'
import { useOpen, useSay, useWords } from '../../context.ts'
import { stepCardText } from '../../text/step-card.ts'

/** The answers as large taps; each says what it leads to, and which to take when nobody knows. */
export function StepBranches(props: {
  readonly step: DecisionStep | MatrixStep
  readonly value: string | null
  /** The answer that follows from the matrix, as long as nobody chose another. */
  readonly suggested: string | null
  readonly onChange: (branch: string) => void
}) {
  const words = useWords(stepCardText)
  const say = useSay()
  const { state } = useOpen()
  const name = useId()
  const leads = (branch: Branch): string => {
    const targets = [...branch.next, ...branch.again]
    const first = state.graph?.step.get(targets[0] ?? '')
    return first ? words.opens(say(first.title), targets.length - 1) : words.opensNothing
  }
  return (
    <fieldset class="group branches">
      <legend class="label">{words.choose}</legend>
      {props.step.branches.map((branch) => (
        <label key={branch.id} class="branch">
          <input
            type="radio"
            name={name}
            value={branch.id}
            checked={props.value === branch.id}
            onChange={() => props.onChange(branch.id)}
          />
          <span class="branch-words">
            <span class="branch-when">{say(branch.when)}</span>
            {branch.safe ? <span class="branch-safe">{words.safe}</span> : null}
            {props.suggested === branch.id ? (
              <span class="branch-suggested">{words.suggested}</span>
            ) : null}
            <span class="branch-leads">{leads(branch)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
