import type { Feature } from 'write-excel-file/universal'

/** What of a sheet goes onto paper: its first columns, as wide as a page, the head on every page. */
export interface PrintedSheet {
  readonly name: string
  /** So many columns from the left are printed. */
  readonly columns: number
  /** Rows of cells, the head among them. */
  readonly rows: number
}

/**
 * The paper of a workbook, of which write-excel-file 4.1.1 itself knows but landscape: one page wide, as
 * many pages long as it takes.
 */
export const printing = (sheets: readonly PrintedSheet[]): Feature<Blob> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (content) =>
          content.replace(
            /<worksheet[^>]*>/,
            (start) => `${start}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
          ),
        transformElementAttributes: (tag, attributes) => {
          if (tag === 'pageSetup') return { ...attributes, fitToWidth: 1, fitToHeight: 0 }
          return tag === 'pageMargins'
            ? { ...attributes, ...{ left: 0.3, right: 0.3, top: 0.4, bottom: 0.4 } }
            : attributes
        },
      },
      'xl/workbook.xml': {
        transform: (content) =>
          content.replace(
            /<definedNames\s*\/>/,
            `<definedNames>${sheets.map(named).join('')}</definedNames>`,
          ),
      },
    },
  },
})

const named = ({ name, columns, rows }: PrintedSheet, i: number): string => {
  const area = `'${name}'!$A$1:$${letter(columns)}$${rows}`
  const of = (what: string, value: string): string =>
    `<definedName name="_xlnm.${what}" localSheetId="${i}">${value}</definedName>`
  return of('Print_Area', area) + of('Print_Titles', `'${name}'!$1:$1`)
}

/** A to Z: no sheet here prints more. */
const letter = (column: number): string => String.fromCharCode(64 + column)
