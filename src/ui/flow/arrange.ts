import { heightOf } from './chart.ts'
import { columnsFor, drawPlan, type Plan, planOf, tapHeight } from './plan.ts'
import type { FlowSayer } from './words.ts'

/** How the phases are shared among charts beside each other, and how wide each of them is. */
export interface Arrangement {
  readonly parts: readonly {
    readonly phases: readonly string[]
    readonly width: number
    readonly columns: readonly number[]
  }[]
}

/** A width in px to fill, or a shape (width through height) to come close to. */
export type SheetGoal = { readonly width: number } | { readonly ratio: number }

/** Pictures that fill a width are on a screen; those with a shape are on paper or a wall. */
export const leastOf = (goal: SheetGoal): number => ('width' in goal ? tapHeight : 0)

const mostCharts = 3
/** Drawn for real, of the ways that look best by estimate. */
const tried = 2
const rounds = 3
export const gapOf = (size: number): number => Math.round(size * 1.2)

/** The way to share the phases that makes the words largest, or the picture lowest. */
export function arrange(
  sayer: FlowSayer,
  phases: readonly string[],
  size: number,
  goal: SheetGoal,
): Arrangement {
  const plans = new Map<string, Planned>()
  const planFor = (group: readonly string[]): Planned => {
    const key = group.join(' ')
    const known = plans.get(key)
    if (known) return known
    const plan = planOf(sayer, group, size, leastOf(goal))
    const made = { plan, curve: curveOf(plan) }
    plans.set(key, made)
    return made
  }
  const gap = gapOf(size)
  const candidates = splits(phases)
    .flatMap((groups) => {
      const parts = groups.map(planFor)
      const height = lowest(parts, gap * (groups.length - 1), goal)
      return height === null ? [] : [{ groups, parts, height }]
    })
    .sort((a, b) => a.height - b.height)
    .slice(0, tried)
  let best: { readonly arrangement: Arrangement; readonly score: number } | null = null
  for (const { groups, parts, height } of candidates) {
    const gaps = gap * (groups.length - 1)
    let widths = parts.map(({ curve }) => widthAt(curve, height))
    for (let round = 0; round < rounds; round++) {
      const sum = widths.reduce((a, b) => a + b, 0)
      const room = 'width' in goal ? goal.width - gaps : sum
      const fitted = parts.map(({ plan }, i) =>
        Math.floor(Math.max(plan.least, ((widths[i] ?? 0) * room) / Math.max(1, sum))),
      )
      const columns = parts.map(({ plan }, i) => columnsFor(plan, fitted[i] ?? 0))
      const charts = parts.map(({ plan }, i) => drawPlan(plan, fitted[i] ?? 0, columns[i] ?? []))
      const heights = charts.map((chart) => chart.height)
      const high = Math.max(1, ...heights)
      const wide = charts.reduce((sum, chart) => sum + chart.width, gaps)
      if ('width' in goal && wide > goal.width + 1 && groups.length > 1) break
      const score = 'width' in goal ? 1 / high : Math.min(goal.ratio / wide, 1 / high)
      if (best === null || score > best.score)
        best = {
          score,
          arrangement: {
            parts: groups.map((phases, i) => ({
              phases,
              width: fitted[i] ?? 0,
              columns: columns[i] ?? [],
            })),
          },
        }
      // Room goes from the low charts to the high ones, and the whole towards its shape.
      const stretch = 'width' in goal ? 1 : Math.sqrt((goal.ratio * high) / wide)
      widths = fitted.map((w, i) => w * stretch * Math.sqrt((heights[i] ?? high) / high))
    }
  }
  if (best) return best.arrangement
  const { plan } = planFor(phases)
  return { parts: [{ phases, width: plan.least, columns: columnsFor(plan, plan.least) }] }
}

interface Planned {
  readonly plan: Plan
  readonly curve: Curve
}

/** The least height at which these charts, side by side, reach the goal. */
function lowest(parts: readonly Planned[], gaps: number, goal: SheetGoal): number | null {
  const widthFor = (height: number): number =>
    parts.reduce((sum, { curve }) => sum + widthAt(curve, height), gaps)
  const reached = (height: number): boolean =>
    widthFor(height) <= ('width' in goal ? goal.width : goal.ratio * height)
  let [low, high] = [100, 40_000]
  if (!reached(high)) return null
  while (high - low > 4) {
    const middle = (low + high) / 2
    if (reached(middle)) high = middle
    else low = middle
  }
  return high
}

/** Height of a chart at some widths, with columns shared by what they hold. */
type Curve = readonly { readonly width: number; readonly height: number }[]

function curveOf(plan: Plan): Curve {
  const { size, bones } = plan
  const load = bones.lanes.map((lane) =>
    bones.part.steps
      .filter(({ step }) => step.lane === lane)
      .reduce((sum, { step, exits }) => sum + step.title.ja.length + exits.length * 12 + 12, 0),
  )
  return [1, 1.2, 1.45, 1.75, 2.1, 2.6, 3.2].map((factor) => {
    const width = plan.least * factor
    const free = width - plan.least
    const all = load.reduce((a, b) => a + b, 0)
    const widths = load.map((l) => Math.round(size * 8 + (free * l) / Math.max(1, all)))
    return { width, height: heightOf(bones, plan.boxes(widths), size).height }
  })
}

/** The width at which a chart is no higher than this, between the measured ones. */
function widthAt(curve: Curve, height: number): number {
  const first = curve[0]
  if (!first || height >= first.height) return first?.width ?? 0
  for (let i = 1; i < curve.length; i++) {
    const [wide, narrow] = [curve[i], curve[i - 1]]
    if (!wide || !narrow || wide.height > height) continue
    const share = (narrow.height - height) / Math.max(1, narrow.height - wide.height)
    return narrow.width + share * (wide.width - narrow.width)
  }
  return Number.POSITIVE_INFINITY
}

/** Every way to share phases, in their order, among at most three charts. */
function splits(phases: readonly string[]): readonly (readonly (readonly string[])[])[] {
  const found: (readonly (readonly string[])[])[] = []
  const go = (rest: readonly string[], groups: readonly (readonly string[])[]): void => {
    if (rest.length === 0) found.push(groups)
    else if (groups.length < mostCharts)
      for (let n = 1; n <= rest.length; n++) go(rest.slice(n), [...groups, rest.slice(0, n)])
  }
  go(phases, [])
  return found
}
