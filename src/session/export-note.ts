import type { Instant, LogId } from '../domain/ids.ts'
import type { Ports } from './ports.ts'

/** When a log last left the phone as a file, and how many events it had then. */
export interface ExportNote {
  readonly at: Instant
  readonly events: number
}

export function exportNote(ports: Ports, log: LogId): ExportNote | null {
  const [at, events] = (ports.notebook.read(`exported:${log}`) ?? '').split(' ')
  return at && events ? { at: at as Instant, events: Number(events) } : null
}

export function writeExportNote(ports: Ports, log: LogId, events: number): ExportNote {
  const at = ports.clock.wall()
  ports.notebook.write(`exported:${log}`, `${at} ${events}`)
  return { at, events }
}
