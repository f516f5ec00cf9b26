import type { Box } from './boxes.ts'
import type { Cell } from './nets.ts'
import type { Rows } from './rows.ts'
import { columnSlot, type End, type Wires } from './wires.ts'

export interface Heights {
  /** Top of each box. */
  readonly box: ReadonlyMap<string, number>
  /** y of each level wire. */
  readonly level: ReadonlyMap<Wires, number>
  readonly bands: readonly { readonly phase: string; readonly y: number; readonly height: number }[]
  readonly height: number
  /** Where nothing but upright lines passes, above each of the rows asked for. */
  readonly cuts: readonly number[]
}

export interface Spaces {
  /** Between two level wires, or a wire and a box above it. */
  readonly wire: number
  /** Between two boxes of a lane, and above a box for the arrow. */
  readonly box: number
  readonly bandHead: number
}

/** What the skyline asks for again and again, while widths are tried: worked out once. */
export interface WireIndex {
  /** The level wires of each channel, from above. */
  readonly levels: ReadonlyMap<number, readonly Wires[]>
  /** What leads forward into each step, and on which side. */
  readonly into: ReadonlyMap<string, readonly { readonly wire: Wires; readonly end: End }[]>
}

export function indexWires(wires: readonly Wires[]): WireIndex {
  const levels = new Map<number, Wires[]>()
  const into = new Map<string, { wire: Wires; end: End }[]>()
  for (const wire of wires) {
    if (wire.level) push(levels, wire.level.channel, wire)
    if (!wire.net.back) for (const end of wire.ends) push(into, end.to, { wire, end })
  }
  for (const list of levels.values())
    list.sort((a, b) => (a.level?.track ?? 0) - (b.level?.track ?? 0))
  return { levels, into }
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/**
 * Moves everything up as far as it goes, row by row, over the skyline of what lies above it: a box
 * minds only its own column, a level wire only the columns it passes.
 */
export function heightsOf(
  wires: WireIndex,
  rows: Rows,
  cells: ReadonlyMap<string, Cell>,
  boxes: ReadonlyMap<string, Box>,
  columns: number,
  spaces: Spaces,
  breaks: readonly number[] = [],
): Heights {
  const skyline = new Array<number>(2 * columns + 1).fill(0)
  const box = new Map<string, number>()
  const level = new Map<Wires, number>()
  const bands: { phase: string; y: number; height: number }[] = []
  const cuts: number[] = []
  const byRow = new Map<number, string[]>()
  for (const [id, { row }] of cells) push(byRow, row, id)

  /** `above`: of steps above the channel; else of steps below it, whose lines go back up. */
  const putLevels = (channel: number, above: boolean): void => {
    for (const wire of wires.levels.get(channel) ?? []) {
      if (wire.from.row < channel !== above) continue
      const { first = 0, last = 0 } = wire.level ?? {}
      let y = 0
      for (let slot = first; slot <= last; slot++) y = Math.max(y, skyline[slot] ?? 0)
      const exit = exitY(wire)
      if (wire.from.row < channel && exit !== null) y = Math.max(y, exit)
      y += spaces.wire
      level.set(wire, y)
      for (let slot = first; slot <= last; slot++) skyline[slot] = y
    }
  }
  const exitY = (wire: Wires): number | null => {
    if (wire.start === null) return null
    const top = box.get(wire.net.from)
    const own = boxes.get(wire.net.from)
    return top === undefined || !own ? null : top + exitOf(own, wire.net.exit)
  }
  const putBox = (id: string, col: number): void => {
    const slot = columnSlot(col)
    let y = (skyline[slot] ?? 0) + spaces.box
    for (const { wire, end } of wires.into.get(id) ?? []) {
      const above = level.get(wire) ?? exitY(wire)
      if (above === null || above === undefined) continue
      y = Math.max(y, end.side === 'top' ? above + spaces.box : above + 2)
    }
    box.set(id, y)
    skyline[slot] = y + (boxes.get(id)?.height ?? 0)
  }

  for (const { phase, from, to } of rows.bands) {
    const top = Math.max(...skyline)
    skyline.fill(top + spaces.bandHead)
    for (let row = from; row < to; row++) {
      if (row > from) putLevels(row, true)
      if (breaks.includes(row)) {
        const cut = Math.max(...skyline) + spaces.box / 2
        skyline.fill(cut)
        cuts.push(cut)
      }
      putLevels(row, false)
      for (const id of byRow.get(row) ?? []) putBox(id, cells.get(id)?.col ?? 0)
    }
    // What goes on to the next band runs along the foot of this one.
    putLevels(to, true)
    const bottom = Math.max(...skyline) + spaces.box
    skyline.fill(bottom)
    bands.push({ phase, y: top, height: bottom - top })
  }
  return { box, level, bands, height: Math.max(...skyline), cuts }
}

/** Where an exit leaves its box: beside its words, or near the foot. */
export const exitOf = (box: Box, exit: number): number => box.exitY.get(exit) ?? box.height - 8

/** Entries begin beside the head of a box and go down from there. */
export const entryOf = (box: Box, slot: number): number =>
  Math.min(box.height - 6, box.headY + slot * 8)
