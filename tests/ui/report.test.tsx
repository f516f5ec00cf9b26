import { describe, expect, it } from 'vitest'
import type { Instant } from '../../src/domain/ids.ts'
import { fromUtf8 } from '../../src/domain/json.ts'
import { reportParts } from '../../src/export/report.ts'
import { reportWords } from '../../src/ui/text/report.ts'
import { photo } from '../support/leaving.ts'
import { handOver, leadPhone, withScribe } from '../support/two-phones.ts'
import type { World } from '../support/ui.tsx'

/** What the report says of times that are not certain, and of lines that are not the team's. */

function report(world: World, language: 'ja' | 'en' = 'ja'): string {
  const { state } = world.session.state.getState().open!
  const parts = reportParts(state, reportWords[language], {
    ...{ hospital: null, app: 'test', exportedAt: '2025-11-23T09:00:00.000+09:00' as Instant },
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
    .replaceAll(/<\/(td|dt|th|p|b|span)>/g, ' ')
    .replaceAll(/<(?!\/?s[ >])[^>]+>/g, '')
    .replaceAll(/[ \t]+/g, ' ')

const about = (time: string) =>
  ({ at: `2025-11-22T${time}:00.000+09:00` as Instant, precision: 'about' }) as const
const unknown = { at: null, precision: 'unknown' } as const

describe('times in the report', () => {
  it('makes no rough time exact and no unknown one known: functions', async () => {
    const { world } = await leadPhone()
    const change = { do: 'changeService', service: 'er', level: 'stopped', name: '救急' } as const
    await world.session.record({ ...change, occurred: about('01:40') })
    await world.session.record({ ...change, service: 'op', name: '手術', occurred: unknown })
    const ja = section(report(world), 'services')
    expect(ja).toContain('2025-11-22 01:40頃から')
    expect(ja).not.toContain('02:10')
    expect(ja).toContain('時刻不明')
    expect(section(report(world, 'en'), 'services')).toContain('since about 2025-11-22 01:40')
  })

  it('makes no rough time exact: photos, and what stood before a correction', async () => {
    const { world } = await leadPhone()
    await world.session.files.attach([photo(world, 2)], {})
    const made = await world.session.record({ do: 'note', body: '電話', occurred: about('01:20') })
    if (!made.ok) throw new Error('refused')
    await world.session.record({
      ...{ do: 'correctEntry', target: made.ids[0]! },
      occurred: { at: '2025-11-22T01:30:00.000+09:00' as Instant, precision: 'exact' },
    })
    const picture = world.session.state
      .getState()
      .open!.state.entries.findLast(({ shape }) => shape === 'file')!
    await world.session.record({
      ...{ do: 'correctEntry', target: picture.id },
      occurred: about('01:50'),
    })
    const text = report(world)
    expect(section(text, 'log')).toContain('<s>2025-11-22 01:20頃</s>')
    expect(section(text, 'files')).toContain('2025-11-22 01:50頃')
  })
})

describe('lines of devices that the team does not vouch for, in the report', () => {
  it('marks them among the decisions, the steps and the people too', async () => {
    const { world, scribe, log } = await withScribe()
    await scribe.session.record({ do: 'note', body: '全停止とする', kind: 'decision' })
    await handOver(scribe, world, log)
    await world.session.openIncident(log)
    const text = report(world)
    expect(section(text, 'decisions')).toMatch(/全停止とする.*未確認の端末/s)
    expect(section(text, 'people')).toMatch(/佐藤[^\n]*未確認の端末/)
    expect(section(text, 'people')).not.toMatch(/山田[^\n]*未確認の端末/)
  })

  it('shows a person who was struck out as struck', async () => {
    const { world } = await leadPhone()
    const { state } = world.session.state.getState().open!
    const entry = state.entries.find(({ shape }) => shape === 'person')!
    await world.session.record({ do: 'strikeEntry', target: entry.id })
    expect(section(report(world), 'people')).toMatch(/<s>[^<]*山田[^<]*<\/s>/)
  })

  it('shows a check number’s struck giving as struck', async () => {
    const { world } = await leadPhone()
    const made = await world.session.anchors.make()
    const given = await world.session.anchors.give(made!.checkpoint, { to: '県警 サイバー課' })
    if (!given.ok) throw new Error('not recorded')
    expect(section(report(world), 'anchors')).toMatch(/県警 サイバー課/)
    await world.session.record({ do: 'strikeEntry', target: given.ids[0]! })
    expect(section(report(world), 'anchors')).toMatch(/<s>[^<]*県警 サイバー課[^<]*<\/s>/)
  })
})

describe('what is missing', () => {
  const gaps = (world: World, language: 'ja' | 'en' = 'ja') =>
    section(report(world, language), 'gaps')

  it('names the open steps, the questions without an answer, and who should see to them', async () => {
    const { world } = await leadPhone()
    const { state } = world.session.state.getState().open!
    const open = state.position!.open().map(({ step }) => state.graph!.step.get(step)!)
    expect(open.length).toBeGreaterThan(0)
    for (const { title } of open) {
      expect(gaps(world)).toContain(title.ja)
      expect(gaps(world, 'en')).toContain(title.en)
    }
    // Counted on the first page already.
    expect(section(report(world), 'summary')).toMatch(
      /欠けているもの[\s\S]*終わっていない手順 \d+件/,
    )
    const role = state.graph!.runbook.roles.find(({ id }) => id === open[0]!.role)!
    expect(gaps(world)).toContain(role.title.ja)
  })

  it('names gates nobody decided, calls nobody answered, and calls without a result', async () => {
    const { world } = await leadPhone()
    await world.session.record({
      ...{ do: 'setGate', gate: 'a1'.repeat(16), care: '透析 9人', decide: '水と回路を確かめる' },
      at: '2025-11-22T08:30:00.000+09:00' as Instant,
    })
    const placed = await world.session.record({
      ...{ do: 'placeCall', contact: 'police', name: '県警サイバー課' },
    })
    if (!placed.ok) throw new Error('refused')
    expect(gaps(world)).toMatch(/結果が書かれていない電話 1件[\s\S]*県警サイバー課/)
    await world.session.record({ do: 'resultCall', call: placed.ids[0]!, result: 'noAnswer' })
    const text = gaps(world)
    expect(text).toMatch(/決まっていない関所[\s\S]*透析 9人[\s\S]*水と回路を確かめる/)
    expect(text).toMatch(/つながっていない[\s\S]*県警サイバー課[\s\S]*担当が決まっていない/)
    expect(text).not.toContain('結果が書かれていない電話')
  })

  it('names what was passed over, and the hours in which nothing was recorded', async () => {
    const { world } = await leadPhone()
    await world.session.record({
      ...{ do: 'recordStep', step: 'IR-03', outcome: 'skipped', reason: 'noHands' },
      body: '夜勤は2人',
    })
    const text = gaps(world)
    expect(text).toMatch(/行わなかった手順 1件[\s\S]*夜勤は2人/)
    expect(text).toMatch(/3時間以上なにも記録されていない間 1回/)
  })

  it('runs such hours to the next entry by the times of recording, and counts what was told of them', async () => {
    const { world } = await leadPhone()
    world.clock.advance(5 * 3_600_000)
    await world.session.record({ do: 'note', body: '夜が明けた', occurred: about('04:00') })
    const silence = /<li>2025-11-22 (\S+) から 2025-11-22 (\S+) まで <small>([^<]*)/.exec(
      report(world),
    )!
    expect([silence[1], silence[2]]).toEqual(['02:10', '07:10'])
    expect(silence[3]).toContain('ほかの時に書かれた行 1件')
  })

  it('says that it stands open for a second time, after which entry, and whose words opened it', async () => {
    const { world } = await leadPhone()
    const step = (id: string, body: string) =>
      world.session.record({ do: 'recordStep', step: id, outcome: 'done', body })
    await step('IR-10', '夜勤と交代')
    const text = gaps(world)
    const no = world.session.state.getState().open!.state.entries.at(-1)!.no
    expect(text).toMatch(new RegExp(`交代と引継ぎ[^\\n]*2回目[^\\n]*前の回は番号 ${no}`))
  })

  it('says that a record was not closed, whatever its entries say', async () => {
    const { world } = await leadPhone()
    await world.session.record({ do: 'note', body: '平常に戻った' })
    expect(section(report(world), 'summary')).toContain('記録は閉じられていない')
  })

  it('says what is proven of it and what is not, and who has a check number, if anybody', async () => {
    const { world } = await leadPhone()
    const { state } = world.session.state.getState().open!
    expect(gaps(world)).toContain(`署名された出来事${state.entry.size}件`)
    expect(gaps(world)).toContain('照合番号を外に渡した記録がありません')
    expect(gaps(world)).toMatch(/証明されないこと[\s\S]*だれが手に持って書いたか/)
    const made = await world.session.anchors.make()
    await world.session.anchors.give(made!.checkpoint, { to: '県警 サイバー課' })
    expect(gaps(world)).toMatch(/県警 サイバー課へ渡した照合番号/)
    expect(gaps(world)).not.toContain('照合番号を外に渡した記録がありません')
  })
})

describe('who decided', () => {
  const decided = (world: World) => section(report(world), 'decisions')

  it('gives the question, the option in quotation marks, the words, the person with roles, the basis', async () => {
    const { world } = await leadPhone()
    await world.session.record({ do: 'startDuty', name: '院長 高橋', roles: ['executive'] })
    await world.session.record({
      ...{ do: 'decideStep', step: 'CL-D0', branch: 'limit', by: '院長 高橋', occurred: unknown },
      ...{ body: '救急車は断る。独歩は診る', bases: ['patientSafety'] },
    })
    const text = decided(world)
    expect(text).toContain('「制限する・断る・不明 」')
    expect(text).toMatch(/どの場合かは選択肢には記録されていません[\s\S]*救急車は断る。独歩は診る/)
    expect(text).toMatch(/院長 高橋[\s\S]*経営層/)
    expect(text).toContain('患者の安全')
    // The time of the decision is not known, that of its record is.
    expect(text).toMatch(/不明[\s\S]*記録 11-22 /)
    expect(text).toMatch(/記録した端末 [0-9a-f]{8}（山田/)
  })

  it('says that an option of several cases without words does not say which', async () => {
    const { world } = await leadPhone()
    await world.session.record({ do: 'decideStep', step: 'CL-D0', branch: 'limit' })
    expect(decided(world)).toContain('どの場合だったかは書かれていません')
  })

  it('takes the channel for no basis, and whom it came from for who decided', async () => {
    const { world } = await leadPhone()
    await world.session.record({
      ...{ do: 'note', kind: 'decision', body: '外来を止める', from: '災害対策本部', to: '全部署' },
      means: 'meeting',
    })
    const table = /<section id="decisions">([\s\S]*?)<\/section>/.exec(report(world))![1]!
    const row = table.split('<tr>').find((one) => one.includes('外来を止める'))!
    const cells = row.split('<td').map((cell) => cell.replaceAll(/<[^>]+>/g, ' '))
    expect(cells.at(-2)).toMatch(/災害対策本部/)
    expect(cells.at(-1)).not.toMatch(/会議|全部署/)
    expect(cells.at(-1)).toContain('選ばれていない')
  })
})

it('says of every service whether a state was recorded, and gives decisions in words beside them', async () => {
  const { world } = await leadPhone()
  await world.session.record({
    ...{ do: 'changeService', service: 'emergency', level: 'stopped', occurred: about('01:40') },
  })
  await world.session.record({ do: 'note', kind: 'decision', body: '外来は原則停止' })
  const text = section(report(world), 'services')
  expect(text).toMatch(/機能を選んだ記録が一度もない機能: [^\n]*予約再診/)
  expect(text).not.toMatch(/一度もない機能:[^\n]*救急受入/)
  expect(text).toContain('外来は原則停止')
})
