import { foldText } from '../search.ts'

/** Shorter runs are in two texts by chance; letters of the alphabet need more of them. */
const least = { any: 3, latin: 5 } as const

/**
 * The longest run of letters that stands in both, compared as for searching, given as it was said; null
 * where none tells anything. Whoever says why words are left out may say a part of them again.
 */
export function repeatedWords(said: string, words: string): string | null {
  const [text, source] = [foldText(said), foldText(words)]
  let longest = ''
  let at = 0
  for (let from = 0; from + least.any <= text.length; from++) {
    let to = from + Math.max(least.any, longest.length + 1)
    while (to <= text.length && source.includes(text.slice(from, to))) {
      const run = text.slice(from, to).trim()
      const enough = /^[\x20-\x7e]*[a-z][\x20-\x7e]*$/.test(run) ? least.latin : least.any
      if (run.length >= enough && run.length > longest.length) {
        longest = run
        at = text.indexOf(run, from)
      }
      to++
    }
  }
  // Folding may have made it longer or shorter.
  const whole = said.slice(at, at + longest.length)
  return foldText(whole) === longest ? whole || null : longest
}
