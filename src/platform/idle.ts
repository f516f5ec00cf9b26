const latestMs = 2000

/** Work that no one waits for: when the page has a moment, at the latest after two seconds. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: latestMs })
  // Safari has it behind a switch only.
  else setTimeout(work, latestMs / 2)
}
