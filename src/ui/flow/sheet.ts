import type { Runbook } from '../../domain/flow/runbook.ts'
import { type Arrangement, arrange, gapOf, leastOf, type SheetGoal } from './arrange.ts'
import type { Chart } from './chart.ts'
import { calmSayer, drawPlan, planOf } from './plan.ts'
import type { FlowSayer } from './words.ts'

/** Charts side by side: the phases in their order, down and then to the right. */
export interface Sheet {
  readonly charts: readonly Chart[]
  readonly gap: number
  readonly width: number
  readonly height: number
}

const memo = new WeakMap<Runbook, Map<string, Arrangement>>()

export function sheetOf(
  sayer: FlowSayer,
  phases: readonly string[],
  size: number,
  goal: SheetGoal,
): Sheet {
  const { runbook } = sayer.map
  const known = memo.get(runbook) ?? new Map<string, Arrangement>()
  memo.set(runbook, known)
  const key = JSON.stringify([phases, size, goal, sayer.words.title])
  // By the map as it was before anything happened: what happens must not move what people know.
  const arrangement = known.get(key) ?? arrange(calmSayer(sayer), phases, size, goal)
  known.set(key, arrangement)
  const charts = arrangement.parts.map(({ phases, width, columns }) =>
    drawPlan(planOf(sayer, phases, size, leastOf(goal)), width, columns),
  )
  const gap = gapOf(size)
  return {
    charts,
    gap,
    width: charts.reduce((sum, { width }) => sum + width, 0) + gap * (charts.length - 1),
    height: Math.max(0, ...charts.map(({ height }) => height)),
  }
}
