import { Graph, layout } from '@dagrejs/dagre'
import type { FlowMap } from '../../domain/flow/map.ts'
import type { Runbook } from '../../domain/flow/runbook.ts'
import { type FlowPart, flowPart } from './flow-edges.ts'
import { laneOrder } from './lane-order.ts'

/** Where each step stands in the grid of a chart; rows are counted through all its phases. */
export interface Rows {
  readonly of: ReadonlyMap<string, number>
  readonly count: number
  /** First row and the one after the last, for each phase of the part, in order. */
  readonly bands: readonly { readonly phase: string; readonly from: number; readonly to: number }[]
}

// The rows depend on the runbook alone, and a pinned runbook never changes.
const memo = new WeakMap<Runbook, Map<string, ReadonlyMap<string, number>>>()

/** The rows of a part: phase by phase, each below the one before. */
export function rowsOf(map: FlowMap, phases: readonly string[]): Rows {
  const known = memo.get(map.runbook) ?? new Map<string, ReadonlyMap<string, number>>()
  memo.set(map.runbook, known)
  const of = new Map<string, number>()
  const bands: { phase: string; from: number; to: number }[] = []
  let from = 0
  for (const phase of phases) {
    const rows = known.get(phase) ?? phaseRows(flowPart(map, [phase]), phase)
    known.set(phase, rows)
    for (const [id, row] of rows) of.set(id, from + row)
    const to = from + new Set(rows.values()).size
    bands.push({ phase, from, to })
    from = to
  }
  return { of, count: from, bands }
}

/**
 * Rows by dagre's network simplex: every line goes down, and their lengths together are the least
 * possible, straight lines within a lane counting more. A lane is one column: its order is put to
 * dagre as further lines, from each of its steps to the next.
 */
function phaseRows(part: FlowPart, phase: string): ReadonlyMap<string, number> {
  const graph = new Graph()
  graph.setGraph({ ranker: 'network-simplex' })
  graph.setDefaultEdgeLabel(() => ({}))
  const lane = new Map(part.steps.map(({ step }) => [step.id, step.lane]))
  const box = { width: 1, height: 1 }
  graph.setNode(top, { ...box })
  for (const { step } of part.steps) graph.setNode(nodeOf(step.id), { ...box })
  for (const { from, to, back } of part.edges) {
    if (back || from === to) continue
    const weight = lane.get(from) === lane.get(to) ? 12 : 4
    graph.setEdge(nodeOf(from), nodeOf(to), { weight, minlen: 1 })
  }
  for (const column of laneOrder(part, phase).values())
    column.forEach((id, n) => {
      const above = column[n - 1]
      const before = above === undefined ? top : nodeOf(above)
      // Without a line of its own a step stays near the top of its band.
      const weight = graph.edge(before, nodeOf(id))?.weight ?? 1
      graph.setEdge(before, nodeOf(id), { weight, minlen: 1 })
    })
  layout(graph, { disableOptimalOrderHeuristic: true })
  const heightOf = (id: string): number => graph.node(nodeOf(id)).y ?? 0
  const heights = [...new Set(part.steps.map(({ step }) => heightOf(step.id)))].sort(
    (a, b) => a - b,
  )
  return new Map(part.steps.map(({ step }) => [step.id, heights.indexOf(heightOf(step.id))]))
}

const top = 'top'
const nodeOf = (id: string): string => `step ${id}`
