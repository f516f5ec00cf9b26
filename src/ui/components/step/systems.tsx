import { useId, useRef, useState } from 'preact/hooks'
import type { Step } from '../../../domain/flow/runbook.ts'
import { useOpen, useSession, useWords } from '../../context.ts'
import { stepCardText } from '../../text/step-card.ts'
import { stepsText } from '../../text/steps.ts'
import { Chips } from '../chips.tsx'

/** For a step that runs once per system: which one, or none yet. */
export function StepSystems(props: {
  readonly step: Step
  readonly value: string | null
  readonly onChange: (system: string | null) => void
}) {
  const words = useWords(stepCardText)
  const lists = useWords(stepsText)
  const session = useSession()
  const { state } = useOpen()
  const [adding, setAdding] = useState(false)
  const [name, setName] = useState('')
  const id = useId()
  // A second tap while the first is on its way would name a second system.
  const adds = useRef(false)
  const all = 'all'
  const labelOf = (system: string, title: string): string => {
    const run = state.position?.get(props.step.id, system)
    const last = run && !run.open ? run.records.at(-1) : undefined
    return last ? `${title}（${lists.standing[last.outcome]}）` : title
  }
  const add = async (): Promise<void> => {
    if (name.trim() === '' || adds.current) return
    adds.current = true
    const system = session.newId()
    const result = await session.record({ do: 'nameSystem', system, name: name.trim() })
    adds.current = false
    if (!result.ok) return
    setName('')
    setAdding(false)
    props.onChange(system)
  }
  return (
    <div class="step-systems">
      <Chips
        label={words.systems}
        options={[
          { value: all, label: words.allSystems },
          ...[...state.systems].map(([system, title]) => ({
            value: system,
            label: labelOf(system, title),
          })),
        ]}
        value={props.value ?? all}
        onChange={(system) => props.onChange(system === all ? null : system)}
      />
      {adding ? (
        <div class="add-system">
          <div class="field">
            <label class="label" for={id}>
              {words.systemName}
            </label>
            <input
              id={id}
              autocomplete="off"
              maxLength={200}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </div>
          <button type="button" class="button outlined" onClick={() => void add()}>
            {words.addSystemGo}
          </button>
        </div>
      ) : (
        <button type="button" class="button text" onClick={() => setAdding(true)}>
          {words.addSystem}
        </button>
      )}
    </div>
  )
}
