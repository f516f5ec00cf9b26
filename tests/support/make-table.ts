import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import type { Hash } from '../../src/domain/ids.ts'
import type { ReadTable, TableFile } from '../../src/domain/table/table.ts'
import { readTable } from '../../src/tables/read-table.ts'

/** Real files as other programs write them, made part by part. */

export const hashOfBytes = (bytes: Uint8Array): Hash =>
  createHash('sha256').update(bytes).digest('hex') as Hash

export const reading = (bytes: Uint8Array, name = 'クロノロ.xlsx'): Promise<ReadTable> =>
  readTable({ name, bytes, hash: hashOfBytes(bytes) })

export async function opened(bytes: Uint8Array, name?: string): Promise<TableFile> {
  const read = await reading(bytes, name)
  if (!read.ok) throw new Error(read.why)
  return read.file
}

export const textOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export interface WorkbookPlan {
  /** The rows of `xl/worksheets/sheet1.xml`, as XML. */
  readonly rows: string
  /** Each an `<si>`. */
  readonly shared?: readonly string[]
  readonly workbookPr?: string
  readonly sheetName?: string
  readonly level?: 0 | 6
  /** Styles by number: 1 is a date with time, 2 a time, 3 a date. */
  readonly more?: Readonly<Record<string, string>>
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook as Excel writes it: shared strings, styles for dates, the sheets. */
export function workbook(plan: WorkbookPlan): Uint8Array {
  const { rows, shared = [], workbookPr = '', sheetName = '経過', level = 6, more = {} } = plan
  const files: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`,
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${rel}">${workbookPr}<sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/><xf numFmtId="176" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${head}<sst ${main}>${shared.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
    ...more,
  }
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    { level },
  )
}

/** A cell whose text stands in it. */
export const inline = (at: string, text: string): string =>
  `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`

export const number = (at: string, value: number | string, style = 0): string =>
  `<c r="${at}" s="${style}"><v>${value}</v></c>`

export const row = (r: number, ...cells: readonly string[]): string =>
  `<row r="${r}">${cells.join('')}</row>`
