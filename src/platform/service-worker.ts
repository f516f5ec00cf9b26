import { trustedScriptUrl } from './trusted-types.ts'

/** What the service worker found when it checked every file of the pinned build. */
export interface BuildStatus {
  /** Build ids start with the app version: `<__APP_VERSION__>.<hash of all files>`. */
  readonly build: string
  readonly pinned: string
  readonly latest: string
  readonly ready: boolean
  readonly files: number
  readonly missing: readonly string[]
  /** The newest build there is, when it did not come up here and an older one serves instead. */
  readonly failed: string | null
  /** The build that `goBack` would serve; null when none is kept. */
  readonly previous: string | null
}

type Message = 'status' | 'pin.move' | 'pin.back'

export interface ServiceWorkerHandle {
  /** Undefined when there is no service worker, or when it does not answer in time. */
  status(): Promise<BuildStatus | undefined>
  /** Called after each change of the worker; returns how to stop listening. */
  onStatus(listener: (status: BuildStatus) => void): () => void
  /**
   * Makes the newest complete build the one served from the next load on; does not reload. A build
   * that did not come up here is left out, unless it is to be tried `again`.
   */
  movePin(again?: boolean): Promise<BuildStatus | undefined>
  /** Makes the build that came up before this one the one served from the next load on. */
  goBack(): Promise<BuildStatus | undefined>
  /** This page came up whole: its build is not on trial any more. */
  alive(version: string): void
}

/** Reading and hashing every file takes a slow phone a while, a repair over a slow network more. */
const ANSWER_MS = 15_000

const absent: ServiceWorkerHandle = {
  status: async () => undefined,
  onStatus: () => () => undefined,
  movePin: async () => undefined,
  goBack: async () => undefined,
  alive: () => undefined,
}

export function registerServiceWorker(): ServiceWorkerHandle {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return absent

  // Not needed for the first paint: read beside it, and held from then on.
  const workboxWindow = import('workbox-window')
  workboxWindow.catch(() => undefined)
  const listeners = new Set<(status: BuildStatus) => void>()
  let cameUp: string | undefined
  const ask = async (type: Message, again = false): Promise<BuildStatus | undefined> => {
    // A worker that is just being replaced may never answer: then its successor is asked.
    for (let tries = 0; tries < 2; tries += 1) {
      const active = (await navigator.serviceWorker.getRegistration())?.active
      if (!active) return undefined
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, ANSWER_MS, undefined))
      const { messageSW } = await workboxWindow
      // Said each time: the worker that heard it may have been replaced since.
      const message = { type, again, ...(cameUp && { alive: cameUp }) }
      const answer = await Promise.race([messageSW(active, message) as Promise<BuildStatus>, late])
      if (answer) return answer
    }
    return undefined
  }
  const tell = async (type: Message, again?: boolean) => {
    const status = await ask(type, again)
    if (status) for (const listener of listeners) listener(status)
    return status
  }
  const changed = () => void tell('status')

  const start = async () => {
    const { Workbox } = await workboxWindow
    const workbox = new Workbox(trustedScriptUrl('./sw.js'), { updateViaCache: 'none' })
    for (const event of ['installed', 'activated', 'controlling', 'redundant'] as const) {
      workbox.addEventListener(event, changed)
    }
    const registration = await workbox.register()
    changed()
    // The browser's own check after a navigation may come minutes later.
    await registration?.update()
  }
  // Without a worker (a private window, a host without HTTPS) the app runs, but is never "ready";
  // without a network there is nothing to update from.
  start().catch(() => undefined)

  return {
    status: () => ask('status'),
    onStatus(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    movePin: (again) => tell('pin.move', again),
    goBack: () => tell('pin.back'),
    alive(version) {
      cameUp = version
      changed()
    },
  }
}
