import Papa from 'papaparse'
import {
  type Sheet,
  type TableEncoding,
  type TableRefusal,
  tableLimits,
} from '../domain/table/table.ts'

type ReadCsv =
  | { readonly ok: true; readonly sheet: Sheet; readonly encoding: TableEncoding }
  | { readonly ok: false; readonly why: TableRefusal }

/** A text of separated cells in any encoding that Japanese programs write, as one sheet. */
export function readCsv(bytes: Uint8Array): ReadCsv {
  const decoded = decodeText(bytes)
  if (!decoded) return { ok: false, why: 'encoding' }
  // One kind of line end: the parser takes the first it sees for all.
  const text = decoded.text.replace(/\r\n?/g, '\n')
  if (text.trim() === '') return { ok: false, why: 'empty' }
  // A picture or a program read as text is full of these.
  if (text.includes('\0')) return { ok: false, why: 'notTable' }
  const { data } = Papa.parse<string[]>(text, {
    newline: '\n',
    preview: tableLimits.rows + 1,
    delimiter: separatorOf(text),
    skipEmptyLines: false,
  })
  if (data.length > tableLimits.rows + 1) return { ok: false, why: 'tooManyRows' }
  const last = data.at(-1)
  const rows = last?.length === 1 && last[0] === '' ? data.slice(0, -1) : data
  if (rows.length > tableLimits.rows) return { ok: false, why: 'tooManyRows' }
  if (rows.some(({ length }) => length > tableLimits.columns)) return { ok: false, why: 'tooLarge' }
  return {
    ok: true,
    encoding: decoded.encoding,
    sheet: { name: null, rows: rows.map((row) => row.map((cell) => ({ text: cell }))) },
  }
}

/** Marks first, then UTF-8 where every byte fits, then what Japanese Excel writes (cp932). */
function decodeText(bytes: Uint8Array): { text: string; encoding: TableEncoding } | null {
  const [a, b, c] = bytes
  if (a === 0xff && b === 0xfe) return decoded(bytes.subarray(2), 'utf-16le', 'utf-16')
  if (a === 0xfe && b === 0xff) return decoded(bytes.subarray(2), 'utf-16be', 'utf-16')
  if (a === 0xef && b === 0xbb && c === 0xbf) return decoded(bytes.subarray(3), 'utf-8', 'utf-8')
  return decoded(bytes, 'utf-8', 'utf-8') ?? decoded(bytes, 'shift_jis', 'shift_jis')
}

function decoded(
  bytes: Uint8Array,
  label: string,
  encoding: TableEncoding,
): { text: string; encoding: TableEncoding } | null {
  try {
    return {
      text: new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes),
      encoding,
    }
  } catch {
    return null
  }
}

const separators = ['\t', ',', ';', '|']
const lookedAt = 50

/** The one by which most rows have equally many cells. The parser's own guess fails on a title or an empty line. */
function separatorOf(text: string): string {
  const scores = separators.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, {
      ...{ newline: '\n', delimiter, preview: lookedAt, skipEmptyLines: true },
    })
    const widths = new Map<number, number>()
    for (const { length } of data) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1)
    return Math.max(0, ...widths.values())
  })
  const most = Math.max(...scores)
  return most === 0 ? ',' : (separators[scores.indexOf(most)] ?? ',')
}
