/** Pieces that are still read; a sample of twenty numbers is not. */
const most = 8

/**
 * Line numbers as people write them: three or more in a row as a range, the first eight of them, and
 * how many numbers more there are.
 */
export function numberList(numbers: readonly number[], more: (count: number) => string): string {
  const runs: { from: number; to: number }[] = []
  for (const no of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && no === last.to + 1) last.to = no
    else runs.push({ from: no, to: no })
  }
  const pieces = runs.flatMap(({ from, to }) =>
    to - from < 2
      ? Array.from({ length: to - from + 1 }, (_, i) => ({ text: `${from + i}`, count: 1 }))
      : [{ text: `${from}–${to}`, count: to - from + 1 }],
  )
  const shown = pieces.slice(0, most)
  const rest = pieces.slice(most).reduce((sum, { count }) => sum + count, 0)
  return `${shown.map(({ text }) => text).join(', ')}${rest > 0 ? more(rest) : ''}`
}
