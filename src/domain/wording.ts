import { toWellFormed } from './json.ts'

/** Only the words that were given, well-formed; empty ones are left out. */
export function words<K extends string>(
  given: { [P in K]?: string | undefined },
): {
  [P in K]?: string
} {
  const kept: { [P in K]?: string } = {}
  for (const [name, value] of Object.entries(given) as [K, string | undefined][])
    if (value !== undefined && value !== '') kept[name] = toWellFormed(value)
  return kept
}
