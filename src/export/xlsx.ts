import { unzipSync, zipSync } from 'fflate/browser'
import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/universal'
import { chronology } from '../domain/chronology/chronology.ts'
import type { CsvColumn, CsvWords } from '../domain/chronology/csv-words.ts'
import type { RecordWords } from '../domain/describe/describe.ts'
import { describe } from '../domain/describe/describe.ts'
import { type FactLine, factLines, timeText } from '../domain/describe/evidence.ts'
import { evidenceItems } from '../domain/evidence/evidence.ts'
import type { LogState } from '../domain/evolve/state.ts'
import { jstOffsetMinutes, minuteMs } from '../domain/instant.ts'
import type { Entry } from '../domain/log/entry.ts'
import { type Cell, cellsOf } from './cells.ts'
import { isFormula } from './spreadsheet.ts'
import { type PrintedSheet, printing } from './xlsx-print.ts'

/** What is read comes first and is printed; what programs and doubters need stands to the right of it. */
export const xlsxColumns: readonly CsvColumn[] = [
  ...(['no', 'occurred', 'precision', 'head', 'body', 'details', 'by', 'recorded'] as const),
  ...(['late', 'kind', 'lane', 'step', 'from', 'to', 'means', 'certainty'] as const),
  ...(['patientSafety', 'unresolved', 'struck', 'history', 'clock', 'deviceMark'] as const),
  ...(['stepId', 'device', 'event', 'mode', 'incident', 'occurredIso', 'recordedIso'] as const),
]
const printedColumns = 8

/** In characters of the sheet's font; a Japanese one takes two. */
const widths: Readonly<Record<CsvColumn, number>> = {
  ...{ no: 6, occurred: 17, occurredIso: 30, precision: 7, recorded: 20, recordedIso: 30 },
  ...{ late: 7, kind: 13, lane: 18, stepId: 9, step: 32, head: 30, body: 60, details: 28 },
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
  const heading = tallEnough(
    xlsxColumns.map((column) => headCell(columns.columns[column])),
    xlsxColumns.map((column) => widths[column]),
  )
  const rows = entries.map((entry) => {
    const cells = cellsOf(entry, state, words, columns)
    return tallEnough(
      xlsxColumns.map((column) => cellOf(column, entry, cells[column])),
      xlsxColumns.map((column) => (unread.has(column) ? null : widths[column])),
    )
  })
  const name = words.language === 'ja' ? 'クロノロ' : 'Chronology'
  const register = custodySheet(state, words)
  const sheets: Sheet<Blob>[] = [
    {
      data: [heading, ...rows],
      sheet: name,
      columns: xlsxColumns.map((column) => ({ width: widths[column] })),
      ...frozen,
    },
    ...register.map(({ sheet }) => sheet),
  ]
  const printed = [
    { name, columns: printedColumns, rows: rows.length + 1 },
    ...register.map(({ print }) => print),
  ]
  const file = await writeXlsxFile(sheets, { features: [printing(printed)] }).toBlob()
  return undated(new Uint8Array(await file.arrayBuffer()))
}

/** The library writes the time of packing beside every part; the same record must make the same bytes. */
const undated = (workbook: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  zipSync(unzipSync(workbook), { mtime: new Date(1980, 0, 1) })

const lineHeight = 15
/** Excel's own limit for one row, in points. */
const mostHeight = 409

/** What is there for programs: that it is shown to its end makes no row taller. */
const unread: ReadonlySet<CsvColumn> = new Set([
  ...(['device', 'event', 'incident', 'occurredIso', 'recordedIso'] as const),
])

/** A program that sets no heights of its own (LibreOffice) would show the first line of each cell only. */
function tallEnough(row: readonly CellObject[], widths: readonly (number | null)[]): CellObject[] {
  const lines = row.map(({ value }, i) =>
    typeof value === 'string' ? linesOf(value, widths[i] ?? Number.POSITIVE_INFINITY) : 1,
  )
  const height = Math.min(mostHeight, lineHeight * Math.max(...lines))
  return row.map((cell) => ({ ...cell, height }))
}

/** Lines a text takes in a column; what is no ASCII is as wide as two. */
const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce(
    (lines, line) =>
      // A word or a mark that may not begin a line leaves some of it empty.
      lines + Math.max(1, Math.ceil(line.replaceAll(/[^ -~]/g, '　　').length / (width * 0.92))),
    0,
  )

const frozen = { stickyRowsCount: 1, stickyColumnsCount: 2, orientation: 'landscape' } as const

const headCell = (value: string): CellObject => ({
  ...{ value, type: String, fontWeight: 'bold', ...shared },
  ...{ backgroundColor: '#e6e9ef', bottomBorderStyle: 'thin' },
})

/** The columns of the register before its chain of custody: printed with it. */
const registerFirst: readonly FactLine['field'][] = [
  ...(['kind', 'label', 'found', 'place', 'serial', 'digest'] as const),
]
/** The others, in the order of its form. */
const registerFields: readonly FactLine['field'][] = [
  ...(['foundBy', 'maker', 'model', 'host', 'ip', 'mac', 'power', 'clock', 'screen'] as const),
  ...(['acquired', 'acquiredBy', 'witness', 'method', 'tool', 'seal', 'storage', 'body'] as const),
]

const registerWidths: readonly number[] = [
  ...[10, ...registerFirst.map(() => 20), 70],
  ...registerFields.map(() => 20),
]

/** The evidence register as a sheet of its own, where anything is registered. */
function custodySheet(
  state: LogState,
  words: RecordWords,
): readonly { readonly sheet: Sheet<Blob>; readonly print: PrintedSheet }[] {
  const items = evidenceItems(state)
  if (items.length === 0) return []
  const { evidence } = words
  const ja = words.language === 'ja'
  const typed = (text: string): CellObject => {
    const safe = guarded(text)
    return safe === '' ? {} : { value: short(safe), type: String, format: asText, ...shared }
  }
  const rows = items.map((item) => {
    const facts = new Map(factLines(item.facts, words).map(({ field, value }) => [field, value]))
    const custody = item.chain.map(({ entry }) => {
      const { head, meta } = describe(entry, state, words)
      const struck = entry.struck ? ` [${words.amendment.struck}]` : ''
      return `${timeText(entry.occurred, evidence)} ${[head, ...meta].join('・')}${struck}`
    })
    return tallEnough(
      [
        typed(evidence.number(item.number) + (item.struck ? ` [${words.amendment.struck}]` : '')),
        ...registerFirst.map((field) => typed(facts.get(field) ?? '')),
        typed(custody.join('\n')),
        ...registerFields.map((field) => typed(facts.get(field) ?? '')),
      ],
      registerWidths,
    )
  })
  const heads = [
    ja ? '番号' : 'No',
    ...registerFirst.map((field) => evidence.field[field]),
    ja ? '受渡しの履歴' : 'Chain of custody',
    ...registerFields.map((field) => evidence.field[field]),
  ]
  const name = ja ? '証拠台帳' : 'Evidence'
  return [
    {
      sheet: {
        data: [tallEnough(heads.map(headCell), registerWidths), ...rows],
        sheet: name,
        columns: registerWidths.map((width) => ({ width })),
        ...frozen,
      },
      print: { name, columns: registerFirst.length + 2, rows: rows.length + 1 },
    },
  ]
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

/** A table of strings that is a plain object gives these the text of another cell (write-excel-file 4.1.1). */
const isOfEveryObject = (text: string): boolean => text in Object.prototype

const guarded = (text: string): string =>
  isFormula(text) || text.startsWith("'") || isOfEveryObject(text) ? `'${text}` : text

const short = (text: string): string =>
  text.length <= mostCharacters ? text : text.slice(0, mostCharacters - cut.length) + cut
