import { careOf } from '../describe/board.ts'
import type { RecordWords } from '../describe/describe.ts'
import { bodyOf } from '../describe/redaction.ts'
import type { LogState } from '../evolve/state.ts'
import type { Entry } from '../log/entry.ts'

/** A decision as it is read aloud: the question and its answer, or the words that were written. */
export interface DecisionWords {
  readonly question: string
  readonly answer: string
}

export function decisionWords(entry: Entry, state: LogState, words: RecordWords): DecisionWords {
  const { event } = entry
  const body = bodyOf(entry, state, words)
  if (event.kind === 'known' && event.type === 'gate.settled')
    return { question: event.text?.care ?? careOf(state, event.data.gate), answer: body }
  if (event.kind !== 'known' || event.type !== 'decision.recorded')
    return { question: '', answer: body }
  const step = state.graph?.step.get(event.data.step)
  const system = event.data.system ? (state.systems.get(event.data.system) ?? '') : ''
  const title = step ? step.title[words.language] : event.data.step
  const branch =
    step && step.type !== 'step'
      ? step.branches.find((known) => known.id === event.data.branch)
      : undefined
  return {
    question: system ? `${title}（${system}）` : title,
    answer: branch ? branch.when[words.language] : words.noBranch,
  }
}
