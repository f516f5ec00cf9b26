import { go } from './route.ts'

/**
 * Files that hold another device's record and came in some other way than by choosing them, such as by
 * camera. The import screen takes them up as if they had been chosen there.
 */
let offered: readonly File[] = []
const waiting = new Set<() => void>()

/** Hands files to the import screen and goes there. */
export function offerCopy(files: readonly File[]): void {
  offered = files
  go({ at: 'import' })
  // It may be there already: then the address does not change.
  for (const wake of waiting) wake()
}

/** What was offered and not taken up yet; the second time, nothing. */
export function takeOffered(): readonly File[] {
  const files = offered
  offered = []
  return files
}

/** Calls when something is offered, until the returned function is called. */
export function listenForOffer(wake: () => void): () => void {
  waiting.add(wake)
  return () => void waiting.delete(wake)
}
