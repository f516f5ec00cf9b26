import { flowMap } from '../../domain/flow/map.ts'
import { type Box, boxOf } from './boxes.ts'
import { type Chart, chartOf, heightOf, type Skeleton, skeletonOf } from './chart.ts'
import { flowPart } from './flow-edges.ts'
import { rowsOf } from './rows.ts'
import { shareWidth } from './widths.ts'
import { boxWords, type FlowSayer } from './words.ts'

/** In em: room for mark, id and state in the head of a box. */
const leastColumn = 8
/** Where even that is too much: the state goes below the id, and words break earlier. */
const tightColumn = 6.5
/** What the gutters of a chart may take, in em; the true figure shows only when it is drawn. */
const guttersGuess = 9

/** A part of the map that can be drawn at any width, again and again. */
export interface Plan {
  readonly bones: Skeleton
  readonly size: number
  readonly lanes: number
  /** The narrowest it can be drawn. */
  readonly least: number
  readonly boxes: (widths: readonly number[]) => ReadonlyMap<string, Box>
}

/** The least height of a box on a screen, where it is tapped. */
export const tapHeight = 44

export function planOf(sayer: FlowSayer, phases: readonly string[], size: number, least = 0): Plan {
  const { map } = sayer
  const part = flowPart(map, phases)
  const lanes = map.runbook.lanes
    .map(({ id }) => id)
    .filter((lane) => part.steps.some(({ step }) => step.lane === lane))
  const made = new Map<string, Box>()
  const boxAt = (index: number, width: number): Box | null => {
    const step = part.steps[index]
    if (!step) return null
    const key = `${index} ${width}`
    const known = made.get(key)
    if (known) return known
    const box = boxOf(step, boxWords(sayer, part, step), { size, width, least })
    made.set(key, box)
    return box
  }
  return {
    bones: skeletonOf(part, rowsOf(map, phases), lanes),
    size,
    lanes: lanes.length,
    least: lanes.length * size * leastColumn + size * guttersGuess,
    boxes: (widths) => {
      const boxes = new Map<string, Box>()
      part.steps.forEach(({ step }, index) => {
        const box = boxAt(index, widths[lanes.indexOf(step.lane)] ?? 0)
        if (box) boxes.set(step.id, box)
      })
      return boxes
    },
  }
}

/** Column widths with which the plan gets low, for a whole width of so many px. */
export function columnsFor(plan: Plan, width: number): readonly number[] {
  const { bones, size, lanes } = plan
  const total = Math.max(lanes * size * leastColumn, width - guttersGuess * size)
  return shareWidth(
    lanes,
    total,
    size * leastColumn,
    (widths) => heightOf(bones, plan.boxes(widths), size).height,
  )
}

/** Draws a plan into a width; columns give way until the lines between them fit as well. */
export function drawPlan(
  plan: Plan,
  width: number,
  columns: readonly number[],
  breaks: readonly number[] = [],
): Chart {
  let widths = columns
  let chart = chartOf(plan.bones, plan.boxes(widths), plan.size, widths, breaks)
  for (let tries = 0; tries < 3 && Math.abs(chart.width - width) > 1; tries++) {
    const sum = widths.reduce((a, b) => a + b, 0)
    const least = plan.size * tightColumn
    const target = Math.max(plan.lanes * least, sum + width - chart.width)
    widths = widths.map((w) => Math.floor(Math.max(least, (w * target) / sum)))
    chart = chartOf(plan.bones, plan.boxes(widths), plan.size, widths, breaks)
  }
  return chart
}

/** The same map before anything happened: what the columns are measured by, so that they never move. */
export const calmSayer = (sayer: FlowSayer): FlowSayer => ({
  ...sayer,
  map: flowMap(sayer.map.runbook),
})
