import type { StepRecord, StepState } from '../../../domain/flow/position.ts'
import { takenBranch } from '../../../domain/flow/position.ts'
import type { DecisionStep, MatrixStep } from '../../../domain/flow/runbook.ts'
import { instantMs } from '../../../domain/instant.ts'
import { useLanguage, useNow, useOpen, useSay, useWords } from '../../context.ts'
import { timeNear } from '../../format.ts'
import { recordWords } from '../../text/record.ts'
import { stepCardText } from '../../text/step-card.ts'

/** What was decided in this run; when two answers differ, both, until one replaces them. */
export function StepAnswers(props: {
  readonly step: DecisionStep | MatrixStep
  readonly run: StepState
  readonly redecide: (() => void) | null
}) {
  const { step, run } = props
  const words = useWords(stepCardText)
  if (run.answers.length === 0) return null
  return (
    <section class={run.divided ? 'alert step-answers' : 'step-answers'}>
      <h2>{run.divided ? words.divided : words.answered}</h2>
      <ul class="rows">
        {run.answers.map((answer) => (
          <GivenAnswer key={answer.id} step={step} answer={answer} />
        ))}
      </ul>
      {run.divided ? <p>{words.dividedWhat}</p> : null}
      {props.redecide ? (
        <button type="button" class="button outlined" onClick={props.redecide}>
          {words.redecide}
        </button>
      ) : null}
    </section>
  )
}

function GivenAnswer(props: {
  readonly step: DecisionStep | MatrixStep
  readonly answer: StepRecord
}) {
  const { step, answer } = props
  const words = useWords(stepCardText)
  const record = useWords(recordWords)
  const say = useSay()
  const language = useLanguage()
  const now = useNow(true)
  const { state } = useOpen()
  const branch = takenBranch(step, answer.branch)
  const entry = state.entry.get(answer.id)
  const holder = state.holders.get(answer.device)?.name
  const { matrix } = answer
  const rows =
    matrix && step.type === 'matrix'
      ? rowsOf(step, matrix).map(([a, b]) => `${say(a)} ${say(b)}`)
      : []
  const meta = [
    timeNear(instantMs(answer.occurred.at ?? answer.t), now, language),
    answer.outcome === 'done' ? '' : record.outcome[answer.outcome],
    answer.provisional ? words.provisional : '',
    entry?.by ?? holder ?? '',
  ].filter((part) => part !== '')
  return (
    <li>
      <p class="answer">{branch ? say(branch.when) : record.noBranch}</p>
      <p class="small quiet">{meta.join('・')}</p>
      {rows.length > 0 ? <p class="small">{rows.join('、')}</p> : null}
      {entry?.body ? <p class="small">{entry.body}</p> : null}
    </li>
  )
}

/** Only what is not simply running: a director reads what changed. */
function rowsOf(step: MatrixStep, matrix: Readonly<Record<string, string>>) {
  return step.matrix.rows.flatMap((row) => {
    const value = step.matrix.values.find((level) => level.id === matrix[row.id])
    return value && value.id !== step.matrix.values[0]?.id
      ? [[row.title, value.title] as const]
      : []
  })
}
