import { zipSync } from 'fflate/browser'
import readXlsxFile from 'read-excel-file/universal'
import { civilFrom, dayMs } from '../domain/instant.ts'
import { fromUtf8, utf8 } from '../domain/json.ts'
import {
  type Sheet,
  type TableCell,
  type TableRefusal,
  tableLimits,
} from '../domain/table/table.ts'
import { unpackParts } from './zip-parts.ts'

/** The parts a table is read from; pictures, charts and macros stay packed. */
const isWanted = (name: string): boolean =>
  /^xl\/(?:[^/]+\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i.test(name)

/**
 * The sheets of a workbook. The parts are unpacked and their rows bounded here, then given to the reader
 * stored: it would take a cell at row 1,048,576 for a million rows, and start a worker of text to unpack.
 * Throws what it cannot read.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly Sheet[] | TableRefusal> {
  const parts = unpackParts(bytes, isWanted, tableLimits.unpacked)
  const plain: Record<string, Uint8Array> = Object.create(null)
  let since1904 = false
  let cells = 0
  for (const [name, part] of parts) {
    const text = fromUtf8(part)
    if (text === null) return 'broken'
    if (name.startsWith('xl/worksheets/')) {
      const tidy = withoutEmpty(text)
      const counted = countCells(tidy)
      if (typeof counted === 'string') return counted
      cells += counted
      if (cells > tableLimits.cells) return 'tooManyRows'
      plain[name] = utf8(tidy)
    } else if (name === 'xl/workbook.xml') {
      // `true` is as good as `1` by the standard, and the reader knows only the other.
      since1904 = /\bdate1904\s*=\s*["'](?:1|true)["']/.test(text)
      plain[name] = utf8(text.replace(/(\bdate1904\s*=\s*["'])true(["'])/, '$11$2'))
      if ((text.match(/<(?:\w+:)?sheet\b/g) ?? []).length > tableLimits.sheets) return 'tooLarge'
    } else plain[name] = part
  }
  const stored = zipSync(plain, { level: 0 })
  const sheets = await readXlsxFile(stored.buffer.slice(0, stored.length) as ArrayBuffer, {
    trim: false,
  })
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map((cell) => cellOf(cell, since1904))),
  }))
}

/** Rows and cells that only carry a style: some programs write them down to the last row there is. */
const withoutEmpty = (xml: string): string =>
  xml
    .replace(/<c(?=[\s/])[^<>]*\/>/g, '')
    .replace(/<row(?=[\s/])[^<>]*\/>|<row(?=[\s>])[^<>]*>\s*<\/row>/g, '')

const opened = /<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g
const begun = /<(?:[\w.-]+:)?(?:row|c)(?=[\s/>])/g
const place = /(?:^|[\s:])r\s*=\s*(?:"([^"]*)"|'([^']*)')/

/** How many rows and cells a sheet has; why not, where one lies further out than a table goes. */
function countCells(xml: string): number | TableRefusal {
  let count = 0
  for (const [, what, attributes] of xml.matchAll(opened)) {
    count++
    const found = place.exec(attributes ?? '')
    const at = found?.[1] ?? found?.[2]
    if (at === undefined) {
      // A cell without its place cannot be put anywhere.
      if (what === 'c') return 'broken'
      continue
    }
    const parsed = (what === 'row' ? /^()(\d{1,7})$/ : /^([A-Z]{1,3})(\d{1,7})$/).exec(at)
    if (!parsed) return 'broken'
    if (Number(parsed[2]) > tableLimits.rows) return 'tooManyRows'
    if (columnOf(parsed[1] ?? '') > tableLimits.columns) return 'tooLarge'
  }
  // What this does not see as a row or cell, the reader must not see either.
  return count === (xml.match(begun) ?? []).length ? count : 'broken'
}

/** 1 for `A`. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** Excel's day 0; its own year 1900 has a 29 February, which no date after it notices. */
const epochDays = 25_569
const days1904 = 1_462
/** Numbers up to here may be dates: the year 2173. */
const lastSerial = 100_000

type Value = string | number | boolean | null | { getTime(): number }

function cellOf(value: unknown, since1904: boolean): TableCell {
  const known = value as Value
  if (known === null || known === undefined) return { text: '' }
  if (typeof known === 'string') return { text: known }
  if (typeof known === 'boolean') return { text: known ? 'TRUE' : 'FALSE' }
  if (typeof known === 'number') {
    if (!Number.isFinite(known)) return { text: '' }
    const text = String(known)
    if (known >= 0 && known < 1) return { text, ofDay: known * dayMs }
    if (known <= 0 || known > lastSerial) return { text }
    return { text, local: (known + (since1904 ? days1904 : 0) - epochDays) * dayMs }
  }
  const ms = known.getTime()
  return Number.isFinite(ms) ? dated(Math.round(ms / 1000) * 1000) : { text: '' }
}

/** Of a cell that its program shows as a date. Before 1905 stand times without one, counted from day 0. */
function dated(local: number): TableCell {
  const { year, month, day, hour, minute, second } = civilFrom(local, 0)
  const clock = `${hour}:${two(minute)}${second ? `:${two(second)}` : ''}`
  if (year < 1905) {
    const zero = (year === 1904 ? days1904 : 0) - epochDays
    const ofDay = local - zero * dayMs
    const hours = Math.floor(ofDay / 3_600_000)
    return { text: `${hours}:${clock.split(':').slice(1).join(':')}`, ofDay }
  }
  const date = `${year}/${month}/${day}`
  return { text: hour + minute + second === 0 ? date : `${date} ${clock}`, local }
}

const two = (n: number): string => `${n}`.padStart(2, '0')
