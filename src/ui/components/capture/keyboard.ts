import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/**
 * Lifts the bar above the keyboard where the keyboard covers the page instead of shrinking it: iOS
 * always, while Chromium and Firefox obey `interactive-widget=resizes-content`.
 */
export function useAboveKeyboard(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = window.visualViewport
    if (!view) return
    const lift = (): void => {
      // Pinch zoom shrinks the visual viewport too, and is no keyboard.
      const hidden = view.scale > 1.01 ? 0 : window.innerHeight - view.height - view.offsetTop
      bar.current?.style.setProperty('--keyboard', `${Math.max(0, Math.round(hidden))}px`)
    }
    view.addEventListener('resize', lift)
    view.addEventListener('scroll', lift)
    return () => {
      view.removeEventListener('resize', lift)
      view.removeEventListener('scroll', lift)
    }
  }, [bar])
}
