import type { FlowPart } from './flow-edges.ts'

/**
 * The order of the steps within each lane of a phase. A lane is one column, so two of its steps
 * never share a row; who goes first decides how high the picture gets. The authored order is kept
 * wherever it costs no row.
 */
export function laneOrder(part: FlowPart, phase: string): ReadonlyMap<string, readonly string[]> {
  const steps = part.steps.filter(({ step }) => step.phase === phase).map(({ step }) => step)
  const lane = new Map(steps.map((step) => [step.id, step.lane]))
  const forward = part.edges.filter(({ from, to, back }) => !back && lane.has(from) && lane.has(to))
  const before = new Map<string, Set<string>>()
  const after = new Map<string, Set<string>>()
  for (const { from, to } of forward) {
    before.set(to, (before.get(to) ?? new Set()).add(from))
    after.set(from, (after.get(from) ?? new Set()).add(to))
  }
  const tail = longest(
    steps.map(({ id }) => id),
    after,
  )
  const height = Math.max(0, ...tail.values())
  for (let rows = height; rows <= height + steps.length; rows++) {
    const order = schedule(rows)
    if (order) return order
  }
  // A graph with a cycle, which no compiled runbook has: as authored.
  return group(steps.map(({ id }) => id))

  /** Each lane's order when all fits into so many rows; null when it does not. */
  function schedule(rows: number): ReadonlyMap<string, readonly string[]> | null {
    const latest = (id: string): number => rows - (tail.get(id) ?? 1)
    const left = new Set(steps.map(({ id }) => id))
    const at = new Map<string, number>()
    const placed: string[] = []
    for (let row = 0; left.size > 0; row++) {
      if (row >= rows) return null
      const taken: string[] = []
      for (const column of new Set(lane.values())) {
        const waiting = [...left].filter((id) => lane.get(id) === column)
        const ready = waiting.filter((id) =>
          [...(before.get(id) ?? [])].every((source) => (at.get(source) ?? row) < row),
        )
        const byNeed = [...waiting].sort((a, b) => latest(a) - latest(b))
        const pick =
          ready.find((id) => canWait(byNeed, id, row, latest)) ??
          byNeed.find((id) => ready.includes(id))
        if (pick !== undefined) taken.push(pick)
      }
      for (const id of taken) {
        if (latest(id) < row) return null
        at.set(id, row)
        placed.push(id)
        left.delete(id)
      }
      if ([...left].some((id) => latest(id) <= row)) return null
    }
    return group(placed)
  }

  function group(ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const lanes = new Map<string, string[]>()
    for (const id of ids) {
      const column = lane.get(id) ?? ''
      const list = lanes.get(column)
      if (list) list.push(id)
      else lanes.set(column, [id])
    }
    return lanes
  }
}

/** The others of the lane still come in time when this one takes the row. */
function canWait(
  byNeed: readonly string[],
  id: string,
  row: number,
  latest: (id: string) => number,
): boolean {
  return byNeed.filter((other) => other !== id).every((other, i) => latest(other) >= row + 1 + i)
}

/** For each id the number of steps on the longest way from it to an end. */
function longest(
  ids: readonly string[],
  after: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const depth = (id: string, trail: ReadonlySet<string>): number => {
    const known = found.get(id)
    if (known !== undefined) return known
    const further = [...(after.get(id) ?? [])].filter((to) => !trail.has(to))
    const longest = 1 + Math.max(0, ...further.map((to) => depth(to, new Set(trail).add(id))))
    found.set(id, longest)
    return longest
  }
  for (const id of ids) depth(id, new Set([id]))
  return found
}
