import {
  AlignmentType,
  type IBorderOptions,
  ShadingType,
  type Table,
  TableCell,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { WaitPicture } from '../domain/drill/report.ts'
import { cell, fixed, inner, line, mm, noBorders, none, size, words } from './docx-parts.ts'

/** Bars stand on a grid of so many cells; the words beside them say the exact wait. */
const grid = 44
const named = 76

/** The waits of a drill as a table of bars. */
export function waits({ rows, ticks, endMs }: WaitPicture): Table {
  const one = (inner - named) / grid
  const at = (ms: number): number => Math.min(grid, Math.round((ms / endMs) * grid))
  const cells = (count: number, what: Omit<Bar, 'count'> = {}): readonly TableCell[] =>
    count <= 0 ? [] : [bar({ count, mm: one * count, ...what })]
  const marks = ticks.map(({ atMs, label }, i) => {
    const from = at(atMs)
    const to = at(ticks[i + 1]?.atMs ?? endMs)
    return { from, count: to - from, label }
  })
  return fixed(
    [named, ...Array.from({ length: grid }, () => one)],
    [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [
          cell([words('', size.small, {})], { mm: named, bottom: line }),
          ...marks.flatMap(({ count, label }) => cells(count, { label, bottom: line })),
        ],
      }),
      ...rows.map(({ label, fromMs, toMs, end }) => {
        const from = Math.min(grid - 1, at(fromMs))
        const to = Math.max(from + 1, at(toMs))
        return new TableRow({
          cantSplit: true,
          children: [
            cell([words(label, size.small, {})], { mm: named, bottom: line }),
            ...cells(from, { bottom: line }),
            ...cells(to - from, {
              fill: end === 'answered' ? '404040' : 'D9D9D9',
              ...(end === 'none' ? { label: '✕' } : {}),
              bottom: line,
            }),
            ...cells(grid - to, { bottom: line }),
          ],
        })
      }),
    ],
  )
}

interface Bar {
  readonly count: number
  readonly label?: string
  readonly fill?: string
  readonly bottom?: IBorderOptions
}

const bar = ({ count, mm: width, label, fill, bottom }: Bar & { readonly mm: number }): TableCell =>
  new TableCell({
    columnSpan: count,
    width: { size: mm(width), type: WidthType.DXA },
    margins: { left: 0, right: 0 },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(fill ? { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } } : {}),
    borders: { ...noBorders, left: label && !fill ? line : none, bottom: bottom ?? none },
    children: [
      words(label ?? '', fill ? size.small : size.hash, {
        alignment: fill ? AlignmentType.RIGHT : AlignmentType.LEFT,
      }),
    ],
  })
