import { strToU8, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { instantMs } from '../../src/domain/instant.ts'
import { guessMapping } from '../../src/domain/table/columns.ts'
import { type JudgedRows, judgeRows } from '../../src/domain/table/rows.ts'
import { createSession } from '../../src/session/session.ts'
import { busyMs, hangMs } from '../support/busy.ts'
import { seededRandom } from '../support/doubles.ts'
import {
  hashOfBytes,
  inline,
  number,
  reading,
  row,
  textOf,
  workbook,
} from '../support/make-table.ts'
import { mutated } from '../support/mutate.ts'
import { sharedDevice } from '../support/world.ts'

/** `SHODO_SEED=1 SHODO_RUNS=100000` replays a run, or makes a longer one. */
const seed = Number(process.env['SHODO_SEED'] ?? 20_211_031)
/** With `SHODO_STRESS`, half of so many: a quarter CSV, a quarter XLSX (see `broken-copies.test.ts`). */
// Smaller numbers are meant for `tests/e2e/many-photos.test.ts`.
const stress = Math.floor(Number(process.env['SHODO_STRESS'] ?? 0) / 10_000) * 10_000
const runs = stress ? stress / 2 : Number(process.env['SHODO_RUNS'] ?? 3_000)

const csv = [
  '日付,時刻,内容,記録者,出典,備考',
  '令和3年10月31日,0:30,"プリンタが英文を印刷, ""READ ME""\n二行目",山田,写真1,',
  ',０時４５分頃,電子カルテが開かない,,,3階',
  '2021/11/1,25:10,=HYPERLINK("http://x"),__proto__,constructor,',
  ',不明,"＝SUM(A1)",,,',
].join('\r\n')

const rows =
  row(1, inline('A1', '日時'), inline('B1', '内容'), inline('C1', '担当')) +
  row(2, number('A2', 44500.0208333333, 1), '<c r="B2" t="s"><v>0</v></c>', inline('C2', '山田')) +
  row(
    3,
    inline('A3', '令和3年10月31日 0時45分頃'),
    inline('B3', '&lt;script&gt; __proto__'),
    inline('C3', 'x'),
  ) +
  row(4, number('A4', 0.5625, 2), '<c r="B4" t="str"><f>1+1</f><v>2</v></c>')
const shared = [
  '<si><r><t>電源を</t></r><r><t>切らない</t></r><rPh sb="0" eb="1"><t>デンゲン</t></rPh></si>',
]
const plan = { rows, shared, workbookPr: '<workbookPr date1904="0"/>' }

/** A change inside the XML, packed anew: what a change of packed bytes seldom reaches. */
function insideWorkbook(random: ReturnType<typeof seededRandom>): Uint8Array {
  const part = random.int(3)
  const spoilt = (text: string): string => new TextDecoder().decode(mutated(textOf(text), random))
  return workbook({
    ...plan,
    rows: part === 0 ? spoilt(rows) : rows,
    shared: part === 1 ? [spoilt(shared[0]!)] : shared,
    workbookPr: part === 2 ? spoilt('<workbookPr date1904="0"/>') : '',
    level: 0,
  })
}

const base = {
  day: { year: 2021, month: 10, day: 31 },
  offset: 540,
  nextDay: true,
  nowMs: instantMs('2022-01-01T00:00:00.000+09:00'),
}

it(`${runs} spoilt tables (seed ${seed}): no crash, nothing over 2 s, all rows or none, no prototype touched`, async () => {
  const random = seededRandom(seed)
  const session = createSession(sharedDevice().tab().world)
  await session.boot()
  await session.startIncident({ runbookId: 'hospital' })
  const count = (): number => session.state.getState().open!.state.entries.length
  const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype]
  const own = (): string => JSON.stringify(prototypes.map((p) => Reflect.ownKeys(p).map(String)))
  const before = own()
  const plain = textOf(csv)
  const packed = [workbook(plan), workbook({ ...plan, level: 0 })]
  const kinds: Record<string, number> = {}
  let worst = { ms: 0, run: 0 }
  const since = performance.now()
  for (let run = 0; run < runs; run++) {
    const bytes =
      run % 2 === 0
        ? mutated(plain, random)
        : run % 8 === 1
          ? mutated(packed[(run >> 3) % 2]!, random)
          : insideWorkbook(random)
    const told = `run ${run} of seed ${seed}`
    const start = process.cpuUsage()
    const read = await reading(bytes, 'x.csv')
    let judged: JudgedRows | null = null
    if (read.ok) {
      const [sheet] = read.file.sheets
      judged = judgeRows(sheet!, guessMapping(sheet!), base, new Set())
    }
    const ms = busyMs(start)
    if (ms > worst.ms) worst = { ms, run }
    expect(ms, told).toBeLessThan(hangMs)
    const kind = read.ok ? `${read.file.kind} read` : read.why
    kinds[kind] = (kinds[kind] ?? 0) + 1
    if (!judged || judged.good.length === 0 || run % 10 !== 0) continue
    const had = count()
    const result = await session.record({
      ...{ do: 'importTable', file: hashOfBytes(bytes), name: 'x.csv', sheet: 1 },
      rows: judged.good,
    })
    expect(count() - had, told).toBe(result.ok ? judged.good.length : 0)
  }
  expect(own()).toBe(before)
  console.log(
    `seed ${seed}: ${runs} tables in ${Math.round((performance.now() - since) / 1000)} s, slowest no. ` +
      `${worst.run} with ${Math.round(worst.ms)} ms, ${JSON.stringify(kinds)}`,
  )
  // Else nothing but refusals was tried.
  expect(kinds['csv read']).toBeGreaterThan(runs / 20)
  expect(kinds['xlsx read']).toBeGreaterThan(runs / 20)
}, 3_600_000)

it('a bomb of stored text, of cells and of quotes is bounded too', async () => {
  const start = process.cpuUsage()
  const far = Array.from({ length: 19_999 }, (_, i) => row(i + 1, inline(`CV${i + 1}`, 'a'))).join(
    '',
  )
  await reading(workbook({ rows: far }))
  await reading(textOf(`${'"'.repeat(3_000_000)}`))
  await reading(textOf(`a,b\n${'"a\n'.repeat(500_000)}`))
  await reading(zipSync({ 'xl/workbook.xml': strToU8('<a>'.repeat(300_000)) }))
  expect(busyMs(start)).toBeLessThan(4 * hangMs)
}, 60_000)
