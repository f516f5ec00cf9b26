import { chronology } from '../domain/chronology/chronology.ts'
import type { CsvWords } from '../domain/chronology/csv-words.ts'
import { type Description, describe, type RecordWords } from '../domain/describe/describe.ts'
import type { LogState } from '../domain/evolve/state.ts'
import { instantFrom, instantMs } from '../domain/instant.ts'
import { utf8 } from '../domain/json.ts'
import type { Entry } from '../domain/log/entry.ts'
import { deviceMarks } from '../domain/people/device-marks.ts'

/** Entries between two breaths. */
const partSize = 100

/**
 * The chronology for Timesketch, as its own import was measured to take it: one JSON object a line, no
 * byte order mark, no empty line, `datetime` with its offset, `timestamp` in whole microseconds. A
 * line stands at the time the person gave, else where it was recorded, and says which in
 * `timestamp_desc`. Written in parts, telling how many entries are done; returns the file's bytes.
 */
export function* timesketchParts(
  state: LogState,
  words: RecordWords,
  columns: CsvWords,
): Generator<number, Uint8Array<ArrayBuffer>> {
  const lines: string[] = []
  for (const entry of chronology(state.entries, 'occurred', {}, () => '')) {
    lines.push(`${JSON.stringify(lineOf(entry, state, words, columns))}\n`)
    if (lines.length % partSize === 0) yield lines.length
  }
  return utf8(lines.join(''))
}

function lineOf(entry: Entry, state: LogState, words: RecordWords, columns: CsvWords): object {
  const { event } = entry
  const said = describe(entry, state, words)
  // An entry without any time would be refused: it stands at the last time the record knows.
  const at = entry.occurred.at ?? entry.recordedAt ?? state.lastAt ?? instantFrom(0)
  const header = event.kind === 'damaged' ? null : event.header
  const mode = header?.mode ?? state.mode ?? 'live'
  return {
    message: messageOf(said, mode === 'drill' ? columns.mode.drill : ''),
    datetime: at,
    timestamp: instantMs(at) * 1000,
    timestamp_desc: entry.occurred.at ? columns.columns.occurred : columns.columns.recorded,
    recorded_at: entry.recordedAt,
    precision: columns.precision[entry.occurred.precision],
    tag: [
      ...tagsOf(entry, mode, words, columns),
      ...deviceMarks(entry, state, null).map((mark) => columns.deviceMark[mark]),
    ],
    no: entry.no,
    shodo_type: header?.type ?? 'damaged',
    step: entry.step,
    recorded_by: entry.by,
    from: entry.from,
    to: entry.to,
    device: entry.device,
    seq: header?.seq ?? null,
    hash: entry.id,
    prev_hash: header?.prev ?? null,
    log: state.log,
    mode,
  }
}

const messageOf = ({ head, body, meta }: Description, mark: string): string =>
  [mark && `[${mark}]`, head, body, meta.length > 0 ? `(${meta.join(' / ')})` : '']
    .filter(Boolean)
    .join(' ') || '-'

function tagsOf(entry: Entry, mode: string, words: RecordWords, columns: CsvWords): string[] {
  return [
    mode === 'drill' ? columns.mode.drill : '',
    entry.late ? columns.late : '',
    entry.patientSafety ? columns.patientSafety : '',
    entry.unresolved ? words.noteKind.unresolved : '',
    entry.struck ? words.amendment.struck : '',
    entry.amendments.some(({ what }) => what === 'corrected') ? words.amendment.corrected : '',
    entry.clockDoubt ? columns.clockDoubt : '',
    entry.redacted ? words.redacted : '',
  ].filter(Boolean)
}
