/** The candidate that takes the fewest single-letter edits to reach; the earlier one on a tie. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    if (Math.abs(word.length - candidate.length) >= bestDistance) continue
    const distance = editDistance(word, candidate)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** The nearest candidate, when it is near enough to have been meant: one letter in four may differ. */
export function likelyMeant(word: string, candidates: readonly string[]): string | undefined {
  const candidate = nearest(word, candidates)
  const limit = Math.max(1, Math.floor(word.length / 4))
  return candidate !== undefined && editDistance(word, candidate) <= limit ? candidate : undefined
}

/**
 * Letters to add, drop, change or swap with their neighbour (`dnot` → `dont` is one), ignoring
 * case. Long words are cut: a key or an id is short.
 */
export function editDistance(a: string, b: string): number {
  const from = a.slice(0, 64).toLowerCase()
  const to = b.slice(0, 64).toLowerCase()
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, j) => j)]
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      row.push(
        Math.min(
          cell(i - 1, j - 1) + (same ? 0 : 1),
          cell(i - 1, j) + 1,
          cell(i, j - 1) + 1,
          swapped ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return cell(from.length, to.length)
}
