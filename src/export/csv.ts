import { fileLine, filesOf } from '../domain/attachments.ts'
import { chronology, kindOf } from '../domain/chronology.ts'
import { type CsvColumn, type CsvWords, csvColumns } from '../domain/csv-words.ts'
import { describe, type RecordWords } from '../domain/describe.ts'
import type { Amendment, Entry } from '../domain/entry.ts'
import { instantFrom, instantMs } from '../domain/instant.ts'
import { utf8 } from '../domain/json.ts'
import type { LogState } from '../domain/state.ts'
import { plainCell, textCell } from './spreadsheet.ts'

/** Words a person typed, or what this app makes: only the first need a guard against guessing. */
type Cell = { readonly typed: string } | { readonly made: string }

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

const typed = (text: string | null | undefined): Cell => ({ typed: text ?? '' })
const made = (text: string | null | undefined): Cell => ({ made: text ?? '' })

function cellsOf(
  entry: Entry,
  state: LogState,
  words: RecordWords,
  columns: CsvWords,
): Record<CsvColumn, Cell> {
  const { event, occurred } = entry
  const { head, body, meta } = describe(entry, state, words)
  const note = event.kind === 'known' && event.type === 'note.recorded' ? event.data : null
  const lane = state.graph?.runbook.lanes.find((known) => known.id === entry.lane)
  const step = entry.step ? state.graph?.step.get(entry.step) : undefined
  const means = note?.means ?? (entry.shape === 'call' ? 'phone' : null)
  const mode = event.kind === 'damaged' ? state.mode : event.header.mode
  const attached = filesOf(entry)
  const files = attached.map((file) => fileLine(file, words))
  const names = new Set(attached.map((file) => file.name))
  const mark = (on: boolean, word: string): Cell => made(on ? word : '')
  return {
    no: made(`${entry.no}`),
    occurred: made(occurred.at ? readable(occurred.at) : ''),
    occurredIso: made(occurred.at ? instantFrom(instantMs(occurred.at)) : ''),
    precision: made(columns.precision[occurred.precision]),
    recorded: made(entry.recordedAt ? readable(entry.recordedAt, true) : ''),
    recordedIso: made(entry.recordedAt),
    late: mark(entry.late, columns.late),
    kind: made(columns.kinds[kindOf(entry)]),
    lane: typed(lane?.title[words.language]),
    stepId: typed(entry.step),
    step: typed(step?.title[words.language]),
    head: typed(head),
    body: typed(body),
    details: typed([...meta.filter((part) => !names.has(part)), ...files].join(' / ')),
    from: typed(entry.from),
    to: typed(entry.to),
    means: made(means ? words.means[means] : ''),
    certainty: made(note?.certainty ? words.certainty[note.certainty] : ''),
    by: typed(entry.by),
    patientSafety: mark(entry.patientSafety, columns.patientSafety),
    unresolved: mark(entry.unresolved, words.noteKind.unresolved),
    struck: mark(entry.struck, words.amendment.struck),
    history: typed(
      entry.amendments.map((change) => historyLine(change, words, columns)).join('\n'),
    ),
    clock: mark(entry.clockDoubt, columns.clockDoubt),
    device: made(entry.device),
    event: made(entry.id),
    mode: made(mode ? columns.mode[mode] : ''),
    incident: made(state.log),
  }
}

/** One change to an entry: when, what, by whom, why, and what stood before. */
function historyLine(change: Amendment, words: RecordWords, columns: CsvWords): string {
  const { formerOccurred } = change
  const formerTime = formerOccurred
    ? [
        formerOccurred.at ? readable(formerOccurred.at) : '',
        formerOccurred.precision === 'exact' ? '' : columns.precision[formerOccurred.precision],
      ]
        .filter(Boolean)
        .join(' ')
    : ''
  return [
    readable(change.recordedAt, true),
    words.amendment[change.what],
    change.by ?? '',
    change.formerBody === null ? '' : columns.former(change.formerBody),
    formerTime ? columns.formerTime(formerTime) : '',
    change.what === 'corrected' ? '' : (change.body ?? ''),
    change.reason ? columns.reason(change.reason) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** `2021-10-31 00:30` in Japan: Excel takes it for a time, so that it sorts as one. */
const readable = (instant: string, seconds = false): string =>
  instantFrom(instantMs(instant))
    .slice(0, seconds ? 19 : 16)
    .replace('T', ' ')
