import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/universal'
import { chronology } from '../domain/chronology.ts'
import { type CsvColumn, type CsvWords, csvColumns } from '../domain/csv-words.ts'
import type { RecordWords } from '../domain/describe.ts'
import { describe } from '../domain/describe.ts'
import { type FactLine, factLines, timeText } from '../domain/describe-evidence.ts'
import type { Entry } from '../domain/entry.ts'
import { evidenceItems } from '../domain/evidence.ts'
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
  const heading = csvColumns.map((column): CellObject => headCell(columns.columns[column]))
  const rows = entries.map((entry) => {
    const cells = cellsOf(entry, state, words, columns)
    return csvColumns.map((column) => cellOf(column, entry, cells[column]))
  })
  const file = await writeXlsxFile([
    {
      data: [heading, ...rows],
      sheet: words.language === 'ja' ? 'クロノロ' : 'Chronology',
      columns: csvColumns.map((column) => ({ width: widths[column] })),
      ...frozen,
    },
    ...custodySheet(state, words),
  ]).toBlob()
  return new Uint8Array(await file.arrayBuffer())
}

const frozen = { stickyRowsCount: 1, stickyColumnsCount: 2, orientation: 'landscape' } as const

const headCell = (value: string): CellObject => ({
  ...{ value, type: String, fontWeight: 'bold', ...shared },
  ...{ backgroundColor: '#e6e9ef', bottomBorderStyle: 'thin' },
})

/** The columns of the register, in the order of its form. */
const registerFields = [
  ...['kind', 'label', 'found', 'place', 'foundBy', 'maker', 'model', 'serial', 'host', 'ip'],
  ...['mac', 'power', 'clock', 'screen', 'acquired', 'acquiredBy', 'witness', 'method', 'tool'],
  ...['digest', 'seal', 'storage', 'body'],
] as readonly FactLine['field'][]

/** The evidence register as a sheet of its own, where anything is registered. */
function custodySheet(state: LogState, words: RecordWords): readonly Sheet<Blob>[] {
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
    return [
      typed(evidence.number(item.number) + (item.struck ? ` [${words.amendment.struck}]` : '')),
      ...registerFields.map((field) => typed(facts.get(field) ?? '')),
      typed(custody.join('\n')),
    ]
  })
  const heads = [
    ja ? '番号' : 'No',
    ...registerFields.map((field) => evidence.field[field]),
    ja ? '受渡しの履歴' : 'Chain of custody',
  ]
  return [
    {
      data: [heads.map(headCell), ...rows],
      sheet: ja ? '証拠台帳' : 'Evidence',
      columns: heads.map((_, i) => ({ width: i === 0 ? 10 : i === heads.length - 1 ? 80 : 20 })),
      ...frozen,
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
