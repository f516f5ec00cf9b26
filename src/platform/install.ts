/** Chromium's event; no other browser has it, so the DOM types do not know it. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

export interface Install {
  /** Runs as an app of its own. */
  readonly standalone: boolean
  /**
   * A tab of Safari on iOS: its storage is deleted after 7 days of use without a visit, and is not
   * carried over to the home-screen app, so a real record must not begin here.
   */
  readonly iosTab: boolean
  /** Whether {@link prompt} would show the browser's own dialog. */
  canPrompt(): boolean
  /** From a tap. True when the person accepted. */
  prompt(): Promise<boolean>
  onChange(changed: () => void): () => void
}

/** iPadOS calls itself a Mac; only its touch screen gives it away. */
const isIos = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

/** Make it before the first paint: the browser offers the event once, early. */
export function install(): Install {
  let offer: InstallPromptEvent | null = null
  const listeners = new Set<() => void>()
  const set = (next: InstallPromptEvent | null): void => {
    offer = next
    for (const listener of listeners) listener()
  }
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    set(event as InstallPromptEvent)
  })
  addEventListener('appinstalled', () => set(null))
  const standalone =
    matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true)
  return {
    standalone,
    iosTab: isIos() && !standalone,
    canPrompt: () => offer !== null,
    async prompt() {
      const event = offer
      if (!event) return false
      // An offer can be used once.
      set(null)
      return (await event.prompt()).outcome === 'accepted'
    },
    onChange(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}
