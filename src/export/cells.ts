import { kindOf } from '../domain/chronology/chronology.ts'
import type { CsvColumn, CsvWords } from '../domain/chronology/csv-words.ts'
import { fileLine, filesOf } from '../domain/describe/attachments.ts'
import { describe, type RecordWords } from '../domain/describe/describe.ts'
import { changeWords } from '../domain/describe/redaction.ts'
import { checkOf, offsetText } from '../domain/evolve/clock-check.ts'
import type { LogState } from '../domain/evolve/state.ts'
import { instantFrom, instantMs } from '../domain/instant.ts'
import type { Amendment, Entry } from '../domain/log/entry.ts'
import { deviceMarks } from '../domain/people/device-marks.ts'
import { readable } from './readable-time.ts'

/** Words a person typed, or what this app makes: only the first need a guard against guessing. */
export type Cell = { readonly typed: string } | { readonly made: string }

const typed = (text: string | null | undefined): Cell => ({ typed: text ?? '' })
const made = (text: string | null | undefined): Cell => ({ made: text ?? '' })

/** One line of the chronology as the cells of a spreadsheet. */
export function cellsOf(
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
      entry.amendments.map((change) => historyLine(change, state, words, columns)).join('\n'),
    ),
    clock: made(clockText(entry, state, words, columns)),
    device: made(entry.device),
    // Whoever reads a file holds no device of the incident: none is left unmarked as one's own.
    deviceMark: made(
      deviceMarks(entry, state, null)
        .map((mark) => columns.deviceMark[mark])
        .join(' '),
    ),
    event: made(entry.id),
    mode: made(mode ? columns.mode[mode] : ''),
    incident: made(state.log),
  }
}

/** Doubt in the clock, and how far off it was found to be. */
function clockText(entry: Entry, state: LogState, words: RecordWords, columns: CsvWords): string {
  const check = checkOf(entry, state)
  const doubt = entry.clockDoubt ? [columns.clockDoubt] : []
  return [...doubt, ...(check ? [offsetText(check, words.clock)] : [])].join(' ')
}

/** One change to an entry: when, what, by whom, why, and what stood before. */
function historyLine(
  change: Amendment,
  state: LogState,
  words: RecordWords,
  columns: CsvWords,
): string {
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
    change.what === 'corrected' && !change.redacted ? '' : changeWords(change, state, words),
    change.reason ? columns.reason(change.reason) : '',
  ]
    .filter(Boolean)
    .join(' ')
}
