import type { Hash } from '../domain/ids.ts'
import {
  type ReadTable,
  type Sheet,
  type TableRefusal,
  tableLimits,
} from '../domain/table/table.ts'
import { readCsv } from './csv.ts'
import { readWorkbook } from './workbook.ts'
import { PartsRefused } from './zip-parts.ts'

export interface GivenTable {
  readonly name: string
  readonly bytes: Uint8Array
  /** SHA-256 of the bytes. */
  readonly hash: Hash
}

/** A file as a picker gave it. */
interface ChosenFile {
  readonly name: string
  readonly size: number
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Reads a chosen file; what is too large is refused unread. Rejects when its bytes are not given. */
export async function readTableFile(
  file: ChosenFile,
  hashOf: (bytes: Uint8Array<ArrayBuffer>) => Promise<Hash>,
): Promise<ReadTable> {
  if (file.size > tableLimits.bytes) return { ok: false, why: 'tooLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return readTable({ name: file.name, bytes, hash: await hashOf(bytes) })
}

/** The beginnings of files that are often chosen by mistake, and are no text. */
const others = ['%PDF', '\x89PNG', '\xff\xd8\xff', 'GIF8', '{\\rtf', 'MZ', '\x7fELF']

/** Reads a chronology kept in a spreadsheet. Never rejects: what cannot be read is refused with the reason. */
export async function readTable({ name, bytes, hash }: GivenTable): Promise<ReadTable> {
  const no = (why: TableRefusal): ReadTable => ({ ok: false, why })
  if (bytes.length === 0) return no('empty')
  if (bytes.length > tableLimits.bytes) return no('tooLarge')
  const start = String.fromCharCode(...bytes.subarray(0, 8))
  if (start.startsWith('\xd0\xcf\x11\xe0')) return no('oldOrLocked')
  if (others.some((other) => start.startsWith(other))) return no('notTable')
  try {
    if (start.startsWith('PK')) {
      const sheets = await readWorkbook(bytes)
      if (typeof sheets === 'string') return no(sheets)
      const filled = sheets.filter(({ rows }) => rows.length > 0)
      if (filled.length === 0) return no('empty')
      const file = {
        kind: 'xlsx',
        name,
        hash,
        encoding: null,
        sheets: sheets.map(unguarded),
      } as const
      return { ok: true, file }
    }
    const csv = readCsv(bytes)
    if (!csv.ok) return csv
    const { encoding, sheet } = csv
    return { ok: true, file: { kind: 'csv', name, hash, encoding, sheets: [unguarded(sheet)] } }
  } catch (error) {
    if (error instanceof PartsRefused)
      return no(error.fault === 'locked' ? 'oldOrLocked' : error.fault)
    return no(start.startsWith('PK') && !isWorkbook(bytes) ? 'notTable' : 'broken')
  }
}

/** Word, LibreOffice and plain ZIPs begin like a workbook; only that has this part. */
function isWorkbook(bytes: Uint8Array): boolean {
  const name = 'xl/workbook.xml'
  const wanted = [...name].map((letter) => letter.charCodeAt(0))
  let from = bytes.indexOf(wanted[0] ?? 0)
  while (from >= 0) {
    const start = from
    if (wanted.every((code, i) => bytes[start + i] === code)) return true
    from = bytes.indexOf(wanted[0] ?? 0, from + 1)
  }
  return false
}

const ownHeads = [
  ['記録ID', 'インシデントID'],
  ['Entry ID', 'Incident ID'],
]

/** This app's own tables guard what spreadsheets would compute with an apostrophe; it is taken off again. */
function unguarded(sheet: Sheet): Sheet {
  const heads = (sheet.rows[0] ?? []).map(({ text }) => text)
  if (!ownHeads.some((own) => own.every((head) => heads.includes(head)))) return sheet
  return {
    ...sheet,
    rows: sheet.rows.map((row) =>
      row.map((cell) => (cell.text.startsWith("'") ? { ...cell, text: cell.text.slice(1) } : cell)),
    ),
  }
}
