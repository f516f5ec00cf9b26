import type { BuildStatus, ServiceWorkerHandle } from './service-worker.ts'

/** The shape `ui/services.ts` asks for; said here again because adapters do not see the screens. */
interface OfflineStatus {
  readonly ready: boolean
  readonly files: number
  readonly missing: number
  readonly updateWaiting: boolean
  readonly updateFailed: boolean
  readonly previous: string | null
}

/** Keeps the newest answer of the service worker, so that a screen need not wait for it. */
export function offline(worker: ServiceWorkerHandle): {
  current(): OfflineStatus | null
  listen(changed: (status: OfflineStatus) => void): () => void
  update(): Promise<void>
  goBack(): Promise<void>
  /** Serves the newest build from the next start on; this page stays as it is. */
  takeNext(): Promise<void>
} {
  let latest: OfflineStatus | null = null
  const listeners = new Set<(status: OfflineStatus) => void>()
  worker.onStatus((status) => {
    latest = statusOf(status)
    for (const listener of listeners) listener(latest)
  })
  return {
    current: () => latest,
    listen(changed) {
      listeners.add(changed)
      if (latest) changed(latest)
      return () => listeners.delete(changed)
    },
    async takeNext() {
      await worker.movePin()
    },
    async update() {
      // By the person's own wish also one that failed before.
      await worker.movePin(true)
      location.reload()
    },
    async goBack() {
      await worker.goBack()
      location.reload()
    },
  }
}

const statusOf = (status: BuildStatus): OfflineStatus => ({
  ready: status.ready,
  files: status.files,
  missing: status.missing.length,
  updateWaiting: status.latest !== status.pinned,
  updateFailed: status.failed !== null,
  previous: status.previous?.replace(/\.[^.]*$/, '') ?? null,
})
