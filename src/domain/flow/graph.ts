import type { Branch, Runbook, Step } from './runbook.ts'

/** A runbook's steps as a graph, with the sets the opening rule asks for worked out once. */
export interface Graph {
  readonly runbook: Runbook
  readonly step: ReadonlyMap<string, Step>
  /** Position of a step in the authored order. */
  readonly order: ReadonlyMap<string, number>
  /** Steps with a `next` edge to this one. */
  readonly sources: ReadonlyMap<string, readonly string[]>
  /** The target and every step on a `next` path from it to the source: what an `again` edge clears. */
  between(target: string, source: string): ReadonlySet<string>
}

/** Steps this one opens, over all branches, `again` edges apart. */
export const nextOf = (step: Step): readonly string[] =>
  step.type === 'step' ? step.next : step.branches.flatMap((branch) => branch.next)

/** The branch taken when a decision is skipped or nobody knows. */
export const safeBranch = (step: Exclude<Step, { type: 'step' }>): Branch | undefined =>
  step.branches.find((branch) => branch.safe)

export function graphOf(runbook: Runbook): Graph {
  const step = new Map(runbook.steps.map((s) => [s.id, s]))
  const order = new Map(runbook.steps.map((s, i) => [s.id, i]))
  const sources = new Map<string, string[]>()
  for (const s of runbook.steps) {
    for (const target of new Set(nextOf(s))) {
      const list = sources.get(target)
      if (list) list.push(s.id)
      else sources.set(target, [s.id])
    }
  }
  const memo = new Map<string, ReadonlySet<string>>()
  const between = (target: string, source: string): ReadonlySet<string> => {
    const key = `${target} ${source}`
    const known = memo.get(key)
    if (known) return known
    const forward = reach(target, (id) => {
      const at = step.get(id)
      return at ? nextOf(at) : []
    })
    const backward = reach(source, (id) => sources.get(id) ?? [])
    const found = new Set([target])
    if (forward.has(source)) for (const id of forward) if (backward.has(id)) found.add(id)
    memo.set(key, found)
    return found
  }
  return { runbook, step, order, sources, between }
}

function reach(from: string, edges: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set([from])
  const queue = [from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const target of edges(id)) {
      if (seen.has(target)) continue
      seen.add(target)
      queue.push(target)
    }
  }
  return seen
}
