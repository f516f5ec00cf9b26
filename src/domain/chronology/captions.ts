import type { Entry } from '../log/entry.ts'
import { isAutomatic } from './chronology.ts'

/** The newest line, while it is a photo that nobody has described yet. */
export function uncaptioned(entries: readonly Entry[]): Entry | null {
  const newest = entries.findLast((entry) => !isAutomatic(entry))
  const bare = newest?.shape === 'file' && newest.body === null && !newest.struck
  return bare ? newest : null
}
