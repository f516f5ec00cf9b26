import type { Located } from './finding.ts'
import type { Edge, Outline, StepOutline } from './outline.ts'

/** Each tells its whole way around; past this a file is hostile and the words fill the memory. */
const MAX_CYCLES = 1000

type StepsById = ReadonlyMap<string, StepOutline>

function stepsById(outline: Outline): StepsById {
  return new Map(outline.steps.map((step) => [step.id, step]))
}

/** Steps no arrow leads to, from either entry; a new run (`again`) leads there as well. */
export function unreachableSteps(outline: Outline): Located[] {
  const byId = stepsById(outline)
  const reached = new Set<string>()
  const waiting = [...outline.entries]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    for (const { to } of byId.get(id)?.edges ?? []) waiting.push(to)
  }
  return outline.steps
    .filter(({ id }) => !reached.has(id))
    .map(({ id, path }) => ({ finding: { code: 'unreachable-step', id }, path: [...path, 'id'] }))
}

/** `join: all` with one source waits for nothing: an arrow is missing, or the join is too much. */
export function idleJoins(outline: Outline): Located[] {
  const sources = new Map<string, Set<string>>()
  for (const { id, edges } of outline.steps) {
    for (const { to } of edges.filter(isNext)) {
      sources.set(to, (sources.get(to) ?? new Set()).add(id))
    }
  }
  return outline.steps.flatMap(({ id, path, joinAll }): Located[] => {
    const count = sources.get(id)?.size ?? 0
    if (!joinAll || count > 1) return []
    const finding = { code: 'join-single-edge', id, sources: count } as const
    return [{ finding, path: [...path, 'join'], part: 'key' }]
  })
}

export function missingClosing(outline: Outline): Located[] {
  if (outline.steps.length === 0 || outline.steps.some(({ closing }) => closing)) return []
  return [{ finding: { code: 'no-closing-step' }, path: ['steps'], part: 'key' }]
}

/**
 * Every circle of `next` arrows, at the arrow that closes it. A depth-first walk with its own
 * stack: a hostile file can be a chain of ten thousand steps.
 */
export function cycles(outline: Outline): Located[] {
  const byId = stepsById(outline)
  const finished = new Set<string>()
  const found: Located[] = []
  for (const start of [...outline.entries, ...outline.steps.map(({ id }) => id)]) {
    if (finished.has(start)) continue
    const stack = [visit(byId, start)]
    const depthOf = new Map([[start, 0]])
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.edges[top.at]
      top.at += 1
      if (!edge) {
        finished.add(top.id)
        depthOf.delete(top.id)
        stack.pop()
        continue
      }
      const depth = depthOf.get(edge.to)
      if (depth !== undefined) {
        if (found.length === MAX_CYCLES) return found
        const steps = [...stack.slice(depth).map(({ id }) => id), edge.to]
        found.push({ finding: { code: 'cycle', steps }, path: edge.path })
      } else if (!finished.has(edge.to)) {
        depthOf.set(edge.to, stack.length)
        stack.push(visit(byId, edge.to))
      }
    }
  }
  return found
}

function visit(byId: StepsById, id: string): { id: string; edges: readonly Edge[]; at: number } {
  return { id, edges: (byId.get(id)?.edges ?? []).filter(isNext), at: 0 }
}

function isNext(edge: Edge): boolean {
  return edge.kind === 'next'
}
