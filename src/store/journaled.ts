import type { EventStore } from '../domain/ports.ts'
import type { JournalWriter } from './journal.ts'

/** The store, and behind everything durable in it a second copy, which delays and fails nothing. */
export function journaled(store: EventStore, journal: JournalWriter): EventStore {
  return {
    ...store,
    async append(request) {
      const result = await store.append(request)
      if (result.ok) journal.add(request.log, request.events)
      else if (result.why === 'alreadyRecorded') journal.add(request.log, result.events)
      return result
    },
    async absorb(request) {
      const result = await store.absorb(request)
      if (!result.ok) return result
      for (const { bytes } of request.runbooks) journal.pin(bytes)
      journal.add(request.log, [...request.fresh, ...request.mended])
      return result
    },
    async saveRunbook(hash, bytes) {
      await store.saveRunbook(hash, bytes)
      journal.pin(bytes)
    },
    async remove(log, tombstone, expected) {
      const gone = await store.remove(log, tombstone, expected)
      if (gone) journal.removed(log)
      return gone
    },
  }
}
