import { onVisible } from './visibility.ts'

export interface WakeLock {
  /** Keeps the screen on until released; does what it can and never fails. */
  hold(): void
  release(): void
}

/** The browser takes the lock away when the page is hidden, so it is asked for again at each return. */
export function wakeLock(): WakeLock {
  let wanted = false
  let asking = false
  let held: WakeLockSentinel | null = null

  const ask = async (): Promise<void> => {
    if (!wanted || asking || (held && !held.released) || !('wakeLock' in navigator)) return
    asking = true
    try {
      held = await navigator.wakeLock.request('screen')
    } catch {
      // Refused: battery saver, a hidden page, or a home-screen app before iOS 18.4.
    }
    asking = false
    if (!wanted) await letGo()
  }
  const letGo = async (): Promise<void> => {
    const lock = held
    held = null
    await lock?.release().catch(() => undefined)
  }

  onVisible(() => void ask())
  return {
    hold() {
      wanted = true
      void ask()
    },
    release() {
      wanted = false
      void letGo()
    },
  }
}
