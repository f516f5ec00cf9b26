import { describe } from '../domain/describe/describe.ts'
import { describeMissing } from '../domain/describe/missing.ts'
import { type Evaluation, type Item, namedBy } from '../domain/drill/evaluate.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type { EventId } from '../domain/ids.ts'
import type { Language } from '../domain/ports.ts'
import { evaluationWords } from '../ui/text/drill-evaluation.ts'
import { recordWords } from '../ui/text/record.ts'

/** An item as the command line says it: the verdict, how long it took, what shows it, what lacks. */
export interface PrintedItem {
  readonly id: string
  readonly title: string
  readonly verdict: Item['verdict']
  readonly tookMinutes: number | null
  readonly dueMinutes: number | null
  readonly percent: number | null
  readonly entries: readonly { readonly no: number; readonly line: string }[]
  /** The delivered inject that asked for it: what shows that it was left out. */
  readonly asked: { readonly no: number; readonly line: string } | null
  readonly missing: readonly string[]
}

export function printedItem(item: Item, state: LogState, language: Language): PrintedItem {
  const { id, title, verdict, shown, asked, due, tookMs } = item
  const line = (entry: EventId) => {
    const found = state.entry.get(entry)
    if (!found) return []
    const { head, body } = describe(found, state, recordWords[language])
    return [{ no: found.no, line: [head, body].filter(Boolean).join(' ') }]
  }
  return {
    id,
    title: title[language],
    verdict,
    tookMinutes: minutes(tookMs),
    dueMinutes: due ? minutes(due.dueMs - due.fromMs) : null,
    percent: shown?.percent ?? null,
    entries: (shown?.entries ?? []).flatMap(line),
    asked: (asked && line(asked)[0]) ?? null,
    missing: (shown?.missing ?? []).map((missing) =>
      describeMissing(missing, state, evaluationWords[language]),
    ),
  }
}

/** The whole evaluation as plain data, in one language. */
export const printedEvaluation = (evaluation: Evaluation, state: LogState, language: Language) => ({
  clockMinutes: minutes(evaluation.clockMs),
  storyMinutes: minutes(evaluation.endsMs - evaluation.startsMs),
  objectives: evaluation.objectives.map(({ id, title, rating, score, items }) => ({
    id,
    title: title[language],
    rating,
    score,
    items: items.map((item) => printedItem(item, state, language)),
  })),
  injects: evaluation.injects.map(({ inject, status, plannedMs, clockMs, waitMs, hinted }) => ({
    inject,
    status,
    plannedMinutes: minutes(plannedMs),
    clockMinutes: minutes(clockMs),
    waitMinutes: minutes(waitMs),
    hinted,
  })),
})

/** The same for people to read. */
export function evaluationLines(
  evaluation: Evaluation,
  state: LogState,
  language: Language,
): readonly string[] {
  const words = evaluationWords[language]
  return evaluation.objectives.flatMap(({ title, rating, score, items }) => [
    `■ ${title[language]}  ${rating ? words.rating[rating] : words.unrated}${score === null ? '' : ` (${score})`}`,
    ...items.flatMap((item) => {
      const printed = printedItem(item, state, language)
      const took = printed.tookMinutes === null ? '' : ` ${printed.tookMinutes}`
      const due = printed.dueMinutes === null ? '' : `/${printed.dueMinutes}`
      const unit = took || due ? ' min' : ''
      const named = namedBy(item)
      const lines = named.entries.map((entry) => words.entry(state.entry.get(entry)?.no ?? '?'))
      const nos =
        named.by === 'asked' ? words.asked(lines.join(words.join)) : lines.join(words.join)
      return [
        `  ${words.verdict[item.verdict]}${took}${due}${unit}  ${printed.title}${nos ? `  [${nos}]` : ''}`,
        ...printed.missing.map((line) => `      ${line}`),
      ]
    }),
  ])
}

const minutes = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 60_000))
