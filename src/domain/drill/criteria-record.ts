import { standingLines } from '../chronology/standing-lines.ts'
import type { LogState } from '../evolve/state.ts'
import type { EventId } from '../ids.ts'
import { instantMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import type { Shown } from './criteria.ts'
import { claimedMs } from './criteria-lines.ts'
import type { CompleteAsked, HandedAsked, PromptAsked } from './criterion.ts'

/** What people wrote themselves: the lines a panel reads. */
const WRITTEN = ['note.recorded', 'step.recorded', 'decision.recorded', 'call.placed'] as const

function written(state: LogState): readonly Entry[] {
  return standingLines(state, ...WRITTEN).map(({ entry }) => entry)
}

/**
 * A sample of the record, spread evenly over it: the same log gives the same sample, and nobody can
 * be accused of having chosen.
 */
export function sampleOf(entries: readonly Entry[], size: number): readonly Entry[] {
  if (entries.length <= size) return entries
  return Array.from({ length: size }, (_, i) => {
    const at = Math.floor(((i + 0.5) * entries.length) / size)
    return entries[at]
  }).filter((entry) => entry !== undefined)
}

/** What a line lacks to be whole: 時刻, 人, 内容, and for what goes to somebody, to whom. */
export function gapsOf(
  entry: Entry,
  state: LogState,
): readonly ('time' | 'who' | 'words' | 'to')[] {
  const { event } = entry
  const gaps: ('time' | 'who' | 'words' | 'to')[] = []
  if (entry.occurred.precision === 'unknown') gaps.push('time')
  const holder = entry.device === null ? null : (state.holders.get(entry.device)?.name ?? null)
  const someone = (entry.by ?? entry.from ?? holder ?? '').trim() !== ''
  if (!someone) gaps.push('who')
  if (event.kind !== 'known') return gaps
  switch (event.type) {
    case 'note.recorded': {
      const { kind } = event.data
      if ((entry.body ?? '').trim() === '') gaps.push('words')
      const asks = kind === 'order' || kind === 'request'
      if (asks && (entry.to ?? '').trim() === '') gaps.push('to')
      break
    }
    case 'call.placed':
      if (entry.call === null) gaps.push('words')
      else if (entry.call.result === 'answered' && !entry.call.spokeTo) gaps.push('to')
      break
    case 'decision.recorded':
      if (event.data.bases.length === 0 && (entry.body ?? '').trim() === '') gaps.push('words')
      break
    default:
      break
  }
  return gaps
}

export function byComplete(leaf: CompleteAsked, state: LogState): Shown {
  const sample = sampleOf(written(state), leaf.sample)
  const wrong = sample.filter((entry) => gapsOf(entry, state).length > 0)
  return shareOf(leaf, sample, wrong, leaf.percent)
}

export function byPrompt(leaf: PromptAsked, state: LogState): Shown {
  const all = written(state)
  const wrong = all.filter(({ late }) => late)
  return shareOf(leaf, all, wrong, leaf.percent)
}

function shareOf(
  leaf: CompleteAsked | PromptAsked,
  of: readonly Entry[],
  wrong: readonly Entry[],
  least: number,
): Shown {
  const ids = (entries: readonly Entry[]): EventId[] => entries.map(({ id }) => id)
  if (of.length === 0)
    return {
      met: false,
      atMs: null,
      entries: [],
      missing: [{ what: 'nothing', leaf }],
      percent: null,
    }
  const percent = Math.floor(((of.length - wrong.length) * 100) / of.length)
  const met = percent >= least
  return {
    met,
    atMs: null,
    entries: ids(met ? of.filter((entry) => !wrong.includes(entry)) : wrong),
    missing: met ? [] : [{ what: 'share', leaf, percent, entries: ids(wrong) }],
    percent,
  }
}

/** The line of the hand-over step that says so, or somebody who relieved another on duty. */
export function byHanded(leaf: HandedAsked, state: LogState): Shown {
  const steps = standingLines(state, 'step.recorded').filter(
    ({ event: { data } }) => data.step === leaf.step && data.outcome === 'done',
  )
  const handed = steps.filter(({ event }) => event.data.items.includes(leaf.item))
  const relieved = standingLines(state, 'duty.started').filter(
    ({ event }) => event.data.relieves !== null,
  )
  const first = [...handed, ...relieved]
    .map(({ entry }) => entry)
    .reduce<Entry | null>((a, b) => (a && claimedMs(a) <= claimedMs(b) ? a : b), null)
  if (first)
    return { met: true, atMs: claimedMs(first), entries: [first.id], missing: [], percent: null }
  const step = steps[0]?.entry
  return {
    met: false,
    atMs: step ? instantMs(step.t ?? '') : null,
    entries: step ? [step.id] : [],
    missing: [
      step
        ? { what: 'lacking', leaf, entry: step.id, kept: [], items: [leaf.item] }
        : { what: 'nothing', leaf },
    ],
    percent: null,
  }
}
