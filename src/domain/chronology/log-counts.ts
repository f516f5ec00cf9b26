import type { LogState } from '../evolve/state.ts'

/** What a reader of the whole record is told before reading it. */
export interface LogCounts {
  readonly entries: number
  readonly corrected: number
  readonly struck: number
  readonly late: number
  readonly unresolved: number
  readonly redacted: number
  readonly clockDoubt: number
  readonly unknown: number
  readonly damaged: number
  /** First and last 発生時刻; null in an empty log. */
  readonly period: { readonly fromMs: number; readonly toMs: number } | null
}

export function countLog(state: LogState): LogCounts {
  const counts = { corrected: 0, struck: 0, late: 0, unresolved: 0, redacted: 0, clockDoubt: 0 }
  let fromMs = Number.POSITIVE_INFINITY
  let toMs = Number.NEGATIVE_INFINITY
  for (const entry of state.entries) {
    if (entry.amendments.some((change) => change.what === 'corrected')) counts.corrected++
    if (entry.struck) counts.struck++
    if (entry.late) counts.late++
    if (entry.unresolved) counts.unresolved++
    if (entry.redacted) counts.redacted++
    if (entry.clockDoubt) counts.clockDoubt++
    // A damaged entry has no time; one whose time is unknown stands where it was recorded.
    if (entry.recordedAt === null) continue
    fromMs = Math.min(fromMs, entry.occurredMs)
    toMs = Math.max(toMs, entry.occurredMs)
  }
  const { unknown, damaged, entries } = state
  const period = fromMs <= toMs ? { fromMs, toMs } : null
  return { entries: entries.length, ...counts, unknown, damaged, period }
}

/** A hash in groups of four, to be read aloud or compared by eye. */
export const groupedHash = (hash: string): string => (hash.match(/.{1,4}/g) ?? []).join(' ')

/** Number of events in a log, the damaged ones among them. */
export const eventCount = (state: LogState): number => state.entry.size
