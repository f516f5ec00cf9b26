import { isBlank, type Sheet, type TableCell } from './table.ts'
import { readTime } from './time.ts'

/** What a column of a table kept elsewhere holds. */
export const columnRoles = [
  'time',
  'date',
  'what',
  'detail',
  'by',
  'from',
  'to',
  'origin',
  'precision',
] as const

export type ColumnRole = (typeof columnRoles)[number]

/** Of these a table may have several: they are put together in their order. */
export const joinedRoles: ReadonlySet<ColumnRole> = new Set(['what', 'detail'])

/** How a table is to be read. Guessed first; a person corrects it. */
export interface Mapping {
  /** Row of the headings, from 1; 0 for none. */
  readonly heading: number
  /** By column, from 0; null is left out. */
  readonly roles: readonly (ColumnRole | null)[]
}

const names: Readonly<Record<ColumnRole, readonly string[]>> = {
  time: [
    ...['発生時刻iso', 'occurrediso', 'datetime', '発生日時', '日時', '年月日時刻', '日付時刻'],
    ...['発生時刻', '発生時間', '時刻', '時間', 'occurred', 'occurredat', 'eventdate', 'time'],
    ...['when', 'いつ', '発生', 'timestamp'],
  ],
  date: ['発生日', '日付', '年月日', '月日', '日', 'date', 'day'],
  what: [
    ...['内容', '本文', '出来事', 'できごと', '事象', '発生事象', '経過', '記録', '事項', '対応'],
    ...['対応内容', '対応状況', '概要', '状況', '経過内容', '実施内容', 'なにを', '何を'],
    ...['message', 'what', 'event', 'eventtitle', 'eventcontent', 'description', 'text'],
    ...['content', 'action', 'summary', 'entry'],
  ],
  detail: [
    ...['補足', '備考', 'メモ', '詳細', '結果', '対応結果', '特記事項', 'timestampdesc', 'details'],
    ...['detail', 'note', 'notes', 'remarks', 'comment', 'comments', 'result'],
  ],
  by: [
    ...['記録者実施者', '記録者', '記入者', '担当', '担当者', '実施者', '対応者', '報告者', '誰が'],
    ...['だれが', '記載者', '入力者', 'recordedordoneby', 'recordedby', 'recorder', 'by', 'who'],
    ...['author', 'person', 'reporter', 'user'],
  ],
  from: ['発', 'から', '発信者', '発信元', '発信', '誰から', '送信元', '送信者', 'from', 'sender'],
  to: [
    '受',
    'へ',
    '宛先',
    '宛',
    '受信者',
    '誰へ',
    '誰に',
    '相手',
    '送信先',
    '連絡先',
    'to',
    'recipient',
  ],
  origin: [
    '出典',
    '情報源',
    '情報元',
    '情報の出所',
    '根拠',
    '資料',
    'source',
    'origin',
    'eventsource',
  ],
  precision: ['精度', '時刻の精度', 'precision', 'accuracy'],
}

/** Most rows in which a heading is looked for: tables begin with a title, a date, an empty line. */
const headingWithin = 15
const sampleRows = 50

/** A guess at what the columns are, by their headings; without any, by what stands in them. */
export function guessMapping(sheet: Sheet): Mapping {
  let best: Mapping = { heading: 0, roles: [] }
  let bestScore = 1
  sheet.rows.slice(0, headingWithin).forEach((row, index) => {
    const roles = rolesOf(row)
    const score = new Set(roles.filter((role) => role !== null)).size
    if (score <= bestScore) return
    best = { heading: index + 1, roles }
    bestScore = score
  })
  const width = widthOf(sheet)
  const roles = Array.from({ length: width }, (_, column) => best.roles[column] ?? null)
  return { heading: best.heading, roles: fillIn(sheet, best.heading, roles) }
}

export const widthOf = ({ rows }: Sheet): number =>
  rows.reduce((most, row) => Math.max(most, row.length), 0)

/** Gives one column a role. A role that cannot be shared is taken from the column that had it. */
export function withRole(mapping: Mapping, column: number, role: ColumnRole | null): Mapping {
  const roles = mapping.roles.map((had, at) => {
    if (at === column) return role
    return had === role && role !== null && !joinedRoles.has(role) ? null : had
  })
  return { ...mapping, roles }
}

/** The columns whose every heading is one that Timesketch demands. */
export function isTimesketch({ rows }: Sheet, { heading }: Mapping): boolean {
  const heads = new Set((rows[heading - 1] ?? []).map(({ text }) => text.trim().toLowerCase()))
  return ['message', 'datetime', 'timestamp_desc'].every((name) => heads.has(name))
}

function rolesOf(row: readonly TableCell[]): (ColumnRole | null)[] {
  const heads = row.map(({ text }) => headingOf(text))
  const roles: (ColumnRole | null)[] = heads.map(() => null)
  for (const role of [
    'date',
    'time',
    'what',
    'detail',
    'by',
    'from',
    'to',
    'origin',
    'precision',
  ] as const) {
    const ranked = heads
      .map((head, column) => ({ column, rank: names[role].indexOf(head) }))
      .filter(({ column, rank }) => rank >= 0 && roles[column] === null)
      .sort((a, b) => a.rank - b.rank)
    for (const { column } of joinedRoles.has(role) ? ranked : ranked.slice(0, 1))
      roles[column] = role
  }
  return roles
}

/** A heading without its brackets, spaces and marks: 「時刻（JST）」 is 時刻. */
const headingOf = (text: string): string =>
  text.length > 60
    ? ''
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/\([^)]*\)|\[[^\]]*\]/g, '')
        .replace(/[\s_\-・.:／/※*＊]+/g, '')

/** What is still wanting is looked for in the cells: most times, and the longest words. */
function fillIn(
  sheet: Sheet,
  heading: number,
  given: readonly (ColumnRole | null)[],
): (ColumnRole | null)[] {
  const roles = [...given]
  const body = sheet.rows
    .slice(heading)
    .filter((row) => !isBlank(row))
    .slice(0, sampleRows)
  if (!roles.includes('time') && !roles.includes('date')) {
    const times = countEach(roles, body, (cell) => (saysTime(cell) ? 1 : 0))
    const at = mostOf(times)
    if (at !== null && (times[at] ?? 0) * 2 > body.length) roles[at] = 'time'
  }
  if (!roles.includes('what')) {
    const at = mostOf(countEach(roles, body, ({ text }) => text.length))
    if (at !== null) roles[at] = 'what'
  }
  return roles
}

function saysTime(cell: TableCell): boolean {
  const read = readTime(cell)
  return read.ok && (read.time.date !== null || read.time.ofDay !== null)
}

const countEach = (
  roles: readonly (ColumnRole | null)[],
  rows: readonly (readonly TableCell[])[],
  score: (cell: TableCell) => number,
): number[] =>
  roles.map((role, column) =>
    role === null ? rows.reduce((sum, row) => sum + (row[column] ? score(row[column]) : 0), 0) : 0,
  )

function mostOf(scores: readonly number[]): number | null {
  const most = Math.max(0, ...scores)
  return most > 0 ? scores.indexOf(most) : null
}
