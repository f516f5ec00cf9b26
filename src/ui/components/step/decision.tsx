import { useEffect, useRef, useState } from 'preact/hooks'
import { bases } from '../../../domain/events/events.ts'
import { safeBranch } from '../../../domain/flow/graph.ts'
import type { DecisionStep, MatrixStep } from '../../../domain/flow/runbook.ts'
import { suggestBranch } from '../../../domain/flow/suggest-branch.ts'
import { useSay, useWords } from '../../context.ts'
import { useAnswer, useNames } from '../../step-answer.ts'
import type { StepRecorder } from '../../step-recorder.ts'
import { recordWords } from '../../text/record.ts'
import { stepCardText } from '../../text/step-card.ts'
import { Toggles } from '../chips.tsx'
import { NamePicker } from '../name-picker.tsx'
import { StepActions } from './actions.tsx'
import { StepBranches } from './branches.tsx'
import { StepMatrix } from './matrix.tsx'
import { StepWhen, StepWords } from './write.tsx'

/** A decision: what to go by, the answers, and who, on what basis, as taps that may stay untouched. */
export function StepDecision(props: {
  readonly step: DecisionStep | MatrixStep
  readonly system: string | null
  readonly recorder: StepRecorder
  /** True when the person just asked to decide again: the answers come into view. */
  readonly asked: boolean
}) {
  const { step, system, asked } = props
  const words = useWords(stepCardText)
  const record = useWords(recordWords)
  const say = useSay()
  const names = useNames()
  const { body, setBody, answer, change } = useAnswer(step.id)
  const { sending, send } = props.recorder
  const box = useRef<HTMLDivElement>(null)
  const [message, setMessage] = useState<string | null>(null)
  const safe = safeBranch(step)
  const suggested = step.type === 'matrix' ? suggestBranch(step, answer.matrix) : null
  const branch = answer.branch ?? suggested
  const by = answer.by.trim()

  useEffect(() => {
    if (asked) box.current?.querySelector<HTMLInputElement>('.branches input')?.focus()
  }, [asked])

  const ask = (): void => {
    setMessage(words.chooseFirst)
    box.current?.querySelector<HTMLInputElement>('.branches input')?.focus()
  }
  const decide = (chosen: string | null): void => {
    setMessage(null)
    send({
      do: 'decideStep',
      step: step.id,
      branch: chosen,
      outcome: chosen === null ? 'skipped' : 'done',
      ...(system ? { system } : {}),
      ...(answer.occurred ? { occurred: answer.occurred } : {}),
      ...(answer.provisional ? { provisional: true } : {}),
      ...(answer.bases.length > 0 ? { bases: answer.bases } : {}),
      ...(step.type === 'matrix' && Object.keys(answer.matrix).length > 0
        ? { matrix: answer.matrix }
        : {}),
      ...(by ? { by } : {}),
      ...(body ? { body } : {}),
    })
  }
  return (
    <div class="step-decision" ref={box}>
      <TextList title={words.criteria} items={step.criteria.map(say)} />
      <TextList title={words.options} items={step.options.map(say)} />
      {step.type === 'matrix' ? (
        <StepMatrix
          step={step}
          values={answer.matrix}
          onChange={(matrix) => change({ matrix, branch: null })}
        />
      ) : null}
      <StepBranches
        step={step}
        value={branch}
        suggested={answer.branch === null ? suggested : null}
        onChange={(chosen) => {
          setMessage(null)
          change({ branch: chosen })
        }}
      />
      <NamePicker
        label={words.whoDecided}
        typed={words.whoTyped}
        names={names}
        value={answer.by}
        onChange={(name) => change({ by: name })}
      />
      <div class="chips provisional">
        <button
          type="button"
          class="chip"
          aria-pressed={answer.provisional}
          onClick={() => change({ provisional: !answer.provisional })}
        >
          {words.provisional}
        </button>
        <span class="small quiet">{words.provisionalHint}</span>
      </div>
      <Toggles
        label={words.bases}
        options={bases.map((value) => ({ value, label: record.basis[value] }))}
        values={answer.bases}
        onChange={(next) => change({ bases: next })}
      />
      <StepWords step={step} body={body} onChange={setBody} />
      <StepWhen value={answer.occurred} onChange={(occurred) => change({ occurred })} />
      <StepActions
        sending={sending}
        label={words.decide}
        message={message}
        onRecord={() => (branch === null ? ask() : decide(branch))}
      />
      {safe ? (
        <button type="button" class="button text go-on" onClick={() => decide(null)}>
          <span>{words.goOnUnknown}</span>
          <span class="small quiet">{words.goOnTakes(say(safe.when))}</span>
        </button>
      ) : null}
    </div>
  )
}

function TextList(props: { readonly title: string; readonly items: readonly string[] }) {
  if (props.items.length === 0) return null
  return (
    <section class="text-list">
      <h2>{props.title}</h2>
      <ul>
        {props.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  )
}
