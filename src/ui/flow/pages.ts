import type { Chart } from './chart.ts'
import { calmSayer, columnsFor, drawPlan, planOf } from './plan.ts'
import type { FlowSayer } from './words.ts'

/** A chart for paper, and the heights between which each sheet shows it. */
export interface Paged {
  readonly chart: Chart
  readonly pages: readonly { readonly from: number; readonly to: number }[]
}

/**
 * A phase on sheets of a width and a height. Where it needs more than one, all lanes break between
 * the same two rows, so that no box is cut; the sheets are filled about evenly.
 */
export function pagedPhase(
  sayer: FlowSayer,
  phase: string,
  size: number,
  sheet: { readonly width: number; readonly height: number },
): Paged {
  const columns = columnsFor(planOf(calmSayer(sayer), [phase], size), sheet.width)
  const plan = planOf(sayer, [phase], size)
  const draw = (breaks: readonly number[]): Chart => drawPlan(plan, sheet.width, columns, breaks)
  // A chart that cannot get narrow enough is drawn smaller: more of it fits a sheet.
  const limit = (chart: Chart): number => sheet.height * Math.max(1, chart.width / sheet.width)
  const breaks: number[] = []
  let chart = draw(breaks)
  for (let from = 0; chart.height - from > limit(chart); from = chart.cuts.at(-1) ?? 0) {
    const rest = chart.height - from
    const even = from + rest / Math.ceil(rest / limit(chart))
    let best: { row: number; chart: Chart; off: number } | null = null
    for (let row = (breaks.at(-1) ?? 0) + 1; row < plan.bones.rows.count; row++) {
      const tried = draw([...breaks, row])
      const cut = tried.cuts.at(-1) ?? 0
      if (cut - from > limit(tried)) break
      const off = Math.abs(cut - even)
      if (best === null || off <= best.off) best = { row, chart: tried, off }
    }
    // One row higher than a sheet: it goes over the edge rather than round for ever.
    if (best === null) break
    breaks.push(best.row)
    chart = best.chart
  }
  const edges = [0, ...chart.cuts, chart.height]
  return {
    chart,
    pages: edges.slice(1).map((to, i) => ({ from: edges[i] ?? 0, to })),
  }
}
