import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { playFile } from '../../src/cli/replay.ts'
import { csvColumns } from '../../src/domain/chronology/csv-words.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import { fromUtf8, toWellFormed } from '../../src/domain/json.ts'
import { csv } from '../../src/export/csv.ts'
import { parseJsonl } from '../../src/export/jsonl.ts'
import { isFormula, textCell, textOfCell } from '../../src/export/spreadsheet.ts'
import { csvWords } from '../../src/ui/text/csv.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { corpus } from '../support/corpora.ts'
import { makeLog, note } from '../support/make-log.ts'
import { libraryWith, phone } from '../support/phones.ts'
import { projectFile, shipped } from '../support/runbooks.ts'

/** RFC 4180, read by the letter: whatever is not it throws. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at++
      for (;;) {
        const end = text.indexOf('"', at)
        if (end < 0) throw new Error('a quote stays open')
        cell += text.slice(at, end)
        at = end + 1
        if (text[at] !== '"') break
        cell += '"'
        at++
      }
    } else {
      const rest = /^[^",\r\n]*/.exec(text.slice(at))![0]
      cell = rest
      at += rest.length
    }
    rows.at(-1)!.push(cell)
    if (text[at] === ',') at++
    else if (text.startsWith('\r\n', at)) {
      at += 2
      if (at < text.length) rows.push([])
    } else throw new Error(`neither a comma nor a line end at ${at}`)
  }
  return rows
}

type Row = Record<(typeof csvColumns)[number], string>
function rowsOf(state: LogState, language: 'ja' | 'en' = 'ja'): Row[] {
  const text = fromUtf8(csv(state, recordWords[language], csvWords[language]))!
  const [head, ...rows] = readCsv(text.slice(1))
  expect(head).toEqual(csvColumns.map((column) => csvWords[language].columns[column]))
  return rows.map((cells) => {
    expect(cells).toHaveLength(csvColumns.length)
    return Object.fromEntries(csvColumns.map((column, i) => [column, cells[i]])) as unknown as Row
  })
}

const stateOf = async (bodies: readonly string[]): Promise<LogState> =>
  fold(
    null,
    (await makeLog({ count: bodies.length, draft: (i, at) => note(bodies[i]!, at) })).events,
  )

describe('the chronology for Excel', () => {
  const yaml = readFileSync(projectFile('tests/replays/handa-2021.yaml'), 'utf8')
  const handa = (async () => {
    const { jsonl } = await playFile(yaml, 'ja')
    return fold(shipped('hospital'), parseJsonl(jsonl).events)
  })()

  it('starts with a BOM and ends every line with CRLF', async () => {
    const bytes = csv(await handa, recordWords.ja, csvWords.ja)
    expect([...bytes.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x22])
    expect(fromUtf8(bytes)!.endsWith('"\r\n')).toBe(true)
  })

  it('has a row for every entry, as things happened, and says live and which incident in each', async () => {
    const state = await handa
    const rows = rowsOf(state)
    expect(rows).toHaveLength(state.entries.length)
    const times = rows.map((row) => row.occurredIso).filter(Boolean)
    expect(times).toEqual([...times].sort())
    expect(new Set(rows.map((row) => `${row.mode} ${row.incident}`))).toEqual(
      new Set([`実動 ${state.log}`]),
    )
    expect(new Set(rows.map((row) => row.event)).size).toBe(rows.length)
  })

  it('writes each time twice: for people, and with its offset', async () => {
    const state = await handa
    const row = rowsOf(state).find((r) => r.late !== '' && r.precision === '頃')
    expect(row?.occurred).toMatch(/^2021-1\d-\d\d \d\d:\d\d$/)
    expect(row?.occurredIso).toMatch(/^2021-1\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+09:00$/)
    expect(row?.recordedIso).toMatch(/\+09:00$/)
    expect(row?.late).toBe('後記')
  })

  it('keeps what stood before a correction, with when and by whom', async () => {
    const corrected = rowsOf(await handa).filter((row) => row.history.includes('元の文'))
    expect(corrected.length).toBeGreaterThan(0)
    expect(corrected[0]!.history).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d 訂正 .*元の文「/s)
  })

  it('reads the same in English', async () => {
    const rows = rowsOf(await handa, 'en')
    expect(rows[0]!.mode).toBe('LIVE')
    expect(rows.some((row) => row.kind === 'Step')).toBe(true)
  })

  it('calls a drill a drill in every row', async () => {
    const made = await makeLog({ count: 3, mode: 'drill' })
    expect(rowsOf(fold(null, made.events)).map((row) => row.mode)).toEqual(['訓練', '訓練', '訓練'])
  })

  it('keeps the offset of a device far from Japan, and shows Japan’s time beside it', async () => {
    const made = await makeLog({
      count: 1,
      draft: () => note('こちらは朝', '2021-10-30T08:30:00.000-07:00' as never),
    })
    const [row] = rowsOf(fold(null, made.events))
    expect(row).toMatchObject({
      occurred: '2021-10-31 00:30',
      occurredIso: '2021-10-31T00:30:00.000+09:00',
    })
  })

  it('marks what a device wrote that nobody confirmed, or that was retired', async () => {
    const library = libraryWith(shipped('hospital'))
    const lead = await phone({ name: 'lead', seed: 41, library })
    const found = await phone({ name: 'found', seed: 42, library })
    const { log } = await lead.session.startIncident({ runbookId: 'hospital', mode: 'live' })
    await lead.session.record({ do: 'note', body: '救急を止めた' })
    await found.take(await lead.file(log))
    await found.session.openIncident(log)
    await found.session.record({ do: 'note', body: '3階で見つけた端末' })
    await lead.take(await found.file(log))
    await lead.session.openIncident(log)
    const marks = (language: 'ja' | 'en' = 'ja') =>
      Object.fromEntries(
        rowsOf(lead.session.state.getState().open!.state, language).flatMap((row) =>
          row.body ? [[row.body, row.deviceMark]] : [],
        ),
      )
    const [first, strange] = ['救急を止めた', '3階で見つけた端末']
    expect(marks()).toMatchObject({ [first!]: '', [strange!]: '未確認の端末' })
    expect(marks('en')).toMatchObject({ [strange!]: 'device not confirmed' })

    // Retired, and what it wrote before its holder heard of that comes in apart.
    const [device, head] = [...found.session.state.getState().open!.state.heads].at(-1)!
    await lead.session.record({ do: 'retireDevice', device, lastSeq: head.seq })
    await found.session.record({ do: 'note', body: '外した後の記録' })
    await lead.take(await found.file(log))
    await lead.session.openIncident(log)
    expect(marks()).toMatchObject({ [first!]: '', 外した後の記録: '別扱い' })
  })

  it('leaves the time empty where it is unknown, and says so', async () => {
    const made = await makeLog({
      count: 1,
      draft: (_i, at) => {
        const draft = note('いつの間にか', at)
        return {
          ...draft,
          data: { ...draft.data, occurred: { at: null, precision: 'unknown' } },
        } as typeof draft
      },
    })
    expect(rowsOf(fold(null, made.events))[0]).toMatchObject({
      occurred: '',
      occurredIso: '',
      precision: '不明',
      body: 'いつの間にか',
    })
  })

  it('shows a damaged event as a row of its own', async () => {
    const made = await makeLog({ count: 2 })
    const torn = made.events.map((event, i) =>
      i === 1 ? { ...event, header: Uint8Array.of(0) } : event,
    )
    const rows = rowsOf(fold(null, torn))
    expect(rows).toHaveLength(2)
    expect(rows.map((row) => row.kind)).toContain('壊れた記録')
  })
})

describe('cells that a spreadsheet would take for something else', () => {
  it.each([
    ...['=1+1', '+81', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝１', '＋8', '－1', '＠x', '−1'],
    ...['  =1', '\n\n=1', '\u3000＝1', '\u200b=1', '\ufeff=1', '\u0001=1', '﹣1', '\u00a0-x'],
  ])('%j is no formula', (text) => {
    expect(isFormula(text)).toBe(true)
    expect(textCell(text)).toBe(`"'${text}"`)
  })
  it.each([
    ...['0335952400', '090-1234-5678', '3-5', '1/2', '12:30', '1E5', '1E+02', '1e-3', '０３'],
    ...[
      '2021年10月31日',
      '令和3年10月31日',
      'R3.10.31',
      'Oct 31',
      '50%',
      '¥1,000',
      'TRUE',
      ' 007',
      "'already",
    ],
  ])('%j stays text', (text) => {
    expect(textCell(text)).toBe(`"'${text}"`)
  })
  it.each(['電子カルテ2台', '3階病棟', 'A-1', 'call 119', '1号館', '—', 'm', 'a=b', 'x\n=1'])(
    '%j is left alone',
    (text) => {
      expect(textCell(text)).toBe(`"${text}"`)
    },
  )
  it('quotes inside are doubled', () => {
    expect(textCell('「"停止"」,\r\n次')).toBe('"「""停止""」,\r\n次"')
  })
})

describe('naughty strings (minimaxir/big-list-of-naughty-strings)', () => {
  const suite = corpus('minimaxir__big-list-of-naughty-strings')
  it.skipIf(!suite.present)(`as entry text: no formula, exact text back${suite.note}`, async () => {
    const strings = (JSON.parse(suite.text('blns.json')) as string[])
      .map(toWellFormed)
      .filter((text) => text !== '')
    const rows = rowsOf(await stateOf(strings))
    expect(rows.map((row) => textOfCell(row.body))).toEqual(strings)
    for (const row of rows)
      for (const cell of Object.values(row))
        expect(isFormula(cell), JSON.stringify(cell)).toBe(false)
  })
})
