import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { fromUtf8 } from '../../src/domain/json.ts'
import { csv } from '../../src/export/csv.ts'
import { reportParts } from '../../src/export/report.ts'
import { xlsx } from '../../src/export/xlsx.ts'
import { type BundleFacts, bundleReadme } from '../../src/ui/text/bundle.ts'
import { csvWords } from '../../src/ui/text/csv.ts'
import { recordWords } from '../../src/ui/text/record.ts'
import { reportWords } from '../../src/ui/text/report.ts'
import { frozenLater, frozenLogs } from '../support/frozen-logs.ts'

/** The evidence register as it leaves the app: report, workbook, table, README. */

const folded = async (make: (typeof frozenLater)[string] | undefined): Promise<LogState> => {
  const { events, runbook } = await make!()
  return fold(JSON.parse(fromUtf8(runbook!)!) as Runbook, events)
}
let state: LogState
let without: LogState
beforeAll(async () => {
  state = await folded(frozenLater['v1-evidence/register'])
  without = await folded(frozenLogs['incident-live'])
})

function report(of: LogState, language: 'ja' | 'en'): string {
  const parts = reportParts(of, reportWords[language], {
    ...{ hospital: null, app: 'test', exportedAt: '2021-11-01T09:00:00.000+09:00' as Instant },
    ...{ here: new Set(), pictures: new Map() },
  })
  for (;;) {
    const next = parts.next()
    if (next.done) return next.value.map((piece) => fromUtf8(piece)).join('')
  }
}
/** The section with this id, as words. */
const section = (text: string, id: string): string =>
  (new RegExp(`<section id="${id}">([\\s\\S]*?)</section>`).exec(text)?.[1] ?? '')
    .replaceAll(/<\/(tr|p|h\d|div|dl)>/g, '\n')
    .replaceAll(/<\/(td|dt|th)>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/[ \t]+/g, ' ')

describe('the report', () => {
  it('lists each item with what is known of it, and the whole chain of custody', () => {
    const text = section(report(state, 'ja'), 'custody')
    expect(text).toContain('証-01　ファイルサーバ')
    expect(text).toContain('機器の時計 117より2分8秒遅れ')
    expect(text).toContain('製造番号 0012-3')
    expect(text).toMatch(/証拠を封印した 鈴木 → 県警・目的: 解析・状態: 電源入・封印番号: 封-2/)
    const order = [
      '証拠を封印した',
      '証拠を保管した',
      '証拠を渡した',
      '封印を開けた',
      '証拠を返した',
    ]
    const places = order.map((act) => text.indexOf(act))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    // A copy names what it was made of; the item of the other device has its own series.
    expect(text).toContain('複製の元 証-01')
    expect(text).toContain('証-AW-01　USBメモリ')
  })

  it('shows what was noted first beside what it was changed to', () => {
    const text = section(report(state, 'ja'), 'custody')
    const usb = text.slice(text.indexOf('証-AW-01　USBメモリ'), text.indexOf('証-02　IMG'))
    expect(usb).toMatch(/証拠を登録 .*何か/)
    expect(usb).toMatch(/証拠の記載を改めた .*件名: USBメモリ/)
  })

  it('keeps what was struck in sight, as struck', () => {
    expect(report(state, 'ja')).toMatch(/<s><b>証拠を廃棄した<\/b>/)
    expect(report(state, 'en')).toMatch(/<s><b>Evidence disposed of<\/b>/)
  })

  it('has no such part, nor a way to it, where nothing was registered', () => {
    expect(report(without, 'ja')).not.toContain('#custody')
    expect(report(state, 'ja')).toContain('href="#custody"')
  })
})

describe('the workbook', () => {
  it('holds the register as a sheet of its own, every cell text', async () => {
    const files = unzipSync(await xlsx(state, recordWords.ja, csvWords.ja))
    expect(strFromU8(files['xl/workbook.xml']!)).toMatch(/name="証拠台帳"/)
    const sheet = strFromU8(files['xl/worksheets/sheet2.xml']!)
    expect(sheet).not.toContain('<f>')
    expect(sheet).toMatch(/state="frozen"/)
    const strings = strFromU8(files['xl/sharedStrings.xml']!)
    expect(strings).toContain('>証-01<')
    expect(strings).toContain('>0012-3<')
    expect(strings).toContain('>証-AW-01<')
  })

  it('has the chronology only where nothing was registered', async () => {
    const files = unzipSync(await xlsx(without, recordWords.ja, csvWords.ja))
    expect(Object.keys(files)).not.toContain('xl/worksheets/sheet2.xml')
  })
})

describe('the table', () => {
  it('words every event of the register', () => {
    const text = fromUtf8(csv(state, recordWords.ja, csvWords.ja))!
    expect(text).toContain('証拠を登録　証-01 サーバ: ファイルサーバ')
    expect(text).toContain('証拠の記載を改めた　証-AW-01')
    expect(text).toContain('証拠を渡した　証-01、証-AW-01')
    expect(text).not.toContain(recordWords.ja.unknown)
  })
})

it('the README says where the register is', () => {
  const facts: BundleFacts = {
    ...{
      drill: false,
      name: null,
      log: 'x',
      exportedAt: '',
      app: '',
      digits: null,
      register: true,
    },
    ...{ verifier: true, redacted: { lines: 0, blackedOut: 0, erased: 0 } },
    ...{ events: 179, lines: 166, language: 'ja' as const, origin: null },
  }
  const readme = bundleReadme(facts)
  expect(readme).toMatch(/証拠台帳/)
  expect(readme).toMatch(/evidence register/i)
  const bare = bundleReadme({ ...facts, register: false, verifier: false })
  expect(bare).not.toMatch(/証拠台帳|evidence register/i)
  expect(bare).toContain('この一式だけでは署名を検証できません')
  expect(readme).not.toContain('この一式だけでは署名を検証できません')
  // Two counts of one record are read side by side; the difference is explained where both stand.
  expect(readme).toMatch(/報告書と経過の表は166行、log\.jsonl と検証器は179件/)
  expect(readme).toMatch(/166 lines in the report and the tables, 179 entries in log\.jsonl/)
})
