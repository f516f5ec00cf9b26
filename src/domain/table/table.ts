import type { Hash } from '../ids.ts'

/**
 * A chronology kept elsewhere (a spreadsheet, a whiteboard typed up), as its program wrote it. Nothing
 * in it is executed: a formula is the value its program last computed for it.
 */

export interface TableCell {
  /** As a person would read it; empty where nothing stands. */
  readonly text: string
  /**
   * A date and time, where the program kept it as a number: milliseconds from 1970 of what the clock on
   * the wall showed, in no zone.
   */
  readonly local?: number
  /** A time of day without a date, where the program kept it as a number: milliseconds from midnight. */
  readonly ofDay?: number
}

export interface Sheet {
  /** Null for a CSV. */
  readonly name: string | null
  /** Row 1 is the first of the list, also where it is empty: rows count as in their own program. */
  readonly rows: readonly (readonly TableCell[])[]
}

export type TableKind = 'csv' | 'xlsx'
export type TableEncoding = 'utf-8' | 'utf-16' | 'shift_jis'

export interface TableFile {
  readonly kind: TableKind
  readonly name: string
  /** SHA-256 of the file exactly as it was chosen. */
  readonly hash: Hash
  /** Of a CSV. */
  readonly encoding: TableEncoding | null
  readonly sheets: readonly Sheet[]
}

/** Why a file is no table that can be read. Nothing of it is used then. */
export type TableRefusal =
  | 'empty'
  /** Neither CSV nor XLSX: a picture, a PDF, a Word file. */
  | 'notTable'
  /** `.xls` of before 2007, or a workbook with a password: the two begin alike. */
  | 'oldOrLocked'
  | 'tooLarge'
  | 'tooManyRows'
  | 'encoding'
  | 'broken'

export type ReadTable =
  | { readonly ok: true; readonly file: TableFile }
  | { readonly ok: false; readonly why: TableRefusal }

export const tableLimits = {
  /** Of the file. */
  bytes: 10 * 1024 * 1024,
  /** Of a workbook's parts, unpacked, together. */
  unpacked: 48 * 1024 * 1024,
  rows: 20_000,
  columns: 100,
  /** Of all sheets together. */
  cells: 400_000,
  sheets: 50,
} as const

/** `A` … `Z`, `AA` …: a column as spreadsheets name it, from 0. */
export function columnName(index: number): string {
  let name = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

export const isBlank = (row: readonly TableCell[]): boolean =>
  row.every(({ text }) => text.trim() === '')
