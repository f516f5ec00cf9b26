import type { WayState } from '../../domain/flow/map.ts'
import type { FlowPart } from './flow-edges.ts'

/** The lines of the rails before they have tracks: from which line of text to which. */
export interface Trunk {
  readonly lane: string
  readonly back: boolean
  /** It comes straight down the middle of the lane, where nothing stands between. */
  readonly drop: boolean
  /** Lines of text of the steps it leads to: all of them, whichever way one came. */
  readonly targets: readonly number[]
  readonly sources: readonly { readonly line: number; readonly state: WayState }[]
}

/** A line of text: a step, or one of the answers of a decision. */
export interface TextLine {
  readonly step: string
  readonly lane: string
  readonly exit: number | null
}

/**
 * What leads from an exit to one lane runs together, and so does what leads to the very same steps:
 * the fewer tracks, the more room for words. A step that begins itself anew has no line; its words
 * say so.
 */
export function trunksOf(part: FlowPart, lines: readonly TextLine[]): readonly Trunk[] {
  const steps = new Map(part.steps.map((flow) => [flow.step.id, flow]))
  const lineOf = new Map<string, number>()
  lines.forEach(({ step, exit }, i) => {
    if (exit === null) lineOf.set(step, i)
  })
  const free = (lane: string, above: number, below: number): boolean =>
    lines.slice(above + 1, below).every((line) => line.lane !== lane)
  const trunks = new Map<
    string,
    Trunk & { readonly sources: { line: number; state: WayState }[] }
  >()
  const add = (
    lane: string,
    back: boolean,
    targets: readonly number[],
    line: number,
    state: WayState,
  ) => {
    const [only] = targets
    const drop =
      !back && targets.length === 1 && only !== undefined && only > line && free(lane, line, only)
    const key = `${lane} ${back} ${drop} ${targets.join(' ')}`
    const known = trunks.get(key)
    if (known) known.sources.push({ line, state })
    else trunks.set(key, { lane, back, drop, targets, sources: [{ line, state }] })
  }
  lines.forEach(({ step: id, exit }, line) => {
    const step = steps.get(id)
    if (!step || (step.step.type !== 'step') !== (exit !== null)) return
    const state = step.exits[exit ?? 0]?.state ?? 'notYet'
    const ahead = new Map<string, number[]>()
    for (const edge of part.edges) {
      const target = lineOf.get(edge.to)
      if (edge.from !== id || edge.exit !== (exit ?? 0) || target === undefined) continue
      const lane = lines[target]?.lane ?? ''
      if (edge.to === id) continue
      if (edge.back || target < line) add(lane, true, [target], line, state)
      else ahead.set(lane, [...(ahead.get(lane) ?? []), target])
    }
    for (const [lane, targets] of ahead)
      add(
        lane,
        false,
        targets.sort((a, b) => a - b),
        line,
        state,
      )
  })
  return [...trunks.values()]
}

const strength: Record<WayState, number> = { notYet: 0, notTaken: 1, former: 2, taken: 3 }

export const strongest = (states: readonly WayState[]): WayState =>
  states.reduce<WayState>(
    (most, state) => (strength[state] > strength[most] ? state : most),
    'notYet',
  )
