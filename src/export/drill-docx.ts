import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type IBorderOptions,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { DrillReport, ReportPart, ReportTable, SignPart } from '../domain/drill/report.ts'
import {
  broken,
  cell,
  fixed,
  font,
  inner,
  line,
  margins,
  mm,
  none,
  page,
  pt,
  size,
  thick,
  words,
} from './docx-parts.ts'
import { waits } from './drill-docx-waits.ts'

/**
 * A report of a drill as a Word file (ISO/IEC 29500) on A4. Every page says 訓練 at its head. It is
 * drawn from the same description as the paper; pictures are tables, so that nothing is drawn twice
 * and a screen reader finds their words.
 */
export async function drillDocx(report: DrillReport): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    creator: 'Shodo',
    title: `${report.mode} ${report.title}`,
    description: report.means,
    styles: {
      default: {
        document: {
          run: {
            font,
            size: pt(report.onePage ? size.onePage : size.body),
            language: languageOf(report),
          },
          paragraph: { spacing: { line: report.onePage ? 245 : 280 } },
        },
        heading1: {
          run: { font, size: pt(size.heading), bold: true, color: '000000' },
          paragraph: {
            spacing: { before: mm(report.onePage ? 2 : 5), after: mm(report.onePage ? 0.5 : 1) },
            border: { bottom: thick },
            keepNext: true,
          },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(page.width), height: mm(page.height) },
            margin: {
              ...{ left: mm(page.side), right: mm(page.side), header: mm(6.5), footer: mm(6.5) },
              ...{ top: mm(page.top), bottom: mm(page.bottom) },
            },
          },
        },
        headers: { default: head(report) },
        footers: { default: foot(report) },
        children: report.parts.flatMap((part) => blocks(part, report.onePage)),
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

const languageOf = ({ language }: DrillReport) =>
  language === 'ja' ? { value: 'ja-JP', eastAsia: 'ja-JP' } : { value: 'en-US', eastAsia: 'ja-JP' }

/** Rules of their own above and below: those of a line of words would run into the box of 訓練. */
const rule = (after: number): Paragraph =>
  new Paragraph({
    border: { bottom: broken },
    spacing: { line: mm(1.2), lineRule: 'exact', after: mm(after) },
    children: [],
  })

const head = ({ mode, title, name, means }: DrillReport): Header =>
  new Header({
    children: [
      rule(1.6),
      new Paragraph({
        spacing: { after: mm(0.8) },
        children: [
          new TextRun({
            text: ` ${mode} `,
            bold: true,
            size: pt(size.title),
            border: { style: BorderStyle.SINGLE, size: 12, color: '000000' },
          }),
          new TextRun({ text: `  ${title}`, bold: true, size: pt(size.title) }),
          new TextRun({ text: `  ${name}`, size: pt(size.body) }),
        ],
      }),
      words(means, size.small, {}),
      rule(1.5),
    ],
  })

const foot = ({ mode, foot }: DrillReport): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            children: [mode, '   ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
            size: pt(size.small),
          }),
          new TextRun({ text: `   ${foot}`, size: pt(size.hash) }),
        ],
      }),
    ],
  })

function blocks(part: ReportPart, onePage: boolean): readonly (Paragraph | Table)[] {
  switch (part.kind) {
    case 'facts':
      return [factsTable(part.rows), gap(0.5)]
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          children: [new TextRun(part.text)],
        }),
      ]
    case 'text':
      return [
        words(part.text, part.look === 'plain' ? 'usual' : size[part.look], {
          spacing: { after: mm(1) },
        }),
      ]
    case 'table':
      return [...(part.caption ? [caption(part.caption)] : []), table(part), gap(0.5)]
    case 'waits':
      return [
        words(part.picture.lead, size.small, { keepNext: true, spacing: { after: mm(1) } }),
        waits(part.picture),
        gap(1),
      ]
    case 'lists':
      return [lists(part), gap(0.5)]
    case 'signs':
      return signs(part, onePage)
  }
}

/** Word wants a paragraph between two tables; this one takes no more than its height in mm. */
const gap = (height: number): Paragraph =>
  new Paragraph({ spacing: { line: mm(height), lineRule: 'exact' }, children: [] })

const caption = (text: string): Paragraph =>
  words(text, 'usual', { keepNext: true, spacing: { before: mm(3), after: mm(1) } }, true)

function factsTable(
  rows: readonly (readonly [string, string])[],
  given: { readonly keepNext: boolean; readonly mm?: number } = { keepNext: false },
): Table {
  const { keepNext } = given
  const widths = [32, inner - 32]
  return fixed(
    widths,
    rows.map(
      ([label, value]) =>
        new TableRow({
          cantSplit: true,
          ...(given.mm ? { height: { value: mm(given.mm), rule: 'atLeast' as const } } : {}),
          children: [
            cell([words(label, 'usual', { keepNext }, true)], { mm: 32, bottom: line }),
            cell([words(value.trim(), 'usual', { keepNext })], { mm: inner - 32, bottom: line }),
          ],
        }),
    ),
  )
}

function table({ look, columns, rows }: ReportTable): Table {
  const taken = columns.reduce((sum, column) => sum + (column.mm ?? 0), 0)
  const open = columns.filter((column) => column.mm === undefined).length
  const widths = columns.map((column) => column.mm ?? (inner - taken) / open)
  const width = (i: number): number => widths[i] ?? 0
  const points = look === 'items' ? size.items : 'usual'
  // A thick rule below a heading needs no second one.
  const top = look === 'items' ? thick : none
  return fixed(widths, [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: columns.map(({ title }, i) =>
        cell([words(title, points, { keepNext: true }, true)], {
          ...{ mm: width(i), top, bottom: thick },
        }),
      ),
    }),
    ...rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: row.map(({ text, bold, below }, i) =>
            cell(
              [
                ...text
                  .split('\n')
                  .map((one, _, lines) =>
                    words(one, lines.length > 1 ? size.small : points, {}, bold ?? false),
                  ),
                ...(below ?? []).map((one) => words(one, size.small, { indent: { left: mm(2) } })),
              ],
              { mm: width(i), bottom: line },
            ),
          ),
        }),
    ),
  ])
}

function lists(part: Extract<ReportPart, { readonly kind: 'lists' }>): Table {
  const width = inner / part.lists.length
  return fixed(
    part.lists.map(() => width),
    [
      new TableRow({
        children: part.lists.map(({ title, items }) =>
          cell(
            [
              words(title, 'usual', { spacing: { after: mm(1) } }, true),
              ...(items.length === 0
                ? [words(part.none, size.small, {})]
                : items.map((item) =>
                    words(`・${item}`, 'usual', {
                      indent: { left: mm(3.5), hanging: mm(3.5) },
                    }),
                  )),
            ],
            { mm: width },
          ),
        ),
      }),
    ],
  )
}

/** Every line keeps to the next one, so that the boxes never stand on a page by themselves. */
function signs(
  { title, rows, who, fill }: SignPart,
  onePage: boolean,
): readonly (Paragraph | Table)[] {
  const high = onePage ? { fact: 6.5, line: 5.5, last: 8.5 } : { fact: 9, line: 7.5, last: 12 }
  const width = inner / who.length
  const dotted: IBorderOptions = { ...line, style: BorderStyle.DOTTED }
  const box = (text: string, bold: boolean, row: number): TableCell =>
    new TableCell({
      width: { size: mm(width), type: WidthType.DXA },
      margins,
      verticalAlign: VerticalAlignTable.BOTTOM,
      borders: {
        ...{ left: line, right: line },
        top: row === 0 ? line : none,
        bottom: row === fill.length ? line : row === 0 ? none : dotted,
      },
      children: [words(text, size.small, { keepNext: row < fill.length }, bold)],
    })
  return [
    ...(title === null
      ? []
      : [new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(title)] })]),
    factsTable(rows, { keepNext: true, mm: high.fact }),
    new Paragraph({
      keepNext: true,
      spacing: { line: mm(2), lineRule: 'exact' },
      children: [],
    }),
    fixed(
      who.map(() => width),
      [who, ...fill.map((asked) => who.map(() => asked))].map(
        (cells, row) =>
          new TableRow({
            cantSplit: true,
            height: {
              value: mm(row === 0 ? 5.5 : row === fill.length ? high.last : high.line),
              rule: 'atLeast',
            },
            children: cells.map((one) => box(one, row === 0, row)),
          }),
      ),
    ),
    gap(2),
  ]
}
