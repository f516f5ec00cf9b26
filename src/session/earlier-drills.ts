import { type PastDrill, pastDrill } from '../domain/drill/series.ts'
import type { LogRow } from '../domain/ports.ts'
import { runbookOf } from './compiled.ts'
import { loadLog, newLog } from './log.ts'
import type { Ports } from './ports.ts'

/**
 * The drills whose records lie on this device and that were carried to an end, evaluated again from
 * them, also those that were taken in. One that cannot be read is passed over and counted. Stops when it
 * is no longer wanted.
 */
export async function earlierDrills(
  ports: Ports,
  rows: readonly LogRow[],
  wanted: () => boolean,
): Promise<{ readonly drills: readonly PastDrill[]; readonly unread: number }> {
  const drills: PastDrill[] = []
  let unread = 0
  for (const row of rows) {
    if (row.deleted || row.mode !== 'drill') continue
    if (!wanted()) break
    try {
      const runbook = await runbookOf(ports, row.runbookHash)
      const log = newLog(row.log, row.purpose, row.mode, runbook, row.runbookHash)
      await loadLog(ports, log)
      const past = pastDrill(row.log, log.state, ports.signer.device)
      if (past) drills.push(past)
    } catch {
      unread++
    }
    await ports.breathe()
  }
  return { drills, unread }
}
