import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { chronology } from '../../src/domain/chronology/chronology.ts'
import { csvColumns } from '../../src/domain/chronology/csv-words.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { jstOffsetMinutes, minuteMs } from '../../src/domain/instant.ts'
import { toWellFormed } from '../../src/domain/json.ts'
import type { Entry } from '../../src/domain/log/entry.ts'
import { csv } from '../../src/export/csv.ts'
import { textOfCell } from '../../src/export/spreadsheet.ts'
import { xlsx, xlsxColumns } from '../../src/export/xlsx.ts'
import { csvWords } from '../../src/ui/text/csv.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { corpus } from '../support/corpora.ts'
import { type Cell, openedBy, type Sheet, soffice } from '../support/libreoffice.ts'
import { makeLog, note } from '../support/make-log.ts'
import { projectFile } from '../support/runbooks.ts'

/** The tables of a bundle, opened by LibreOffice: what a panel's clerk has when Excel is not there. */

const bodies = [
  ...[
    '0335952400',
    '090-1234-5678',
    '110',
    '３階',
    '3-5',
    '1/2',
    '12:30',
    '1E5',
    '令和3年10月31日',
  ],
  ...['=HYPERLINK("http://example.com","x")', '=1+1', '+81', '-5', '@SUM(A1)', '\t=1', '\r=1+1'],
  ...['＝1+1', '＋81', '－5', '＠SUM(A1)', '−1', '\u3000＝1', '\u200b=1', '﹣1', "'=1", '"=1+1"'],
  ...['"引用", と改行\n=2+2', 'TRUE', '50%', '¥1,000', '電子カルテが使えない', '𠮷野家・髙橋・①'],
  ...["=cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")', '=WEBSERVICE("http://example.com")'],
]
const list = corpus('minimaxir__big-list-of-naughty-strings')
const naughty = list.present
  ? (JSON.parse(list.text('blns.json')) as string[]).map(toWellFormed)
  : []

describe.skipIf(!soffice.present)(`the tables in LibreOffice${soffice.note}`, () => {
  let entries: readonly Entry[]
  let opened: ReadonlyMap<string, Sheet[]>
  beforeAll(async () => {
    const said = [...bodies, ...naughty].filter((text) => text.trim() !== '')
    const made = await makeLog({
      count: said.length,
      draft: (i, at) => note(said[i] ?? '', at),
    })
    const state = fold(null, made.events)
    entries = chronology(state.entries, 'occurred', {}, () => '')
    const fixture = unzipSync(readFileSync(projectFile('tests/fixtures/handa-2021.zip')))
    opened = openedBy(
      new Map([
        ['made.csv', csv(state, recordWords.ja, csvWords.ja)],
        ['made.xlsx', await xlsx(state, recordWords.ja, csvWords.ja)],
        ['made-en.csv', csv(state, recordWords.en, csvWords.en)],
        ['handa.csv', fixture['chronology.csv']!],
        ['handa.xlsx', fixture['chronology.xlsx']!],
      ]),
    )
  }, 120_000)

  const sheet = (name: string) => opened.get(name)![0]!
  const columnsOf = (name: string) => (name.endsWith('.xlsx') ? xlsxColumns : csvColumns)
  const column = (name: string, id: (typeof csvColumns)[number]): readonly Cell[] =>
    sheet(name)
      .rows.slice(1)
      .map((row) => row[columnsOf(name).indexOf(id)]!)
  const all = ['made.csv', 'made.xlsx', 'made-en.csv', 'handa.csv', 'handa.xlsx']

  it.each(all)('%s holds no cell that is computed', (name) => {
    const cells = opened.get(name)!.flatMap(({ rows }) => rows.flat())
    expect(cells.length).toBeGreaterThan(1000)
    expect(cells.filter(({ formula }) => formula !== null)).toEqual([])
    expect(cells.filter(({ type }) => type === 'error')).toEqual([])
  })

  it.each(all)('%s has its Japanese heads, or the English ones, in the first row', (name) => {
    const words = name.includes('-en') ? csvWords.en : csvWords.ja
    expect(
      sheet(name)
        .rows[0]!.map(({ text }) => text)
        .slice(0, csvColumns.length),
    ).toEqual(columnsOf(name).map((id) => words.columns[id]))
  })

  it.each(['made.csv', 'made.xlsx'])('%s has times that are times, Japan’s', (name) => {
    const inJapan = (ms: number) => new Date(ms + jstOffsetMinutes * minuteMs).toISOString()
    for (const [i, cell] of column(name, 'occurred').entries()) {
      const entry = entries[i]!
      expect(cell.type, JSON.stringify(cell)).toBe('date')
      // A spreadsheet keeps days as a fraction: to the second, not to the millisecond.
      expect(cell.date?.slice(0, 16)).toBe(inJapan(entry.occurredMs).slice(0, 16))
    }
    for (const [i, cell] of column(name, 'recorded').entries()) {
      expect(cell.type).toBe('date')
      expect(Date.parse(`${cell.date!.slice(0, 23)}Z`)).toBeGreaterThan(
        Date.parse(inJapan(entries[i]!.recordedMs)) - 1000,
      )
    }
  })

  it.each(['handa.csv', 'handa.xlsx'])('%s has a time or nothing in every line', (name) => {
    const cells = column(name, 'occurred')
    expect(new Set(cells.map(({ type }) => type))).toEqual(new Set(['date', null]))
    expect(cells.some(({ date }) => date?.startsWith('2021-10-31T08:00'))).toBe(true)
    expect(column(name, 'recorded').every(({ type }) => type === 'date')).toBe(true)
  })

  it.each(['made.csv', 'made.xlsx'])('%s has every typed word as text, zeros and all', (name) => {
    // Characters that XML cannot hold are left out of a workbook, and line ends are one kind.
    const comparable = (text: string): string =>
      text
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll(/[\p{Cc}\p{Cf}\uFFFE\uFFFF\u2028\u2029]/gu, '')
        .replaceAll(/\s+/g, ' ')
        .trim()
    for (const [i, cell] of column(name, 'body').entries()) {
      const said = entries[i]!.body!
      // Of controls alone nothing is left that a cell could show.
      if (comparable(said) === '') continue
      expect(cell.type, said).toBe('string')
      expect(comparable(textOfCell(cell.text)), said).toBe(comparable(said))
    }
    const texts = column(name, 'body').map(({ text }) => textOfCell(text))
    for (const kept of ['0335952400', '090-1234-5678', '110', '1E5', '令和3年10月31日'])
      expect(texts).toContain(kept)
    for (const guarded of ['＝1+1', '＋81', '－5', '＠SUM(A1)'])
      expect(column(name, 'body').map(({ text }) => text)).toContain(`'${guarded}`)
  })

  it('the fixture’s words are what the record says, in both tables', () => {
    for (const name of ['handa.csv', 'handa.xlsx']) {
      const texts = column(name, 'body').map(({ text }) => text)
      expect(texts).toContain('ランサムウェアと確認')
      expect(texts.some((text) => text.includes('�'))).toBe(false)
    }
    expect(column('handa.csv', 'body').map(({ text }) => textOfCell(text))).toEqual(
      column('handa.xlsx', 'body').map(({ text }) => textOfCell(text)),
    )
  })
})
