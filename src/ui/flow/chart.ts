import { type Box, indentOf } from './boxes.ts'
import type { FlowPart } from './flow-edges.ts'
import {
  entryOf,
  exitOf,
  type Heights,
  heightsOf,
  indexWires,
  type Spaces,
  type WireIndex,
} from './heights.ts'
import { type Cell, type Net, netsOf } from './nets.ts'
import type { Rows } from './rows.ts'
import { tracksOf } from './tracks.ts'
import { type Wires, wiresOf } from './wires.ts'

/** A finished picture: boxes and lines with their places, in px of its own size. */
export interface Chart {
  readonly width: number
  readonly height: number
  readonly columns: readonly { readonly lane: string; readonly x: number; readonly width: number }[]
  readonly bands: Heights['bands']
  readonly boxes: readonly PlacedBox[]
  readonly lines: readonly ChartLine[]
  readonly cuts: readonly number[]
}

export interface PlacedBox {
  readonly box: Box
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A net as it is drawn: each way from its box to an arrow as the corners it passes. */
export interface ChartLine {
  readonly net: Net
  readonly ways: readonly (readonly Point[])[]
}

/** What of a chart depends on the runbook alone. */
export interface Skeleton {
  readonly part: FlowPart
  readonly rows: Rows
  readonly lanes: readonly string[]
  readonly cells: ReadonlyMap<string, Cell>
  readonly wires: readonly Wires[]
  readonly index: WireIndex
}

export function skeletonOf(part: FlowPart, rows: Rows, lanes: readonly string[]): Skeleton {
  const cells = new Map<string, Cell>(
    part.steps.map(({ step }) => [
      step.id,
      { col: lanes.indexOf(step.lane), row: rows.of.get(step.id) ?? 0 },
    ]),
  )
  const wires = wiresOf(netsOf(part, rows, lanes), cells)
  return { part, rows, lanes, cells, wires, index: indexWires(wires) }
}

export const spacesOf = (size: number): Spaces => ({
  wire: Math.max(5, Math.round(size * 0.42)),
  box: Math.max(7, Math.round(size * 0.68)),
  bandHead: Math.round(size * 1.7),
})

export function heightOf(
  bones: Skeleton,
  boxes: ReadonlyMap<string, Box>,
  size: number,
  breaks: readonly number[] = [],
): Heights {
  const { index, rows, cells, lanes } = bones
  return heightsOf(index, rows, cells, boxes, lanes.length, spacesOf(size), breaks)
}

export function chartOf(
  bones: Skeleton,
  boxes: ReadonlyMap<string, Box>,
  size: number,
  widths: readonly number[],
  breaks: readonly number[] = [],
): Chart {
  const { wires, lanes, cells } = bones
  const heights = heightOf(bones, boxes, size, breaks)
  const gap = spacesOf(size).wire
  const boxAt = (id: string): { readonly y: number; readonly box: Box } | null => {
    const box = boxes.get(id)
    const y = heights.box.get(id)
    return box && y !== undefined ? { box, y } : null
  }
  const uprights = uprightsOf(wires, heights, boxAt)
  const tracks = new Map<Upright, number>()
  const gutters = Array.from({ length: lanes.length + 1 }, (_, g) => {
    const here = uprights.filter(({ gutter }) => gutter === g)
    tracksOf(here).forEach((track, i) => {
      const upright = here[i]
      if (upright) tracks.set(upright, track)
    })
    const count = Math.max(0, ...here.map((upright) => (tracks.get(upright) ?? 0) + 1))
    const edge = g === 0 || g === lanes.length
    return count === 0 ? (edge ? 2 : indentOf(size) * 0.6) : (count + 1) * gap + (edge ? 0 : 3)
  })
  const columns: { lane: string; x: number; width: number }[] = []
  const gutterX: number[] = []
  let x = 0
  lanes.forEach((lane, i) => {
    gutterX.push(x)
    x += gutters[i] ?? 0
    columns.push({ lane, x, width: widths[i] ?? 0 })
    x += widths[i] ?? 0
  })
  gutterX.push(x)
  const uprightX = (wire: Wires, gutter: number): number => {
    const upright = uprights.find((u) => u.wires === wire && u.gutter === gutter)
    return (gutterX[gutter] ?? 0) + gap * (1 + (upright ? (tracks.get(upright) ?? 0) : 0))
  }
  const placed = [...cells].flatMap(([id, { col }]): readonly PlacedBox[] => {
    const at = boxAt(id)
    const column = columns[col]
    return at && column ? [{ box: at.box, x: column.x, y: at.y, width: column.width }] : []
  })
  // In the order in which it is read: down, then across.
  placed.sort((a, b) => a.y - b.y || a.x - b.x)
  const byId = new Map(placed.map((box) => [box.box.step.step.id, box]))
  return {
    width: x + (gutters[lanes.length] ?? 0),
    height: heights.height,
    columns,
    bands: heights.bands,
    cuts: heights.cuts,
    boxes: placed,
    lines: wires.map((wire) => ({ net: wire.net, ways: waysOf(wire) })),
  }

  function waysOf(wire: Wires): readonly (readonly Point[])[] {
    const from = byId.get(wire.net.from)
    if (!from) return []
    const levelY = heights.level.get(wire)
    const head: Point[] = []
    if (wire.start === null) head.push({ x: middle(from), y: from.y + from.box.height })
    else {
      const y = from.y + exitOf(from.box, wire.net.exit)
      head.push({ x: wire.net.side === 'left' ? from.x : from.x + from.width, y })
      head.push({ x: uprightX(wire, wire.start), y })
    }
    const lastX = head.at(-1)?.x ?? 0
    return wire.ends.flatMap((end): readonly (readonly Point[])[] => {
      const to = byId.get(end.to)
      if (!to) return []
      const x = end.gutter === null ? middle(to) : uprightX(wire, end.gutter)
      const points = [...head]
      if (end.byLevel && levelY !== undefined && x !== lastX)
        points.push({ x: lastX, y: levelY }, { x, y: levelY })
      if (end.gutter === null) points.push({ x, y: to.y })
      else {
        const y = to.y + entryOf(to.box, end.slot)
        points.push({ x, y }, { x: end.side === 'left' ? to.x : to.x + to.width, y })
      }
      return [points]
    })
  }
}

const middle = (box: PlacedBox): number => box.x + box.width / 2

interface Upright {
  readonly wires: Wires
  readonly gutter: number
  readonly from: number
  readonly to: number
  readonly ties: readonly { readonly at: number; readonly side: -1 | 1 }[]
}

/** The upright wires of every net, one for each gutter it uses, with where they begin and end. */
function uprightsOf(
  all: readonly Wires[],
  heights: Heights,
  boxAt: (id: string) => { readonly y: number; readonly box: Box } | null,
): readonly Upright[] {
  const found: Upright[] = []
  for (const wires of all) {
    const levelY = heights.level.get(wires)
    const used = new Set(wires.ends.flatMap(({ gutter }) => (gutter === null ? [] : [gutter])))
    if (wires.start !== null) used.add(wires.start)
    for (const gutter of used) {
      const ties: { at: number; side: -1 | 1 }[] = []
      const own = boxAt(wires.net.from)
      if (gutter === wires.start && own)
        ties.push({
          at: own.y + exitOf(own.box, wires.net.exit),
          side: wires.net.side === 'left' ? 1 : -1,
        })
      for (const end of wires.ends) {
        const to = boxAt(end.to)
        if (end.gutter !== gutter || !to) continue
        ties.push({ at: to.y + entryOf(to.box, end.slot), side: end.side === 'left' ? 1 : -1 })
      }
      if (levelY !== undefined && wires.level && touches(wires, gutter)) {
        if (wires.level.first < 2 * gutter) ties.push({ at: levelY, side: -1 })
        if (wires.level.last > 2 * gutter) ties.push({ at: levelY, side: 1 })
      }
      const ys = ties.map(({ at }) => at)
      if (ys.length > 0)
        found.push({ wires, gutter, from: Math.min(...ys), to: Math.max(...ys), ties })
    }
  }
  return found
}

/** The level wire is joined to the upright wire of this gutter. */
const touches = (wires: Wires, gutter: number): boolean =>
  gutter === wires.start || wires.ends.some((end) => end.gutter === gutter && end.byLevel)
