/**
 * happy-dom lays nothing out, and a list that renders only what is in sight needs sizes. Every list
 * item gets one height and everything else another; scrolling works on those.
 */
export interface Layout {
  restore(): void
}

export function layOut(view = 640, row = 80): Layout {
  const { prototype } = window.HTMLElement
  const size = (element: Element): number => (element.tagName === 'LI' ? row : view)
  const before = window.ResizeObserver
  const parent = Object.getOwnPropertyDescriptor(prototype, 'offsetParent')
  class Sizes {
    readonly #told: ResizeObserverCallback
    readonly #watched = new Set<Element>()
    constructor(told: ResizeObserverCallback) {
      this.#told = told
    }
    observe(target: Element): void {
      this.#watched.add(target)
      queueMicrotask(() => {
        if (!this.#watched.has(target)) return
        const contentRect = { height: size(target), width: 360 }
        const entry = { target, contentRect } as unknown as ResizeObserverEntry
        this.#told([entry], this as unknown as ResizeObserver)
      })
    }
    unobserve(target: Element): void {
      this.#watched.delete(target)
    }
    disconnect(): void {
      this.#watched.clear()
    }
  }
  Object.assign(window, { ResizeObserver: Sizes })
  Object.defineProperty(prototype, 'offsetParent', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentElement
    },
  })
  return {
    restore() {
      Object.assign(window, { ResizeObserver: before })
      if (parent) Object.defineProperty(prototype, 'offsetParent', parent)
    },
  }
}
