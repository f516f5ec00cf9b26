import type { TextOf } from '../events/events.ts'
import type { TableRow } from '../events/table.ts'

/** Where a line stood in a table kept elsewhere, for people. */
export interface TableRowPlace {
  /** The file's name; the first digits of its SHA-256 where its name was struck out. */
  readonly file: string
  readonly sheet: string | null
  readonly row: number
}

export const tableRowOf = (
  { file, row }: TableRow,
  text: TextOf<'note.recorded'> | null | undefined,
): TableRowPlace => ({
  file: text?.file ?? `SHA-256 ${file.slice(0, 12)}…`,
  sheet: text?.sheet ?? null,
  row,
})
