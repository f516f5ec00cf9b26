import type { Cell, Net } from './nets.ts'
import { type Run, tracksOf } from './tracks.ts'

/**
 * A net as wires on the grid: at most one level wire, in the channel above or below its box, and
 * upright wires in the gutters between the lanes. Where they lie in px is decided later.
 */
export interface Wires {
  readonly net: Net
  readonly from: Cell
  /** The gutter the net leaves by; null when it leaves downwards. */
  readonly start: number | null
  readonly level: Level | null
  readonly ends: readonly End[]
}

export interface Level {
  /** The channel above this row. */
  readonly channel: number
  /** First and last slot it passes: gutter g is slot 2g, column c is slot 2c+1. */
  readonly first: number
  readonly last: number
  /** Place among the level wires of its channel, from above. */
  track: number
}

export interface End {
  readonly to: string
  readonly cell: Cell
  /** The gutter it comes down in; null when it drops in from above. */
  readonly gutter: number | null
  readonly side: 'top' | 'left' | 'right'
  /** Place among what enters the box on this side, from above. */
  readonly slot: number
  /** It comes by the level wire, not straight out of the gutter the net leaves by. */
  readonly byLevel: boolean
}

export const gutterSlot = (g: number): number => 2 * g
export const columnSlot = (c: number): number => 2 * c + 1

export function wiresOf(nets: readonly Net[], cells: ReadonlyMap<string, Cell>): readonly Wires[] {
  const entered = new Map<string, number>()
  const all = nets.map((net): Wires => {
    const from = cells.get(net.from) ?? { col: 0, row: 0 }
    const start = net.side === 'bottom' ? null : gutterAt(from.col, net.side)
    const ends = net.targets.map(({ to, by }): End => {
      const cell = cells.get(to) ?? from
      if (by === 'drop') return { to, cell, gutter: null, side: 'top', slot: 0, byLevel: true }
      const key = `${to} ${by}`
      const slot = entered.get(key) ?? 0
      entered.set(key, slot + 1)
      const gutter = gutterAt(cell.col, by)
      return { to, cell, gutter, side: by, slot, byLevel: gutter !== start }
    })
    return { net, from, start, level: levelOf(net, from, start, ends), ends }
  })
  orderLevels(all)
  return all
}

const gutterAt = (col: number, side: 'left' | 'right'): number => (side === 'left' ? col : col + 1)

const slotOf = (end: End): number =>
  end.gutter === null ? columnSlot(end.cell.col) : gutterSlot(end.gutter)

function levelOf(net: Net, from: Cell, start: number | null, ends: readonly End[]): Level | null {
  const met = ends.filter(({ byLevel }) => byLevel).map(slotOf)
  if (met.length === 0) return null
  met.push(start === null ? columnSlot(from.col) : gutterSlot(start))
  const first = Math.min(...met)
  const last = Math.max(...met)
  if (first === last) return null
  const below = !net.back || (ends[0]?.cell.row ?? 0) > from.row
  return { channel: below ? from.row + 1 : from.row, first, last, track: 0 }
}

/** Gives the level wires of each channel an order in which few of them cross. */
function orderLevels(all: readonly Wires[]): void {
  const channels = new Map<number, Wires[]>()
  for (const wires of all) {
    if (!wires.level) continue
    const list = channels.get(wires.level.channel)
    if (list) list.push(wires)
    else channels.set(wires.level.channel, [wires])
  }
  for (const [channel, list] of channels) {
    const tracks = tracksOf(list.map((wires) => levelRun(wires, channel)))
    list.forEach(({ level }, i) => {
      if (level) level.track = tracks[i] ?? 0
    })
  }
}

function levelRun(wires: Wires, channel: number): Run {
  const { level, start, from } = wires
  const sourceAbove = from.row < channel
  const ties: { at: number; side: -1 | 1 }[] = wires.ends
    .filter(({ byLevel }) => byLevel)
    .map((end) => ({ at: slotOf(end), side: end.cell.row < channel ? -1 : 1 }))
  ties.push({
    at: start === null ? columnSlot(from.col) : gutterSlot(start),
    side: sourceAbove ? -1 : 1,
  })
  return { from: level?.first ?? 0, to: level?.last ?? 0, ties }
}
