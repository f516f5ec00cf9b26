/**
 * Shares a width among the lanes so that the picture gets as low as possible: a lane full of
 * decisions is given what a lane with two steps does not need. Deterministic, and never below `least`.
 */
export function shareWidth(
  lanes: number,
  total: number,
  least: number,
  heightWith: (widths: readonly number[]) => number,
): readonly number[] {
  let widths = new Array<number>(lanes).fill(Math.max(least, Math.floor(total / lanes)))
  let best = heightWith(widths)
  for (let step = Math.round(total / lanes / 3); step >= 6; step = Math.round(step / 2)) {
    for (let moved = true; moved; ) {
      moved = false
      for (let to = 0; to < lanes; to++)
        for (let from = 0; from < lanes; from++) {
          if (from === to || (widths[from] ?? 0) - step < least) continue
          const tried = widths.map((w, i) => (i === to ? w + step : i === from ? w - step : w))
          const height = heightWith(tried)
          if (height >= best - 1) continue
          widths = tried
          best = height
          moved = true
        }
    }
  }
  return widths
}
