import type { WayState } from '../../domain/flow/map.ts'
import type { FlowPart } from './flow-edges.ts'
import { railOrder } from './rail-order.ts'
import { strongest, type TextLine, type Trunk, trunksOf } from './rail-trunks.ts'

/**
 * The picture for a phone: one step a line, as on the map of a railway line. The lanes stay columns,
 * narrow ones, with the step's mark in its lane; its words stand beside them as ordinary text, so
 * they wrap, grow and are read aloud as text is. A decision has a line more for each answer.
 */
export interface Rails {
  readonly width: number
  readonly lanes: readonly { readonly lane: string; readonly x: number }[]
  readonly lines: readonly RailLine[]
}

export interface RailLine extends TextLine {
  readonly x: number
  /** From a decision's mark to its answers; from a step's mark to where lines leave it. */
  readonly stem: { readonly from: number; readonly to: number | null } | null
  readonly uprights: readonly RailUpright[]
  readonly levels: readonly RailLevel[]
}

/** `to` is null at the foot of the line, however high its words make it. */
export interface RailUpright extends Look {
  readonly x: number
  readonly from: number
  readonly to: number | null
  readonly arrow: boolean
}

export interface RailLevel extends Look {
  readonly y: number
  readonly from: number
  readonly to: number
  readonly arrow: boolean
}

interface Look {
  readonly state: WayState
  readonly back: boolean
}

/** Heights in a line, px. The mark stands at `mark`; what leaves a step leaves below it. */
export const railY = { mark: 24, half: 8, out: 40, exit: 14 } as const
const entries = [24, 19, 29] as const
const trackGap = 4
const laneGap = 4
/** Up to this width the lanes stand further apart; beyond it the words need the room. */
const roomy = 120

export function railsOf(part: FlowPart, lanes: readonly string[]): Rails {
  const lines = linesOf(part)
  const trunks = trunksOf(part, lines)
  const track = new Map<Trunk, number>()
  const counts = lanes.map((lane) =>
    pack(
      trunks.filter((trunk) => trunk.lane === lane && !trunk.drop),
      track,
    ),
  )
  const narrow = counts.reduce((sum, count) => sum + laneGap + count * trackGap + 2 * railY.half, 2)
  const spread = Math.min(laneGap * 3, Math.max(0, Math.floor((roomy - narrow) / lanes.length)))
  const places = new Map<string, { readonly left: number; readonly middle: number }>()
  let right = 0
  lanes.forEach((lane, i) => {
    const left = right + (i === 0 ? 3 : laneGap + spread)
    const middle = left + (counts[i] ?? 0) * trackGap + railY.half
    places.set(lane, { left, middle })
    right = middle + railY.half
  })
  const middleOf = (lane: string): number => places.get(lane)?.middle ?? 0
  const uprights: RailUpright[][] = lines.map(() => [])
  const levels: RailLevel[][] = lines.map(() => [])
  const entered = new Map<number, number>()
  for (const trunk of trunks) {
    const { lane, back, drop, sources, targets } = trunk
    const x = drop
      ? middleOf(lane)
      : (places.get(lane)?.left ?? 0) + (track.get(trunk) ?? 0) * trackGap + 1
    const all = strongest(sources.map(({ state }) => state))
    const stops: { line: number; y: number }[] = []
    for (const { line, state } of sources) {
      const source = lines[line]
      if (!source) continue
      const y = source.exit === null ? railY.out : railY.exit
      const from = middleOf(source.lane)
      if (from !== x) levels[line]?.push({ y, from, to: x, arrow: false, state, back })
      stops.push({ line, y })
    }
    for (const line of targets) {
      const slot = drop ? 0 : (entered.get(line) ?? 0)
      if (!drop) entered.set(line, slot + 1)
      const y = drop ? railY.mark - railY.half : (entries[slot % entries.length] ?? railY.mark)
      stops.push({ line, y })
      if (!drop)
        levels[line]?.push({
          ...{ y, from: x, to: middleOf(lane) - railY.half, arrow: true, back },
          state: all,
        })
    }
    const [first, last] = endsOf(stops)
    for (let line = first.line; line <= last.line; line++) {
      const passed = sources.filter((source) => (back ? source.line >= line : source.line <= line))
      uprights[line]?.push({
        x,
        from: line === first.line ? first.y : 0,
        to: line === last.line ? last.y : null,
        arrow: drop && line === last.line,
        state: strongest((passed.length > 0 ? passed : sources).map(({ state }) => state)),
        back,
      })
    }
  }
  return {
    width: right + 2,
    lanes: lanes.map((lane) => ({ lane, x: middleOf(lane) })),
    lines: lines.map((line, i) => ({
      ...line,
      x: middleOf(line.lane),
      stem: stemOf(
        lines,
        i,
        trunks.some(({ sources }) => sources.some((s) => s.line === i)),
      ),
      uprights: uprights[i] ?? [],
      levels: levels[i] ?? [],
    })),
  }
}

function linesOf(part: FlowPart): readonly TextLine[] {
  const steps = new Map(part.steps.map((flow) => [flow.step.id, flow]))
  return railOrder(part).flatMap((id): readonly TextLine[] => {
    const step = steps.get(id)
    if (!step) return []
    const { lane } = step.step
    const exits = step.step.type === 'step' ? [] : step.exits.map((_, exit) => exit)
    return [{ step: id, lane, exit: null }, ...exits.map((exit) => ({ step: id, lane, exit }))]
  })
}

/** Gives each trunk the first track that is free all along it; returns how many there are. */
function pack(trunks: readonly Trunk[], track: Map<Trunk, number>): number {
  const spans = trunks.map((trunk) => {
    const all = [...trunk.targets, ...trunk.sources.map(({ line }) => line)]
    return { trunk, from: Math.min(...all), to: Math.max(...all) }
  })
  // Long ones first and farthest from the marks: the short ones then cross the fewest.
  spans.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
  const tracks: { from: number; to: number }[][] = []
  for (const span of spans) {
    let at = tracks.findIndex((taken) =>
      taken.every(({ from, to }) => span.to < from || span.from > to),
    )
    if (at < 0) at = tracks.push([]) - 1
    tracks[at]?.push(span)
    track.set(span.trunk, at)
  }
  return tracks.length
}

function endsOf(stops: readonly { readonly line: number; readonly y: number }[]) {
  const sorted = [...stops].sort((a, b) => a.line - b.line || a.y - b.y)
  const none = { line: 0, y: 0 }
  return [sorted[0] ?? none, sorted.at(-1) ?? none] as const
}

function stemOf(lines: readonly TextLine[], at: number, leaves: boolean): RailLine['stem'] {
  const line = lines[at]
  const goesOn = line !== undefined && lines[at + 1]?.step === line.step
  const foot = railY.mark + railY.half
  if (line?.exit === null) {
    if (goesOn) return { from: foot, to: null }
    return leaves ? { from: foot, to: railY.out } : null
  }
  return { from: 0, to: goesOn ? null : railY.exit }
}
