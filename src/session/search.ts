import { chronology } from '../domain/chronology/chronology.ts'
import type { LogState } from '../domain/evolve/state.ts'
import type { Entry } from '../domain/log/entry.ts'
import type { LogRow } from '../domain/ports.ts'
import { runbookOf } from './compiled.ts'
import { loadLog, newLog } from './log.ts'
import type { Ports } from './ports.ts'

/** The lines of one incident in which the words were found. */
export interface FoundIn {
  readonly row: LogRow
  readonly state: LogState
  readonly entries: readonly Entry[]
}

/**
 * Looks for words in every incident of this device, the newest first, and tells after each what was
 * found so far. Stops when it is no longer wanted. An incident that cannot be read is passed over
 * and counted.
 */
export async function searchLogs(
  ports: Ports,
  rows: readonly LogRow[],
  words: string,
  shown: (entry: Entry, state: LogState) => string,
  told: (found: readonly FoundIn[], unread: number) => void,
  wanted: () => boolean,
): Promise<void> {
  const found: FoundIn[] = []
  let unread = 0
  for (const row of rows) {
    if (row.deleted) continue
    if (!wanted()) return
    try {
      const runbook = await runbookOf(ports, row.runbookHash)
      const log = newLog(row.log, row.purpose, row.mode, runbook, row.runbookHash)
      await loadLog(ports, log)
      const entries = chronology(log.state.entries, 'occurred', { text: words }, (entry) =>
        shown(entry, log.state),
      )
      if (entries.length > 0) found.push({ row, state: log.state, entries })
    } catch {
      unread++
    }
    if (!wanted()) return
    told([...found], unread)
    await ports.breathe()
  }
  if (rows.every((row) => row.deleted)) told([], 0)
}
