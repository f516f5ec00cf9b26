import type { Missing } from '../drill/criteria.ts'
import { gapsOf } from '../drill/criteria-record.ts'
import type { Kept, Leaf } from '../drill/criterion.ts'
import type { Verdict } from '../drill/evaluate.ts'
import type { Rating } from '../events/drill.ts'
import type { LogState } from '../evolve/state.ts'
import type { Text } from '../flow/runbook.ts'
import type { EventId } from '../ids.ts'

/** The words in which an evaluation says what a record lacks. */
export interface EvaluationWords {
  readonly language: 'ja' | 'en'
  readonly verdict: Record<Verdict, string>
  readonly rating: Record<Rating, string>
  readonly unrated: string
  /** A line of the chronology by its number. */
  readonly entry: (no: number | string) => string
  /** Of what nothing shows: the line of the inject that asked for it. */
  readonly asked: (entry: string) => string
  readonly none: (what: string) => string
  readonly lacking: (entry: string, what: string) => string
  readonly present: (what: string, entries: string) => string
  readonly order: (first: string, second: string, entry: string) => string
  readonly skipped: (first: string, second: string, entry: string) => string
  readonly share: (percent: number, wanted: number, entries: string) => string
  readonly kept: Record<Kept, string>
  readonly line: (item: string) => string
  readonly gap: Record<'time' | 'who' | 'words' | 'to', string>
  readonly note: string
  readonly noteSaying: (words: string) => string
  readonly call: (to: string) => string
  readonly sign: Record<'success' | 'redFlag', string>
  readonly amended: Record<'corrected' | 'resolved' | 'texted' | 'late', string>
  readonly record: string
  readonly join: string
}

/** What is missing, in one line that names the entries it is about. */
export function describeMissing(missing: Missing, state: LogState, words: EvaluationWords): string {
  const nos = (entries: readonly EventId[]): string =>
    entries.map((id) => words.entry(state.entry.get(id)?.no ?? '?')).join(words.join)
  switch (missing.what) {
    case 'nothing':
      return words.none(leafText(missing.leaf, state, words))
    case 'lacking': {
      const step = 'step' in missing.leaf ? state.graph?.step.get(missing.leaf.step) : undefined
      const lines = missing.items.map((item) => {
        const line = step?.do[item]
        return words.line(line ? say(line, words) : `${item}`)
      })
      const kept = missing.kept.map((one) => words.kept[one])
      return words.lacking(nos([missing.entry]), [...lines, ...kept].join(words.join))
    }
    case 'present':
      return words.present(leafText(missing.leaf, state, words), nos(missing.entries))
    case 'order':
    case 'skipped':
      return words[missing.what](
        leafText(missing.first, state, words),
        leafText(missing.second, state, words),
        nos([missing.entry]),
      )
    case 'share': {
      const wanted = 'percent' in missing.leaf ? missing.leaf.percent : 0
      const entries = missing.entries.map((id) => {
        const entry = state.entry.get(id)
        const gaps = entry && missing.leaf.is === 'complete' ? gapsOf(entry, state) : []
        const what = gaps.map((gap) => words.gap[gap]).join(words.join)
        return what ? `${nos([id])}(${what})` : nos([id])
      })
      return words.share(missing.percent, wanted, entries.join(words.join))
    }
  }
}

/** What is asked for, as the flow and the scenario call it. */
function leafText(leaf: Leaf, state: LogState, words: EvaluationWords): string {
  const stepTitle = (id: string): string => {
    const step = state.graph?.step.get(id)
    return step ? say(step.title, words) : id
  }
  switch (leaf.is) {
    case 'step':
    case 'matrix':
    case 'handed':
      return stepTitle(leaf.step)
    case 'branch': {
      const step = state.graph?.step.get(leaf.step)
      const chosen =
        step && step.type !== 'step'
          ? step.branches.filter(({ id }) => leaf.branches.includes(id))
          : []
      return [stepTitle(leaf.step), ...chosen.map(({ when }) => say(when, words))].join(': ')
    }
    case 'call':
      return words.call(leaf.contact)
    case 'note':
      return leaf.says.length > 0
        ? words.noteSaying(leaf.says.map(([word]) => word).join(words.join))
        : words.note
    case 'sign': {
      const sign = state.scenario?.injects
        .map((inject) => inject[leaf.sign])
        .find((found) => found?.about === leaf.about)
      return `${words.sign[leaf.sign]}${sign ? `: ${say(sign.text, words)}` : ''}`
    }
    case 'amended':
      return words.amended[leaf.how]
    case 'complete':
    case 'prompt':
      return words.record
  }
}

const say = (text: Text, words: EvaluationWords): string => text[words.language]
