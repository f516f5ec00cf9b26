import { byOccurred, standingLines } from '../chronology/standing-lines.ts'
import type { LogState } from '../evolve/state.ts'
import type { Entry } from '../log/entry.ts'
import { serviceRows, servicesOvertaken } from './services.ts'

/** A decision that holds: an answer of the flow, what was decided for a gate, or written down (種別 決定). */
export interface DecisionInForce {
  readonly entry: Entry
  readonly from: 'flow' | 'gate' | 'note'
  /** Waits for the one who confirms it. */
  readonly provisional: boolean
  /** Nobody decided: the safe branch was taken. */
  readonly undecided: boolean
  /** Two answers to the question stand: 判断が分かれています. */
  readonly divided: boolean
}

/**
 * The decisions in force, the newest first. Of a question that is asked in rounds only the last
 * answer is left. An answer ends when a later question settles its own (`ends` in the runbook), or
 * when later words were said of every function it spoke of; one that was written down ends when it
 * is said to be settled.
 */
export function decisionsInForce(state: LogState): readonly DecisionInForce[] {
  const found = new Map<string, DecisionInForce>()
  const services = serviceRows(state)
  const written = (entry: Entry, from: 'gate' | 'note'): void => {
    if (entry.amendments.some((change) => change.what === 'resolved')) return
    found.set(entry.id, { entry, from, provisional: false, undecided: false, divided: false })
  }
  for (const { entry, event } of standingLines(
    state,
    'decision.recorded',
    'gate.settled',
    'note.recorded',
  )) {
    if (event.type === 'note.recorded') {
      if (event.data.kind === 'decision') written(entry, 'note')
      continue
    }
    if (event.type === 'gate.settled') {
      if (event.data.how === 'decided' && entry.body !== null) written(entry, 'gate')
      continue
    }
    const { step, system, outcome, provisional } = event.data
    if (entry.replacedBy !== null || outcome === 'notApplicable') continue
    const asked = state.graph?.step.get(step)
    if (asked && asked.type !== 'step')
      for (const ended of asked.ends ?? [])
        for (const [key, known] of found) if (known.entry.step === ended) found.delete(key)
    if (servicesOvertaken(entry, services)) continue
    const divided = state.position?.get(step, system)?.divided ?? false
    const key = divided ? entry.id : `${step} ${system ?? ''}`
    found.set(key, {
      entry,
      from: 'flow',
      provisional: provisional && entry.unresolved,
      undecided: outcome === 'skipped',
      divided,
    })
  }
  return [...found.values()].sort(byOccurred).reverse()
}
