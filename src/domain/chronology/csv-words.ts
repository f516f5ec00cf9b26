import type { NoteKind, Occurred } from '../events/events.ts'
import type { EntryShape } from '../log/entry.ts'
import type { Mode } from '../log/event.ts'
import type { DeviceMark } from '../people/device-marks.ts'

/** The columns of the chronology as a spreadsheet, in their order. */
export const csvColumns = [
  'no',
  'occurred',
  'occurredIso',
  'precision',
  'recorded',
  'recordedIso',
  'late',
  'kind',
  'lane',
  'stepId',
  'step',
  'head',
  'body',
  'details',
  'from',
  'to',
  'means',
  'certainty',
  'by',
  'patientSafety',
  'unresolved',
  'struck',
  'history',
  'clock',
  'device',
  'deviceMark',
  'event',
  'mode',
  'incident',
] as const

export type CsvColumn = (typeof csvColumns)[number]

/** The words a spreadsheet needs beside those of the chronology; one table for each language. */
export interface CsvWords {
  readonly columns: Record<CsvColumn, string>
  readonly precision: Record<Occurred['precision'], string>
  readonly kinds: Record<NoteKind | EntryShape, string>
  readonly mode: Record<Mode, string>
  readonly late: string
  readonly patientSafety: string
  readonly clockDoubt: string
  readonly deviceMark: Record<DeviceMark, string>
  /** Stands before the words of an entry as they were before a correction. */
  readonly former: (text: string) => string
  readonly formerTime: (time: string) => string
  readonly reason: (text: string) => string
}
