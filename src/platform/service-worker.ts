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
}

export interface ServiceWorkerHandle {
  /** Undefined when there is no service worker, or when it does not answer in time. */
  status(): Promise<BuildStatus | undefined>
  /** Called after each change of the worker; returns how to stop listening. */
  onStatus(listener: (status: BuildStatus) => void): () => void
  /** Makes the newest complete build the one served from the next load on; does not reload. */
  movePin(): Promise<BuildStatus | undefined>
}

/** Reading and hashing every file takes a slow phone a while, a repair over a slow network more. */
const ANSWER_MS = 15_000

const absent: ServiceWorkerHandle = {
  status: async () => undefined,
  onStatus: () => () => undefined,
  movePin: async () => undefined,
}

export function registerServiceWorker(): ServiceWorkerHandle {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return absent

  // Not needed for the first paint: read beside it, and held from then on.
  const workboxWindow = import('workbox-window')
  workboxWindow.catch(() => undefined)
  const listeners = new Set<(status: BuildStatus) => void>()
  const ask = async (type: 'status' | 'pin.move'): Promise<BuildStatus | undefined> => {
    // A worker that is just being replaced may never answer: then its successor is asked.
    for (let tries = 0; tries < 2; tries += 1) {
      const active = (await navigator.serviceWorker.getRegistration())?.active
      if (!active) return undefined
      const late = new Promise<undefined>((resolve) => setTimeout(resolve, ANSWER_MS, undefined))
      const { messageSW } = await workboxWindow
      const answer = await Promise.race([messageSW(active, { type }) as Promise<BuildStatus>, late])
      if (answer) return answer
    }
    return undefined
  }
  const tell = async (type: 'status' | 'pin.move') => {
    const status = await ask(type)
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
    movePin: () => tell('pin.move'),
  }
}
