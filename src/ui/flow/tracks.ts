/**
 * Lines that run side by side, in the gutter between two lanes or in the channel between two rows,
 * get tracks of their own, in an order that lets few of them cross.
 */
export interface Run {
  readonly from: number
  readonly to: number
  /** Where a line leaves the run at a right angle: to the side before it (-1) or behind it (1). */
  readonly ties: readonly { readonly at: number; readonly side: -1 | 1 }[]
}

/** The track of each run, counted from 0. */
export function tracksOf(runs: readonly Run[]): readonly number[] {
  const order = fewCrossings(runs)
  const track = new Array<number>(runs.length).fill(0)
  order.forEach((index, place) => {
    const run = runs[index]
    if (!run) return
    for (const before of order.slice(0, place)) {
      const other = runs[before]
      if (other && overlap(run, other))
        track[index] = Math.max(track[index] ?? 0, (track[before] ?? 0) + 1)
    }
  })
  return track
}

/** Neighbours change places as long as that takes crossings away. */
function fewCrossings(runs: readonly Run[]): readonly number[] {
  const order = runs.map((_, index) => index)
  for (let round = 0; round < runs.length; round++) {
    let moved = false
    for (let i = 0; i + 1 < order.length; i++) {
      const a = runs[order[i] ?? 0]
      const b = runs[order[i + 1] ?? 0]
      if (!a || !b || crossings(b, a) >= crossings(a, b)) continue
      const kept = order[i] ?? 0
      order[i] = order[i + 1] ?? 0
      order[i + 1] = kept
      moved = true
    }
    if (!moved) break
  }
  return order
}

/** How often two runs cross when the first stands before the second. */
function crossings(first: Run, second: Run): number {
  const within = (at: number, run: Run): boolean => at > run.from && at < run.to
  const across =
    first.ties.filter(({ at, side }) => side === 1 && within(at, second)).length +
    second.ties.filter(({ at, side }) => side === -1 && within(at, first)).length
  // Two ends at one height would lie on each other.
  const touching = first.ties.some(
    (tie) => tie.side === 1 && second.ties.some((o) => o.side === -1 && o.at === tie.at),
  )
  return across + (touching ? 0.5 : 0)
}

const overlap = (a: Run, b: Run): boolean => a.from <= b.to && b.from <= a.to
