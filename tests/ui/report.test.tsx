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
