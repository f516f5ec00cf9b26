import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/universal'
import { chronology } from '../domain/chronology.ts'
import { type CsvColumn, type CsvWords, csvColumns } from '../domain/csv-words.ts'
import type { RecordWords } from '../domain/describe.ts'
import type { Entry } from '../domain/entry.ts'
import { jstOffsetMinutes, minuteMs } from '../domain/instant.ts'
import type { LogState } from '../domain/state.ts'
import { type Cell, cellsOf } from './cells.ts'
import { isFormula } from './spreadsheet.ts'

/** In characters of the sheet's font; a Japanese one takes two. */
const widths: Readonly<Record<CsvColumn, number>> = {
  ...{ no: 6, occurred: 17, occurredIso: 30, precision: 9, recorded: 20, recordedIso: 30 },
  ...{ late: 7, kind: 13, lane: 18, stepId: 9, step: 32, head: 44, body: 60, details: 36 },
  ...{ from: 16, to: 16, means: 10, certainty: 10, by: 18, patientSafety: 10, unresolved: 10 },
  ...{
    struck: 8,
    history: 50,
    clock: 11,
    device: 20,
    deviceMark: 14,
    event: 20,
    mode: 9,
    incident: 38,
  },
}

/** Excel's own limit for one cell. */
const mostCharacters = 32_767
const cut = '…'

const shared = { alignVertical: 'top', wrap: true } as const
/** Text stays text, also when somebody edits the cell: a telephone number keeps its zero. */
const asText = '@'

/**
 * The chronology as an Excel workbook: first row and first two columns stay in sight, times are times
 * (Japan's), everything typed is text. What begins like a formula carries an apostrophe, so that it
 * stays harmless when the sheet is saved as CSV and opened again.
 */
export async function xlsx(
  state: LogState,
  words: RecordWords,
  columns: CsvWords,
): Promise<Uint8Array<ArrayBuffer>> {
  const entries = chronology(state.entries, 'occurred', {}, () => '')
  const heading = csvColumns.map(
    (column): CellObject => ({
      ...{ value: columns.columns[column], type: String, fontWeight: 'bold', ...shared },
      ...{ backgroundColor: '#e6e9ef', bottomBorderStyle: 'thin' },
    }),
  )
  const rows = entries.map((entry) => {
    const cells = cellsOf(entry, state, words, columns)
    return csvColumns.map((column) => cellOf(column, entry, cells[column]))
  })
  const data: SheetData = [heading, ...rows]
  const file = await writeXlsxFile(data, {
    sheet: words.language === 'ja' ? 'クロノロ' : 'Chronology',
    columns: csvColumns.map((column) => ({ width: widths[column] })),
    ...{ stickyRowsCount: 1, stickyColumnsCount: 2, orientation: 'landscape' },
  }).toBlob()
  return new Uint8Array(await file.arrayBuffer())
}

function cellOf(column: CsvColumn, entry: Entry, cell: Cell): CellObject {
  switch (column) {
    case 'no':
      return { value: entry.no, type: Number, alignVertical: 'top' }
    case 'occurred':
      return entry.occurred.at ? timeCell(entry.occurredMs, 'yyyy-mm-dd hh:mm') : {}
    case 'recorded':
      return entry.recordedAt ? timeCell(entry.recordedMs, 'yyyy-mm-dd hh:mm:ss') : {}
    default: {
      const text = 'typed' in cell ? guarded(cell.typed) : cell.made
      return text === '' ? {} : { value: short(text), type: String, format: asText, ...shared }
    }
  }
}

/** Workbooks know no zones: the cell holds what a clock in Japan shows. */
const timeCell = (ms: number, format: string): CellObject => ({
  value: new Date(ms + jstOffsetMinutes * minuteMs),
  ...{ type: Date, format, alignVertical: 'top' },
})

const guarded = (text: string): string =>
  isFormula(text) || text.startsWith("'") ? `'${text}` : text

const short = (text: string): string =>
  text.length <= mostCharacters ? text : text.slice(0, mostCharacters - cut.length) + cut
