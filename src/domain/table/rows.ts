import type { RowToImport } from '../commands/table.ts'
import { mostRows } from '../commands/table.ts'
import type { Occurred } from '../events/events.ts'
import {
  civilFrom,
  dayMs,
  daysFromCivil,
  instantFrom,
  jstOffsetMinutes,
  minuteMs,
} from '../instant.ts'
import { type ColumnRole, columnRoles, type Mapping } from './columns.ts'
import { columnName, isBlank, type Sheet, type TableCell } from './table.ts'
import { daysIn, readTime, type TimeProblem, type WrittenDate, type WrittenTime } from './time.ts'

/** What is not in the table and must be known to read its times. */
export interface TimeBase {
  /** The day of rows that have none; also tells which year a month and day without one are of. */
  readonly day: { readonly year: number; readonly month: number; readonly day: number }
  /** Minutes from UTC of times that carry none: Japan's, or 0. */
  readonly offset: number
  /** A time that goes back to the early hours belongs to the day after. */
  readonly nextDay: boolean
  readonly nowMs: number
}

/** Why a row cannot be a line of the chronology. */
export type RowProblem =
  | TimeProblem
  | 'noTime'
  /** A date and no time. */
  | 'dateOnly'
  /** No date in the row, and the time goes back: the day after, or out of order? */
  | 'wentBack'
  | 'future'
  | 'noWords'
  | 'tooLong'
  | 'tooMany'

/** What was added to a row's own words to know its time. */
export type TimeRemark = 'dayAbove' | 'baseDay' | 'nextDay' | 'year' | 'zone'

export interface BadRow {
  readonly row: number
  /** The cell that is at fault, as `C12`; null where it is the whole row. */
  readonly cell: string | null
  /** What stands there, shortened. */
  readonly value: string
  readonly problem: RowProblem
}

export interface GoodRow extends RowToImport {
  readonly occurredMs: number
  readonly remarks: readonly TimeRemark[]
}

export interface JudgedRows {
  readonly good: readonly GoodRow[]
  readonly bad: readonly BadRow[]
  /** Rows that were taken in before and still stand. */
  readonly known: readonly number[]
  readonly blank: number
}

/** A time may go back this far without a date and still be of the same day: rows out of order. */
const backMs = 6 * 60 * minuteMs
/** A clock elsewhere may be ahead of this one. */
const aheadMs = 60 * minuteMs
const mostWords = 20_000
const mostShort = 400
const shownMost = 80

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Where the rows above have left the reader. */
interface Above {
  readonly day: Day
  readonly fromTable: boolean
  readonly ofDay: number | null
}

/**
 * Reads the rows below the heading: lines that can be recorded, and those that cannot, with the reason.
 * Nothing is made up: a row whose time is not certain from what is written is not taken.
 */
export function judgeRows(
  sheet: Sheet,
  mapping: Mapping,
  base: TimeBase,
  known: ReadonlySet<number>,
): JudgedRows {
  const at = columnsOf(mapping)
  const good: GoodRow[] = []
  const bad: BadRow[] = []
  const knownRows: number[] = []
  let blank = 0
  let above: Above = { day: base.day, fromTable: false, ofDay: null }
  sheet.rows.forEach((cells, index) => {
    const row = index + 1
    if (row <= mapping.heading) return
    if (isBlank(cells)) {
      blank++
      return
    }
    const read = rowTime(cells, at, base, above)
    if (read.ok) above = read.above
    if (known.has(row)) {
      knownRows.push(row)
      return
    }
    const made = read.ok
      ? lineOf(row, cells, at, read)
      : fault(row, cells, read.column, read.problem)
    if (!('occurred' in made)) bad.push(made)
    else if (made.occurredMs > base.nowMs + aheadMs)
      bad.push(fault(row, cells, timeColumn(at), 'future'))
    else if (good.length === mostRows) bad.push(fault(row, cells, null, 'tooMany'))
    else good.push(made)
  })
  return { good, bad, known: knownRows, blank }
}

type Columns = Readonly<Record<ColumnRole, readonly number[]>>

function columnsOf({ roles }: Mapping): Columns {
  const at = Object.fromEntries(columnRoles.map((role) => [role, [] as number[]])) as Record<
    ColumnRole,
    number[]
  >
  roles.forEach((role, column) => {
    if (role) at[role].push(column)
  })
  return at
}

const timeColumn = (at: Columns): number | null => at.time[0] ?? at.date[0] ?? null

const blankCell: TableCell = { text: '' }
const cellAt = (cells: readonly TableCell[], column: number | undefined): TableCell =>
  (column === undefined ? undefined : cells[column]) ?? blankCell

const textAt = (cells: readonly TableCell[], columns: readonly number[]): string =>
  columns
    .map((column) => cellAt(cells, column).text.replace(/\r\n?/g, '\n').trim())
    .filter((text) => text !== '')
    .join(' / ')

function fault(
  row: number,
  cells: readonly TableCell[],
  column: number | null,
  problem: RowProblem,
): BadRow {
  const value =
    column === null
      ? cells
          .map(({ text }) => text.slice(0, shownMost).trim())
          .filter(Boolean)
          .join(' / ')
      : cellAt(cells, column).text
  const short = value.slice(0, shownMost).replace(/\s+/g, ' ').trim()
  return {
    row,
    cell: column === null ? null : `${columnName(column)}${row}`,
    value: value.length > shownMost ? `${short}…` : short,
    problem,
  }
}

type RowTime =
  | {
      readonly ok: true
      readonly occurred: Occurred
      readonly ms: number
      readonly remarks: readonly TimeRemark[]
      readonly above: Above
    }
  | { readonly ok: false; readonly column: number | null; readonly problem: RowProblem }

function rowTime(cells: readonly TableCell[], at: Columns, base: TimeBase, above: Above): RowTime {
  const [dateColumn, column] = [at.date[0], at.time[0]]
  const no = (problem: RowProblem, where = column ?? dateColumn ?? null): RowTime => ({
    ok: false,
    column: where,
    problem,
  })
  const precision = at.precision.length > 0 ? precisionOf(textAt(cells, at.precision)) : null
  const dated = readTime(cellAt(cells, dateColumn))
  if (!dated.ok) return no(dated.problem, dateColumn ?? null)
  const timed = readTime(cellAt(cells, column))
  if (!timed.ok) return no(timed.problem)
  const said = together(dated.time, timed.time)
  const { date, remarks, fromTable } = dayOf(said.date, above, base)
  if (said.unknown || (said.ofDay === null && precision === 'unknown')) {
    const day = said.date ? { day: date, fromTable: true, ofDay: null } : above
    return {
      ok: true,
      occurred: { at: null, precision: 'unknown' },
      ms: Number.NEGATIVE_INFINITY,
      remarks: [],
      above: day,
    }
  }
  if (said.ofDay === null) return no(said.date ? 'dateOnly' : 'noTime')
  // 29 February of a year that was put in.
  if (date.day > daysIn(date.year, date.month)) return no('noSuchTime')
  const back = said.date === null && above.ofDay !== null && said.ofDay < above.ofDay - backMs
  if (back && !base.nextDay) return no('wentBack')
  const day = back ? dayAfter(date) : date
  const offset = said.offset ?? base.offset
  const ms = startOf(day) + said.ofDay - offset * minuteMs
  const about = said.about || precision === 'about'
  return {
    ok: true,
    occurred: {
      at: instantFrom(ms, jstOffsetMinutes),
      precision: about ? 'about' : 'exact',
    },
    ms,
    remarks: [
      ...remarks,
      ...(back ? (['nextDay'] as const) : []),
      ...(said.offset === null && base.offset !== jstOffsetMinutes ? (['zone'] as const) : []),
    ],
    above: { day, fromTable: fromTable || back, ofDay: said.ofDay },
  }
}

/** What stands in the column of dates and in that of times, each where it says more. */
const together = (date: WrittenTime, time: WrittenTime): WrittenTime => ({
  date: date.date ?? time.date,
  ofDay: time.ofDay ?? date.ofDay,
  offset: time.offset ?? date.offset,
  about: time.about || date.about,
  unknown: time.unknown || (date.unknown && time.ofDay === null),
})

function dayOf(
  written: WrittenDate | null,
  above: Above,
  base: TimeBase,
): { readonly date: Day; readonly remarks: readonly TimeRemark[]; readonly fromTable: boolean } {
  if (!written)
    return {
      date: above.day,
      remarks: [above.fromTable ? 'dayAbove' : 'baseDay'],
      fromTable: above.fromTable,
    }
  const { year, month, day } = written
  if (year !== null) return { date: { year, month, day }, remarks: [], fromTable: true }
  return {
    date: { year: nearestYear(month, day, base.day), month, day },
    remarks: ['year'],
    fromTable: true,
  }
}

/** The year in which month and day lie nearest to the day of the incident. */
function nearestYear(month: number, day: number, base: Day): number {
  const wanted = startOf(base)
  const distance = (year: number): number => Math.abs(startOf({ year, month, day }) - wanted)
  return [base.year, base.year - 1, base.year + 1].reduce((best, year) =>
    distance(year) < distance(best) ? year : best,
  )
}

const startOf = ({ year, month, day }: Day): number => daysFromCivil(year, month, day) * dayMs

function dayAfter(day: Day): Day {
  const next = civilFrom(startOf(day) + dayMs, 0)
  return { year: next.year, month: next.month, day: next.day }
}

function precisionOf(text: string): Occurred['precision'] | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (/^(頃|ごろ|約|およそ|about|approx)/.test(plain)) return 'about'
  return /^(不明|unknown)/.test(plain) ? 'unknown' : null
}

function lineOf(
  row: number,
  cells: readonly TableCell[],
  at: Columns,
  read: Extract<RowTime, { ok: true }>,
): GoodRow | BadRow {
  const what = textAt(cells, at.what)
  const detail = textAt(cells, at.detail)
  const body = what && detail ? `${what}（${detail}）` : what || detail
  if (body === '') return fault(row, cells, at.what[0] ?? null, 'noWords')
  if (body.length > mostWords) return fault(row, cells, at.what[0] ?? null, 'tooLong')
  for (const role of ['by', 'from', 'to', 'origin'] as const)
    if (textAt(cells, at[role]).length > mostShort)
      return fault(row, cells, at[role][0] ?? null, 'tooLong')
  const given = (role: 'by' | 'from' | 'to' | 'origin') => {
    const text = textAt(cells, at[role])
    return text === '' ? {} : { [role]: text }
  }
  return {
    row,
    occurred: read.occurred,
    occurredMs: read.ms,
    remarks: read.remarks,
    when: [cellAt(cells, at.date[0]).text, cellAt(cells, at.time[0]).text]
      .map((text) => text.trim())
      .filter(Boolean)
      .join(' '),
    body,
    ...given('by'),
    ...given('from'),
    ...given('to'),
    ...given('origin'),
  }
}
