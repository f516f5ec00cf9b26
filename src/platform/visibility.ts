/** Calls `seen` whenever the page comes back to the front, where phones may have cut its storage. */
export function onVisible(seen: () => void): () => void {
  const look = (): void => {
    if (document.visibilityState === 'visible') seen()
  }
  document.addEventListener('visibilitychange', look)
  // A page restored from the back/forward cache may not change its visibility.
  addEventListener('pageshow', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    removeEventListener('pageshow', look)
  }
}
