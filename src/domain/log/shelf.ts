import { instantMs } from '../instant.ts'
import type { LogRow } from '../ports.ts'

/** The incidents of this device as home shows them. */
export interface LogShelf {
  /** Not closed, the one written to last first. */
  readonly running: readonly LogRow[]
  readonly closed: readonly LogRow[]
  /** Running and closed ones, the one written to last first. */
  readonly all: readonly LogRow[]
  /** Tombstones: the entries are gone, that they were there is not. */
  readonly deleted: readonly LogRow[]
}

export function shelve(rows: readonly LogRow[]): LogShelf {
  const newestFirst = [...rows].sort((a, b) => lastMs(b) - lastMs(a))
  const kept = newestFirst.filter((row) => !row.deleted)
  return {
    running: kept.filter((row) => !row.summary.closed),
    closed: kept.filter((row) => row.summary.closed),
    all: kept,
    deleted: newestFirst.filter((row) => row.deleted),
  }
}

/** Whether an incident or a drill runs: nothing about the app may change by itself until it ends. */
export const anyRunning = (rows: readonly LogRow[]): boolean =>
  shelve(rows.filter((row) => row.purpose === 'incident')).running.length > 0

/** Whether something real is being recorded; a drill does not count. */
export const liveRunning = (rows: readonly LogRow[]): boolean =>
  shelve(rows).running.some(({ mode }) => mode === 'live')

const lastMs = (row: LogRow): number => {
  const at = row.deleted?.at ?? row.summary.lastAt
  return at ? instantMs(at) : 0
}
