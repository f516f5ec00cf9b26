import { byOccurred, standingLines } from '../chronology/standing-lines.ts'
import type { SystemState } from '../events/events.ts'
import type { LogState } from '../evolve/state.ts'
import type { Entry } from '../log/entry.ts'

export interface SystemWord {
  readonly entry: Entry
  readonly system: string
  readonly state: SystemState
  readonly provisional: boolean
}

export interface SystemRow {
  readonly system: string
  readonly name: string
  readonly now: SystemWord | null
  readonly history: readonly SystemWord[]
}

/**
 * The systems that were named, and their states: said by hand, or by a step of the flow that was
 * done for one of them.
 */
export function systemRows(state: LogState): readonly SystemRow[] {
  const words = new Map<string, SystemWord[]>()
  const add = (word: SystemWord): void => {
    const known = words.get(word.system)
    if (known) known.push(word)
    else words.set(word.system, [word])
  }
  for (const { entry, event } of standingLines(state, 'system.changed', 'step.recorded')) {
    if (event.type === 'system.changed') {
      const { system, state: now, provisional } = event.data
      add({ entry, system, state: now, provisional: provisional && entry.unresolved })
      continue
    }
    const { system, step, outcome } = event.data
    const leaves = state.graph?.step.get(step)?.systemState
    if (system !== null && leaves && outcome === 'done')
      add({ entry, system, state: leaves, provisional: false })
  }
  return [...state.systems].map(([system, name]) => {
    const history = (words.get(system) ?? []).sort(byOccurred)
    return { system, name, now: history.at(-1) ?? null, history }
  })
}
