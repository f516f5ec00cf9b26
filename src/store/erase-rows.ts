import type { AppendRequest } from '../domain/ports.ts'
import type { EventRow, HeadRow } from './rows.ts'

/**
 * The rows that an append leaves without their text: of its own log only, and only those that have
 * one. The salt goes with it, so that a short word cannot be guessed from its hash.
 */
export const erasedRows = (
  { log }: AppendRequest,
  rows: readonly (EventRow | undefined)[],
): readonly EventRow[] =>
  rows.flatMap((row) =>
    row?.log === log && (row.text ?? row.textSalt) !== null
      ? [{ ...row, text: null, textSalt: null }]
      : [],
  )

/** The heads of a log whose name may have been erased: each carries what home shows of it. */
export const retoldHeads = (
  { device, summary }: AppendRequest,
  heads: readonly HeadRow[],
): readonly HeadRow[] =>
  heads.filter((head) => head.device !== device).map((head) => ({ ...head, summary }))
