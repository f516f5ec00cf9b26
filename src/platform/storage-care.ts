import type { StorageCare } from '../domain/ports.ts'

/** The browser's answer, or null where it has none (WebKitGTK lacks `navigator.storage`). */
async function answer<T>(ask: (storage: StorageManager) => Promise<T>): Promise<T | null> {
  try {
    return 'storage' in navigator ? await ask(navigator.storage) : null
  } catch {
    return null
  }
}

export const storageCare: StorageCare = {
  async health() {
    const [persisted, estimate] = await Promise.all([
      answer((storage) => storage.persisted()),
      answer((storage) => storage.estimate()),
    ])
    return { persisted, usage: estimate?.usage ?? null, quota: estimate?.quota ?? null }
  },
  persist: () => answer((storage) => storage.persist()),
}
