import type { Draft, Occurred } from '../events/events.ts'
import type { LogState } from '../evolve/state.ts'
import type { Hash } from '../ids.ts'
import { words } from '../wording.ts'

/** One row of a table kept elsewhere, read and ready to be a line of the chronology. */
export interface RowToImport {
  /** From 1, as the table's own program counts. */
  readonly row: number
  readonly occurred: Occurred
  /** The time as the table writes it. */
  readonly when: string
  readonly body: string
  readonly from?: string
  readonly to?: string
  readonly by?: string
  /** What the table names as its source for this row. */
  readonly origin?: string
}

export type TableCommand = {
  readonly do: 'importTable'
  /** SHA-256 of the file as it was chosen. */
  readonly file: Hash
  readonly name: string
  /** From 1. */
  readonly sheet: number
  readonly sheetName?: string
  readonly rows: readonly RowToImport[]
}

/** Rows taken in at once: one transaction, all of it or nothing. */
export const mostRows = 5_000
const mostWords = 20_000
const mostShort = 400

/** One event a row. Rows that the log holds already, and that still stand, are left out. */
export function tableDrafts(command: TableCommand, state: LogState): readonly Draft[] {
  const known = importedRows(state, command.file, command.sheet)
  return command.rows
    .filter(({ row }) => !known.has(row))
    .map((row) => ({
      type: 'note.recorded',
      data: {
        occurred: row.occurred,
        kind: null,
        means: null,
        certainty: null,
        patientSafety: false,
        stamp: false,
        step: null,
        row: { file: command.file, sheet: command.sheet, row: row.row },
      },
      text: words({
        body: row.body,
        from: row.from,
        to: row.to,
        by: row.by,
        file: command.name,
        sheet: command.sheetName,
        when: row.when,
        origin: row.origin,
      }),
    }))
}

export function refuseTable(command: TableCommand, state: LogState): 'empty' | 'tooLong' | null {
  if (command.rows.length > mostRows || tooLong(command)) return 'tooLong'
  return tableDrafts(command, state).length === 0 ? 'empty' : null
}

const tooLong = ({ name, sheetName, rows }: TableCommand): boolean =>
  [name, sheetName ?? ''].some((text) => text.length > mostShort) ||
  rows.some(
    ({ body, when, from, to, by, origin }) =>
      body.length > mostWords ||
      [when, from, to, by, origin].some((text) => (text ?? '').length > mostShort),
  )

/** Rows of a file's sheet that were taken in before. What was struck since may come in again. */
export function importedRows(state: LogState, file: Hash, sheet: number): ReadonlySet<number> {
  const rows = new Set<number>()
  for (const { event, struck } of state.entries) {
    if (struck || event.kind !== 'known' || event.type !== 'note.recorded') continue
    const { row } = event.data
    if (row && row.file === file && row.sheet === sheet) rows.add(row.row)
  }
  return rows
}
