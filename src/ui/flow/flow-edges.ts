import type { FlowMap, FlowStep } from '../../domain/flow/map.ts'

/** One line of the picture: from an exit of a step to a step. */
export interface FlowEdge {
  readonly from: string
  /** Index of the exit in the step's list. */
  readonly exit: number
  readonly to: string
  /** Goes back to an earlier step, by `again` or against the order of the phases. */
  readonly back: boolean
}

/** What a chart shows: some phases of the map, one above the other. */
export interface FlowPart {
  readonly phases: readonly string[]
  readonly steps: readonly FlowStep[]
  /** Lines within the part. */
  readonly edges: readonly FlowEdge[]
  /** Lines that leave it, by step and exit. */
  readonly leaving: readonly FlowEdge[]
  readonly arriving: readonly FlowEdge[]
}

export function flowPart(map: FlowMap, phases: readonly string[]): FlowPart {
  const shown = new Set(phases)
  const place = new Map(map.runbook.phases.map(({ id }, i) => [id, i]))
  const inside = (id: string): boolean => {
    const step = map.step.get(id)
    return step !== undefined && shown.has(step.step.phase)
  }
  const rank = (id: string): number => place.get(map.step.get(id)?.step.phase ?? '') ?? 0
  const edges: FlowEdge[] = []
  const leaving: FlowEdge[] = []
  const arriving: FlowEdge[] = []
  for (const { step, exits } of map.steps) {
    exits.forEach(({ next, again }, exit) => {
      for (const [to, loops] of [
        ...next.map((id) => [id, false] as const),
        ...again.map((id) => [id, true] as const),
      ]) {
        if (!map.step.has(to)) continue
        const edge = { from: step.id, exit, to, back: loops || rank(to) < rank(step.id) }
        if (inside(step.id) && inside(to)) edges.push(edge)
        else if (inside(step.id)) leaving.push(edge)
        else if (inside(to)) arriving.push(edge)
      }
    })
  }
  return {
    phases,
    steps: map.steps.filter(({ step }) => shown.has(step.phase)),
    edges,
    leaving,
    arriving,
  }
}
