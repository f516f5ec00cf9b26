/** What comes up only to throw at its first breath did not come up. */
const breathMs = 1000

/**
 * Tells how the start of this build went: `public/start-watch.js`, which stands outside of the app,
 * and, when it went well, whoever is handed in.
 */
export function startWatch(wentWell: () => void): {
  /** All that can be asked of a start is there. */
  cameUp(): void
  /** The app will not come up. Means nothing after it did. */
  failed(): void
} {
  let over = false
  return {
    cameUp() {
      setTimeout(() => {
        if (over) return
        over = true
        window.dispatchEvent(new Event('shodo:alive'))
        wentWell()
      }, breathMs)
    },
    failed() {
      if (over) return
      over = true
      window.dispatchEvent(new Event('shodo:failed'))
    },
  }
}
