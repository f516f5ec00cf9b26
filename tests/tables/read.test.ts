import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/universal'
import type { Sheet } from '../../src/domain/table/table.ts'
import { inline, number, opened, reading, row, textOf, workbook } from '../support/make-table.ts'

const texts = (sheet: Sheet | undefined): string[][] =>
  (sheet?.rows ?? []).map((cells) => cells.map(({ text }) => text))

/** 「日時,内容」 in the encoding of Japanese Excel (cp932), with 髙 and ①, which plain JIS lacks. */
const shiftJis = Uint8Array.from([
  ...[0x93, 0xfa, 0x8e, 0x9e, 0x2c, 0x93, 0xe0, 0x97, 0x65, 0x0d, 0x0a],
  ...[0x30, 0x3a, 0x33, 0x30, 0x2c, 0xfb, 0xfc, 0x87, 0x40, 0x0d, 0x0a],
])

describe('a CSV', () => {
  it('is read in UTF-8 with or without its mark, in cp932 and in UTF-16', async () => {
    const utf8 = '日時,内容\r\n0:30,髙①\r\n'
    const utf16 = (be: boolean): Uint8Array => {
      const text = `\uFEFF${utf8.replaceAll(',', '\t')}`
      return Uint8Array.from(
        [...text].flatMap((c) => {
          const [low, high] = [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8]
          return be ? [high, low] : [low, high]
        }),
      )
    }
    for (const [bytes, encoding] of [
      [textOf(utf8), 'utf-8'],
      [textOf(`\uFEFF${utf8}`), 'utf-8'],
      [shiftJis, 'shift_jis'],
      [utf16(false), 'utf-16'],
      [utf16(true), 'utf-16'],
    ] as const) {
      const file = await opened(bytes, '経過.csv')
      expect(file).toMatchObject({ kind: 'csv', encoding, name: '経過.csv' })
      expect(texts(file.sheets[0])).toEqual([
        ['日時', '内容'],
        ['0:30', '髙①'],
      ])
    }
  })

  it('keeps commas, quotes, line ends and tabs inside quotes, and a zero in front', async () => {
    const file = await opened(
      textOf('電話,内容\n0335952400,"一行目\r\n二行目, ""引用""\t字下げ"\n=1+1,＝SUM(A1)\n'),
    )
    expect(texts(file.sheets[0])).toEqual([
      ['電話', '内容'],
      ['0335952400', '一行目\n二行目, "引用"\t字下げ'],
      ['=1+1', '＝SUM(A1)'],
    ])
  })

  it.each([
    ['semicolons', '日時;内容\n0:30;a\n1:00;b\n'],
    ['tabs', '日時\t内容\n0:30\ta\n1:00\tb\n'],
    ['lone carriage returns', '日時,内容\r0:30,a\r1:00,b\r'],
  ])('is read with %s', async (_, text) => {
    expect(texts((await opened(textOf(text))).sheets[0])).toEqual([
      ['日時', '内容'],
      ['0:30', 'a'],
      ['1:00', 'b'],
    ])
  })

  it('counts empty lines as rows, as a spreadsheet does', async () => {
    const file = await opened(textOf('日時,内容\n\n0:30,a\n'))
    expect(file.sheets[0]?.rows[2]?.map(({ text }) => text)).toEqual(['0:30', 'a'])
  })

  it("takes this app's own guard off its own table, and no apostrophe off another's", async () => {
    const own = await opened(
      textOf('"No","本文","記録ID","インシデントID"\r\n"1","\'=1+1","a","b"\r\n'),
    )
    expect(texts(own.sheets[0])[1]).toEqual(['1', '=1+1', 'a', 'b'])
    const other = await opened(textOf("日時,内容\n0:30,'=1+1\n"))
    expect(texts(other.sheets[0])[1]).toEqual(['0:30', "'=1+1"])
  })

  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['blank lines only', textOf('\n \n'), 'empty'],
    ['a PDF', textOf('%PDF-1.7\n…'), 'notTable'],
    ['bytes of no text', Uint8Array.from([1, 0, 2, 0, 3]), 'notTable'],
    ['neither UTF-8 nor Shift_JIS', Uint8Array.from([0x41, 0x81, 0xff, 0xfd]), 'encoding'],
    [
      'an old .xls, or one with a password',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]),
      'oldOrLocked',
    ],
    ['20,001 rows', textOf('a,b\n'.repeat(20_001)), 'tooManyRows'],
    ['101 columns', textOf(`${'a,'.repeat(100)}a\n`), 'tooLarge'],
    ['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1), 'tooLarge'],
  ])('is refused with the reason: %s', async (_, bytes, why) => {
    expect(await reading(bytes)).toEqual({ ok: false, why })
  })

  it('of exactly 20,000 rows is taken', async () => {
    expect((await opened(textOf('a,b\n'.repeat(20_000)))).sheets[0]?.rows).toHaveLength(20_000)
  })
})

describe('a workbook', () => {
  it('gives shared strings without their furigana, rich text, cached values and no formula', async () => {
    const file = await opened(
      workbook({
        shared: [
          '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>',
          '<si><r><t>電源を</t></r><r><rPr><b/></rPr><t>切らない</t></r></si>',
        ],
        rows:
          row(1, '<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>') +
          row(
            2,
            '<c r="A2" t="str"><f>HYPERLINK("http://x","y")</f><v>=cmd|calc</v></c>',
            '<c r="B2"><f>1+1</f><v>2</v></c>',
          ) +
          row(3, '<c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c r="B3" t="b"><v>1</v></c>') +
          row(5, inline('B5', '&lt;b&gt; &#65;')),
      }),
    )
    expect(file.sheets[0]?.name).toBe('経過')
    expect(texts(file.sheets[0])).toEqual([
      ['東京', '電源を切らない'],
      ['=cmd|calc', '2'],
      ['', 'TRUE'],
      ['', ''],
      ['', '<b> A'],
    ])
  })

  it('gives dates as its clock showed them, in both of its calendars', async () => {
    const rows = row(
      1,
      number('A1', 44500.0208333333, 1),
      number('B1', 44500, 3),
      number('C1', 0.5625, 2),
      number('D1', 1.0625, 2),
      number('E1', 44500.0208333333),
    )
    const wall = Date.UTC(2021, 9, 31, 0, 30)
    const cells = (await opened(workbook({ rows }))).sheets[0]?.rows[0]
    expect(cells).toMatchObject([
      { text: '2021/10/31 0:30', local: wall },
      { text: '2021/10/31', local: Date.UTC(2021, 9, 31) },
      { text: '13:30', ofDay: 13.5 * 3_600_000 },
      { text: '25:30', ofDay: 25.5 * 3_600_000 },
      { text: '44500.0208333333' },
    ])
    expect(Math.round(cells![4]!.local! / 1000)).toBe(wall / 1000)
    for (const flag of ['1', 'true']) {
      const macs = await opened(
        workbook({
          workbookPr: `<workbookPr date1904="${flag}"/>`,
          rows: row(
            1,
            number('A1', 43038.0208333333, 1),
            number('B1', 0.5625, 2),
            number('C1', 43038.0208333333),
          ),
        }),
      )
      expect(macs.sheets[0]?.rows[0]).toMatchObject([
        { text: '2021/10/31 0:30', local: wall },
        { text: '13:30', ofDay: 13.5 * 3_600_000 },
        { local: expect.closeTo(wall, -3) as number },
      ])
    }
  })

  it('is read as another library writes it: several sheets, times, long text over any part of the file', async () => {
    const lines = Array.from({ length: 3_000 }, (_, i) => `${i} ${'長い記録。'.repeat(i % 40)}`)
    const blob = await writeXlsxFile([
      {
        sheet: '表紙',
        data: [[{ value: '半田病院', type: String }]],
      },
      {
        sheet: 'クロノロ',
        data: [
          [{ value: '日時' }, { value: '内容' }],
          ...lines.map((line, i) => [
            {
              value: new Date(Date.UTC(2021, 9, 31, 0, i)),
              type: Date,
              format: 'yyyy/mm/dd hh:mm',
            },
            { value: line, type: String },
          ]),
        ],
      },
    ] as never).toBlob()
    const file = await opened(new Uint8Array(await blob.arrayBuffer()))
    expect(file.sheets.map(({ name }) => name)).toEqual(['表紙', 'クロノロ'])
    const rows = file.sheets[1]!.rows
    expect(rows.slice(1).map((cells) => cells[1]?.text)).toEqual(lines)
    expect(rows.slice(1).map((cells) => cells[0]?.local)).toEqual(
      lines.map((_, i) => Date.UTC(2021, 9, 31, 0, i)),
    )
  })

  it('is not made larger by styles down to the last row', async () => {
    const rows = `${row(1, inline('A1', 'a'))}<row r="1048575" ht="12"><c r="A1048575" s="1"/></row><row r="1048576" s="2"/>`
    expect(texts((await opened(workbook({ rows }))).sheets[0])).toEqual([['a']])
  })

  const bomb = ' '.repeat(49 * 1024 * 1024)
  it.each([
    ['a cell in row 1,048,576', { rows: row(1_048_576, inline('A1048576', 'a')) }, 'tooManyRows'],
    ['a cell in the last column', { rows: row(1, inline('XFD1', 'a')) }, 'tooLarge'],
    ['a place written in another way', { rows: row(1, inline('A&#49;048576', 'a')) }, 'broken'],
    ['a cell without a place', { rows: '<row r="1"><c><v>1</v></c></row>' }, 'broken'],
    ['a bomb', { rows: bomb }, 'tooLarge'],
    ['an empty sheet', { rows: '' }, 'empty'],
    ['torn XML', { rows: '<row r="1"><c r="A1"' }, 'broken'],
  ])('is refused with the reason: %s', async (_, plan, why) => {
    expect(await reading(workbook(plan))).toEqual({ ok: false, why })
  })

  it('that lies about its sizes is refused before it grows', async () => {
    const bytes = workbook({ rows: ' '.repeat(30 * 1024 * 1024) })
    const view = new DataView(bytes.buffer)
    let changed = 0
    for (let at = 0; at + 46 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1e6) {
        view.setUint32(at + 24, 1_000, true)
        changed++
      }
    expect(changed).toBe(1)
    expect(await reading(bytes)).toEqual({ ok: false, why: 'broken' })
  })

  it('with a locked part, a Word file and a plain ZIP are told apart', async () => {
    const bytes = workbook({ rows: row(1, inline('A1', 'a')) })
    const view = new DataView(bytes.buffer)
    for (let at = 0; at + 46 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true)
    expect(await reading(bytes)).toEqual({ ok: false, why: 'oldOrLocked' })
    const { zipSync } = await import('fflate')
    const word = zipSync({ 'word/document.xml': textOf('<w/>') })
    expect(await reading(word)).toEqual({ ok: false, why: 'notTable' })
  })
})
