import type { FlowPart } from './flow-edges.ts'

/**
 * One order for all steps of a part, each below what leads to it, in which few lines run side by
 * side: of the steps that may come next, the one that leaves the fewest lines unfinished.
 */
export function railOrder(part: FlowPart): readonly string[] {
  const lane = new Map(part.steps.map(({ step }) => [step.id, step.lane]))
  const ahead = part.edges.filter(({ back, from, to }) => !back && from !== to)
  const left = new Set(part.steps.map(({ step }) => step.id))
  const order: string[] = []
  /** Lines on their way to a step that has not come yet, one for each exit and lane. */
  const unfinished = (with_: string): number => {
    const going = new Set<string>()
    for (const { from, exit, to } of ahead) {
      const begun = !left.has(from) || from === with_
      if (begun && left.has(to) && to !== with_) going.add(`${from} ${exit} ${lane.get(to)}`)
    }
    return going.size
  }
  while (left.size > 0) {
    const ready = [...left].filter((id) =>
      ahead.every(({ from, to }) => to !== id || !left.has(from)),
    )
    const last = order.at(-1)
    const cost = (id: string): number => {
      const follows = ahead.some(({ from, to }) => from === last && to === id)
      const sameLane = last !== undefined && lane.get(last) === lane.get(id)
      return unfinished(id) * 10 - (follows ? 3 : 0) - (sameLane ? 1 : 0)
    }
    let best = ready[0] ?? [...left][0]
    if (best === undefined) break
    let least = cost(best)
    for (const id of ready) {
      const price = cost(id)
      if (price >= least) continue
      best = id
      least = price
    }
    order.push(best)
    left.delete(best)
  }
  return order
}
