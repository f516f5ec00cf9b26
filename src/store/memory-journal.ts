import type { DeviceId, EventId, LogId } from '../domain/ids.ts'
import { hashHex, type StoredEvent } from '../domain/log/event.ts'
import type { CopyFinding } from '../domain/ports.ts'
import type { JournalWriter } from './journal.ts'
import { compareLog, type StoreSide } from './journal-compare.ts'
import type { MemoryDisk } from './memory.ts'
import { byProof } from './rows.ts'

/** What two sessions share that stand for two runs of one browser. */
export interface MemoryCopy {
  readonly logs: Map<LogId, Map<EventId, StoredEvent>>
  readonly runbooks: Map<string, Uint8Array>
  readonly devices: Set<DeviceId>
}

export const memoryCopy = (): MemoryCopy => ({
  logs: new Map(),
  runbooks: new Map(),
  devices: new Set(),
})

/** A second copy that keeps nothing: for tests of what is made of one. */
export function memoryJournal(disk: MemoryDisk, copy: MemoryCopy = memoryCopy()): JournalWriter {
  const side = (log: LogId): StoreSide => ({
    facts: disk.logs.get(log),
    heads: [...disk.heads.values()].filter((head) => head.log === log),
    async *rows() {
      yield [...disk.events.values()].filter((row) => row.log === log).sort(byProof)
    },
  })
  const add = (log: LogId, events: readonly StoredEvent[]): void => {
    const known = copy.logs.get(log) ?? new Map<EventId, StoredEvent>()
    for (const event of events) known.set(event.id, event)
    copy.logs.set(log, known)
  }
  return {
    listen(changed) {
      changed('kept')
      return () => undefined
    },
    begun: async () => copy.logs.size > 0,
    async compare(device) {
      const begun = copy.devices.size === 0
      copy.devices.add(device)
      const findings: CopyFinding[] = []
      let [added, repaired] = [0, false]
      for (const log of new Set([...disk.logs.keys(), ...copy.logs.keys()])) {
        const records = [...(copy.logs.get(log)?.values() ?? [])].map(
          (event) => ({ is: 'event', event }) as const,
        )
        const found = await compareLog({ records, spoilt: 0, torn: false }, side(log))
        add(log, found.lacking)
        added += found.lacking.length
        repaired ||= found.short && !begun
        const { lost, rows, spoilt } = found
        if (lost > 0 || rows || spoilt) findings.push({ log, lost, rows, spoilt, tombstone: null })
      }
      const runbooks = [...copy.runbooks]
        .filter(([hash]) => !disk.runbooks.has(hash))
        .map(([hash, bytes]) => ({ hash, bytes }))
      return { findings, added, begun, repaired, runbooks, devices: [...copy.devices] }
    },
    read: async (log) => [...(copy.logs.get(log)?.values() ?? [])],
    async reseed(log) {
      for await (const rows of side(log).rows()) add(log, rows)
    },
    flush: () => undefined,
    add,
    pin: (bytes) => void copy.runbooks.set(hashHex(bytes), bytes),
    removed: (log) => void copy.logs.delete(log),
  }
}
