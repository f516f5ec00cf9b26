import { type Instant, isLogId, type LogId } from '../domain/ids.ts'
import { isInstant } from '../domain/instant.ts'
import type { Notebook } from '../domain/ports.ts'
import type { Ports } from './ports.ts'

/** Entries that a log got back from the second copy. */
export interface Healed {
  readonly log: LogId
  readonly entries: number
}

/**
 * When something that holds no entries of its own was found short or spoilt and made good again: the
 * second copy, the witness, or in the store a log's own row, a chain's end, a runbook.
 */
export interface Mended {
  readonly at: Instant
  readonly what: 'copy' | 'witness' | 'store'
  /** Entries that the copy had lacked. */
  readonly entries: number
}

const healedKey = 'healed'
const mendedKey = 'mended'

/** Kept until somebody has read it: the app may be killed before. */
export function writeHealed(notebook: Notebook, healed: readonly Healed[]): readonly Healed[] {
  const sums = new Map<LogId, number>()
  for (const { log, entries } of healed) sums.set(log, (sums.get(log) ?? 0) + entries)
  notebook.write(healedKey, [...sums].map((pair) => pair.join(' ')).join(','))
  return [...sums].map(([log, entries]) => ({ log, entries }))
}

export function readHealed(notebook: Notebook): readonly Healed[] {
  return (notebook.read(healedKey) ?? '').split(',').flatMap((pair) => {
    const [log = '', entries] = pair.split(' ')
    return isLogId(log) && Number(entries) > 0 ? [{ log, entries: Number(entries) }] : []
  })
}

export function noteMended(ports: Ports, what: Mended['what'], entries: number): void {
  ports.notebook.write(mendedKey, `${ports.clock.wall()} ${what} ${entries}`)
}

export function readMended(notebook: Notebook): Mended | null {
  const [at = '', what, entries] = (notebook.read(mendedKey) ?? '').split(' ')
  if (!isInstant(at) || (what !== 'copy' && what !== 'witness' && what !== 'store')) return null
  return { at: at as Instant, what, entries: Number(entries) || 0 }
}
