import { chronology } from '../domain/chronology/chronology.ts'
import { type CsvWords, csvColumns } from '../domain/chronology/csv-words.ts'
import type { RecordWords } from '../domain/describe/describe.ts'
import type { LogState } from '../domain/evolve/state.ts'
import { utf8 } from '../domain/json.ts'
import { type Cell, cellsOf } from './cells.ts'
import { plainCell, textCell } from './spreadsheet.ts'

/** Entries between two breaths. */
const partSize = 100

/**
 * The chronology for Japanese Excel: UTF-8 with BOM, CRLF, every cell quoted, no cell a formula.
 * For people to sort and filter; only the JSONL file can be verified or read back as a record.
 * Written in parts, telling how many entries are written; returns the file's bytes.
 */
export function* csvParts(
  state: LogState,
  words: RecordWords,
  columns: CsvWords,
): Generator<number, Uint8Array<ArrayBuffer>> {
  const entries = chronology(state.entries, 'occurred', {}, () => '')
  const rows = [csvColumns.map((column) => plainCell(columns.columns[column])).join(',')]
  for (const entry of entries) {
    const cells = cellsOf(entry, state, words, columns)
    rows.push(csvColumns.map((column) => cellText(cells[column])).join(','))
    if (rows.length % partSize === 0) yield rows.length - 1
  }
  return utf8(`\uFEFF${rows.join('\r\n')}\r\n`)
}

/** The file in one go, for whom waiting does not matter. */
export function csv(
  state: LogState,
  words: RecordWords,
  columns: CsvWords,
): Uint8Array<ArrayBuffer> {
  const parts = csvParts(state, words, columns)
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value
  }
}

const cellText = (cell: Cell): string =>
  'typed' in cell ? textCell(cell.typed) : plainCell(cell.made)
