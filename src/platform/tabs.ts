import { isDeviceId, isLogId } from '../domain/ids.ts'
import type { TabMessage, Tabs } from '../domain/ports.ts'

/** An older or newer build in another tab may speak otherwise: what is not understood is not heard. */
function read(data: unknown): TabMessage | null {
  if (typeof data !== 'object' || data === null) return null
  const { log, device } = data as { readonly log?: unknown; readonly device?: unknown }
  if (typeof log !== 'string' || typeof device !== 'string') return null
  return isLogId(log) && isDeviceId(device) ? { log, device } : null
}

export function tabs(): Tabs {
  if (!('BroadcastChannel' in globalThis)) return { tell: () => {}, listen: () => () => {} }
  const channel = new BroadcastChannel('shodo:tabs')
  return {
    tell: (message) => channel.postMessage(message),
    listen(heard) {
      const hear = (event: MessageEvent<unknown>): void => {
        const message = read(event.data)
        if (message) heard(message)
      }
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
  }
}
