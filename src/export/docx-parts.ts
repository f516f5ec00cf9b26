import {
  BorderStyle,
  type IBorderOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  type TableRow,
  TextRun,
  WidthType,
} from 'docx'

/** Word measures in twentieths of a point, and type in half points. */
export const mm = (n: number): number => Math.round((n / 25.4) * 1440)
export const pt = (n: number): number => n * 2
export const page = { width: 210, height: 297, side: 15, top: 12, bottom: 13 } as const
export const inner = page.width - 2 * page.side

export const font = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: 'Yu Gothic' }
export const size = {
  ...{ body: 10.5, onePage: 9, items: 9, small: 8.5, hash: 7.5, heading: 13, title: 14 },
} as const

export const line: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
export const thick: IBorderOptions = { style: BorderStyle.SINGLE, size: 12, color: '000000' }
export const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
/** Broken and thick: a drill, also in grey and by fax. */
export const broken: IBorderOptions = {
  style: BorderStyle.DASHED,
  size: 24,
  color: '000000',
  space: 4,
}
export const noBorders = { top: none, bottom: none, left: none, right: none } as const
export const allNone = { ...noBorders, insideHorizontal: none, insideVertical: none } as const

type ParagraphOptions = Omit<
  Exclude<ConstructorParameters<typeof Paragraph>[0], string>,
  'children' | 'text'
>

/** A paragraph; `usual` is the size of the whole document. */
export const words = (
  text: string,
  points: number | 'usual',
  options: ParagraphOptions,
  bold = false,
): Paragraph =>
  new Paragraph({
    ...options,
    children: [new TextRun({ text, bold, ...(points === 'usual' ? {} : { size: pt(points) }) })],
  })

/** Of a cell, on the inside. */
export const margins = { top: mm(0.5), bottom: mm(0.5), left: mm(1.5), right: mm(1.5) }

/** A table over the whole width with fixed columns: Word and LibreOffice guess differently. */
export const fixed = (columns: readonly number[], rows: readonly TableRow[]): Table =>
  new Table({
    width: { size: mm(inner), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: columns.map(mm),
    borders: allNone,
    rows: [...rows],
  })

/** A cell without rules but those that are given; its width in mm. */
export function cell(
  children: readonly Paragraph[],
  given: {
    readonly mm: number
    readonly top?: IBorderOptions
    readonly bottom?: IBorderOptions
  },
): TableCell {
  return new TableCell({
    width: { size: mm(given.mm), type: WidthType.DXA },
    margins,
    borders: { ...noBorders, top: given.top ?? none, bottom: given.bottom ?? none },
    children: [...children],
  })
}
