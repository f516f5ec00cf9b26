import { type Gate, gatesOf } from '../board/gates.ts'
import { type OpenItem, openItems } from '../board/open-items.ts'
import type { LogState } from '../evolve/state.ts'
import { deadlineOf } from '../flow/deadlines.ts'
import { type OpenStep, openSteps } from '../flow/open-steps.ts'
import type { Step } from '../flow/runbook.ts'
import { dayMs, instantMs, minuteMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import { standingLines } from './standing-lines.ts'

/** A step that was done after it was due, by the times people gave. */
export interface LateStep {
  readonly step: Step
  readonly system: string | null
  readonly dueMs: number
  readonly doneMs: number
}

/** What was begun and not finished, asked and not answered, by the record itself. */
export interface Missing {
  readonly steps: readonly OpenStep[]
  /** Open steps that ask a question. */
  readonly questions: readonly OpenStep[]
  /** Set by hand or waiting for a second look, and never settled. */
  readonly gates: readonly Gate[]
  readonly items: readonly OpenItem[]
  /** Calls of which nobody wrote down what came of them. */
  readonly resultless: readonly Entry[]
  /** Steps and questions that were passed over on purpose. */
  readonly skipped: readonly Entry[]
  readonly late: readonly LateStep[]
  /** Stretches near the beginning in which nothing was recorded. */
  readonly silences: readonly Silence[]
}

/** From one entry to the next by the times of recording, or to the end of the record. */
export interface Silence {
  readonly fromMs: number
  readonly toMs: number
  /** Lines written before or after it that say they happened in it. */
  readonly told: number
}

/** So long after detection a silence is worth a question. */
const watchedMs = 3 * dayMs
const silenceMs = 180 * minuteMs

/** What is missing at `nowMs`. The usual day of the hospital is no part of a record, so none of its gates are. */
export function missingOf(state: LogState, nowMs: number): Missing {
  const open = openSteps(state, [], nowMs)
  const gates = gatesOf(state, [], nowMs)
  return {
    steps: open.filter(({ step }) => step.type === 'step'),
    questions: open.filter(({ step }) => step.type !== 'step'),
    gates: [...gates.overdue, ...(gates.next ? [gates.next] : []), ...gates.later],
    items: openItems(state),
    resultless: standingLines(state, 'call.placed')
      .map(({ entry }) => entry)
      .filter(({ call }) => call === null),
    skipped: standingLines(state, 'step.recorded', 'decision.recorded')
      .filter(({ event }) => event.data.outcome === 'skipped')
      .map(({ entry }) => entry),
    late: lateSteps(state),
    silences: silencesOf(state, nowMs),
  }
}

function lateSteps(state: LogState): readonly LateStep[] {
  const { position, graph } = state
  if (!position || !graph) return []
  return [...position.states()].flatMap((run) => {
    const step = graph.step.get(run.step)
    const done = run.records.findLast((one) => one.run === run.run && one.outcome === 'done')
    if (!step || run.open || !done?.occurred.at) return []
    const doneMs = instantMs(done.occurred.at)
    const dueMs = deadlineOf(step, run, state, doneMs)?.dues.at(-1)?.dueMs
    return dueMs !== undefined && dueMs < doneMs
      ? [{ step, system: run.system, dueMs, doneMs }]
      : []
  })
}

function silencesOf(state: LogState, nowMs: number): readonly Silence[] {
  const begun = state.detection?.at ?? state.openedAt
  if (!begun) return []
  const fromMs = instantMs(begun)
  const endMs = state.closed ? instantMs(state.closed.t) : nowMs
  const moments = state.entries
    .flatMap(({ t, amendments }) => [t, ...amendments.map((change) => change.t)])
    .flatMap((t) => (t === null ? [] : [instantMs(t)]))
    .filter((ms) => ms > fromMs && ms < endMs)
    .sort((a, b) => a - b)
  const starts = [fromMs, ...moments]
  return starts.flatMap((from, i) => {
    const to = starts[i + 1] ?? endMs
    if (to - from < silenceMs || from >= fromMs + watchedMs) return []
    const told = state.entries.filter(
      ({ occurred, occurredMs }) => occurred.at !== null && occurredMs > from && occurredMs < to,
    )
    return [{ fromMs: from, toMs: to, told: told.length }]
  })
}
