import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { csvColumns } from '../../src/domain/chronology/csv-words.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import { fromUtf8 } from '../../src/domain/json.ts'
import { timesketchParts } from '../../src/export/timesketch.ts'
import { xlsx, xlsxColumns } from '../../src/export/xlsx.ts'
import { csvWords } from '../../src/ui/text/csv.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { makeLog, note } from '../support/make-log.ts'

/** The chronology as other programs take it: Excel, Timesketch. */

const bodies = [
  '電話 0335952400 へ',
  '0335952400',
  '=HYPERLINK("http://example.com","x")',
  '＝1+1',
  '＋81',
  '－5',
  '＠SUM(A1)',
  '改行\n二行目, "引用"',
  '制御\u0001文字',
]
let state: LogState
beforeAll(async () => {
  const made = await makeLog({
    count: bodies.length,
    draft: (i, at) => note(bodies[i]!, at),
  })
  state = fold(null, made.events)
})

describe('the Excel workbook', () => {
  it('is the same whenever it is made', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-11-22T02:00:00Z') })
    const first = await xlsx(state, recordWords.ja, csvWords.ja)
    vi.setSystemTime(new Date('2025-12-24T02:00:00Z'))
    expect(await xlsx(state, recordWords.ja, csvWords.ja)).toEqual(first)
    vi.useRealTimers()
  })

  let sheet: string
  let strings: string
  beforeAll(async () => {
    const files = unzipSync(await xlsx(state, recordWords.ja, csvWords.ja))
    sheet = strFromU8(files['xl/worksheets/sheet1.xml']!)
    strings = strFromU8(files['xl/sharedStrings.xml']!)
  })
  it('keeps its head in sight and gives columns their widths', () => {
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    expect(sheet).toMatch(/<col [^>]*width="60"/)
  })
  it('prints its first columns as wide as a page, the head on every one, and leaves no column out', async () => {
    expect(sheet).toMatch(/<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/)
    expect(sheet).toMatch(/<pageSetup [^>]*fitToWidth="1" fitToHeight="0"/)
    const book = strFromU8(
      unzipSync(await xlsx(state, recordWords.ja, csvWords.ja))['xl/workbook.xml']!,
    )
    expect(book).toContain(`'クロノロ'!$A$1:$H$${state.entries.length + 1}<`)
    expect(book).toContain(`'クロノロ'!$1:$1<`)
    // Words of two lines stand in a row of two, whatever program opens it.
    expect(sheet).toMatch(/<row r="(?!1")\d+" ht="30"/)
    expect([...xlsxColumns].sort()).toEqual([...csvColumns].sort())
  })
  it('holds times as numbers, Japan’s, and everything typed as text', () => {
    const serial = (ms: number): string => String((ms + 9 * 3_600_000) / 86_400_000 + 25_569)
    const first = state.entries.find(({ shape }) => shape === 'note')!
    expect(sheet).toContain(`<v>${serial(first.occurredMs)}</v>`)
    expect(sheet).not.toContain('<f>')
    expect(strings).toContain('>0335952400<')
  })
  it('disarms what begins like a formula, in full width too', () => {
    for (const start of ['=HYPERLINK', '＝1+1', '＋81', '－5', '＠SUM'])
      expect(strings).toContain(`>'${start}`)
    expect(strings).toContain('>制御文字<')
  })
})

describe('the Timesketch file', () => {
  it('is what its import takes: one object a line, offsets, microseconds, tags', () => {
    const parts = timesketchParts(state, recordWords.ja, csvWords.ja)
    let next = parts.next()
    while (!next.done) next = parts.next()
    const text = fromUtf8(next.value)!
    expect(text).not.toMatch(/^\uFEFF|\n\n|\r/)
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(state.entries.length)
    for (const line of lines) {
      expect(line.message).not.toBe('')
      expect(line.datetime).toMatch(/[+-]\d\d:\d\d$/)
      expect(line.timestamp).toBe(Date.parse(line.datetime) * 1000)
      expect(['発生時刻（日本時間）', '記録時刻（日本時間）']).toContain(line.timestamp_desc)
      expect(Array.isArray(line.tag)).toBe(true)
      expect(line.hash).toMatch(/^[0-9a-f]{64}$/)
    }
    expect(lines.some(({ message }) => message.includes('改行\n二行目, "引用"'))).toBe(true)
  })
})
