import type { WayState } from '../../domain/flow/map.ts'
import type { FlowPart } from './flow-edges.ts'
import type { Rows } from './rows.ts'

/**
 * The lines that leave one exit of a step, drawn as one: down out of the box, along the channel
 * below it, and down at every lane it goes to. What it passes on the way it enters from the side.
 */
export interface Net {
  readonly from: string
  readonly exit: number
  readonly back: boolean
  readonly state: WayState
  readonly side: Side
  readonly targets: readonly Target[]
}

export type Side = 'bottom' | 'left' | 'right'

/** `drop`: from above through an empty column. `left`, `right`: from the gutter on that side. */
export interface Target {
  readonly to: string
  readonly by: 'drop' | 'left' | 'right'
}

export interface Cell {
  readonly col: number
  readonly row: number
}

export function netsOf(part: FlowPart, rows: Rows, lanes: readonly string[]): readonly Net[] {
  const cell = new Map<string, Cell>()
  for (const { step } of part.steps)
    cell.set(step.id, { col: lanes.indexOf(step.lane), row: rows.of.get(step.id) ?? 0 })
  const taken = new Set([...cell.values()].map(({ col, row }) => `${col} ${row}`))
  /** Nothing stands in this column between the two rows. */
  const free = (col: number, above: number, below: number): boolean => {
    for (let row = above + 1; row < below; row++) if (taken.has(`${col} ${row}`)) return false
    return true
  }
  const nets: Net[] = []
  for (const { step, exits } of part.steps) {
    const own = cell.get(step.id)
    if (!own) continue
    exits.forEach(({ state }, exit) => {
      const edges = part.edges.filter((edge) => edge.from === step.id && edge.exit === exit)
      const ahead = edges.filter(({ back }) => !back).map(({ to }) => to)
      if (ahead.length > 0) {
        const cells = ahead.map((to) => cell.get(to) ?? own)
        const side = step.type === 'step' ? 'bottom' : sideTo(own, cells)
        const targets = ahead.map((to, i): Target => {
          const { col, row } = cells[i] ?? own
          if (free(col, own.row, row)) return { to, by: 'drop' }
          if (col === own.col) return { to, by: side === 'bottom' ? 'left' : side }
          return { to, by: col > own.col ? 'left' : 'right' }
        })
        nets.push({ from: step.id, exit, back: false, state, side, targets })
      }
      for (const { to } of edges.filter(({ back }) => back)) {
        const target = cell.get(to) ?? own
        const side = target.col < own.col ? 'left' : 'right'
        const by = target.col > own.col ? 'left' : 'right'
        nets.push({ from: step.id, exit, back: true, state, side, targets: [{ to, by }] })
      }
    })
  }
  return nets
}

/** The side most of the targets lie on; straight down, the right one. */
function sideTo(own: Cell, targets: readonly Cell[]): 'left' | 'right' {
  const lean = targets.reduce((sum, { col }) => sum + Math.sign(col - own.col), 0)
  return lean < 0 ? 'left' : 'right'
}
