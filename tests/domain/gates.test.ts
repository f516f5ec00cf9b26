import { describe, expect, it } from 'vitest'
import { gatesOf } from '../../src/domain/board/gates.ts'
import { rhythmOf } from '../../src/domain/board/rhythm.ts'
import type { SavedRhythm } from '../../src/domain/evolve/state.ts'
import { instantFrom, instantMs } from '../../src/domain/instant.ts'
import { at, scene } from '../support/scene.ts'

const saved = (item: Partial<SavedRhythm> & { item: string }): [string, SavedRhythm] => [
  item.item,
  {
    at: '07:00',
    days: [0, 1, 2, 3, 4, 5, 6],
    lead: 60,
    service: null,
    name: null,
    decide: null,
    ...item,
  },
]
const noUsualDay = rhythmOf(new Map(), new Set())
const look = (
  night: ReturnType<typeof scene>,
  now: string,
  rhythm = noUsualDay as ReturnType<typeof rhythmOf>,
) => gatesOf(night.state, rhythm, instantMs(at(now)))
const time = (ms: number | null | undefined) =>
  ms === null || ms === undefined ? ms : instantFrom(ms).slice(5, 16)

describe('the next gate', () => {
  it('is the care that comes first, with what must be decided before', () => {
    const night = scene()
    night.open('00:31')
    const gate = { do: 'setGate', service: 'dialysis' } as const
    night.say('01:00', { ...gate, gate: 'b', at: at('08:30'), care: '透析開始' })
    night.say('01:01', {
      ...gate,
      gate: 'a',
      at: at('06:00'),
      decideBy: at('05:00'),
      care: '与薬',
      decide: '紙の指示で出せるか',
    })
    const { next, later, overdue } = look(night, '01:10')
    expect(next).toMatchObject({ care: '与薬', decide: '紙の指示で出せるか', from: 'hand' })
    expect(time(next?.decideByMs)).toBe('10-31T05:00')
    expect(later.map((known) => known.care)).toEqual(['透析開始'])
    expect(overdue).toEqual([])
  })

  it('stays in sight when it came and nobody said how it went', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:00', { do: 'setGate', gate: 'a', at: at('06:00'), care: '与薬' })
    expect(look(night, '06:20').overdue.map((gate) => gate.care)).toEqual(['与薬'])
    night.say('06:30', { do: 'settleGate', gate: 'a', at: at('06:00'), how: 'passed' })
    expect(look(night, '06:40')).toMatchObject({ overdue: [], next: null })
  })

  it('is changed by setting it again, also after it was settled', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:00', { do: 'setGate', gate: 'a', at: at('06:00'), care: '与薬' })
    night.say('01:10', { do: 'settleGate', gate: 'a', at: at('06:00'), how: 'cancelled' })
    night.say('01:20', { do: 'setGate', gate: 'a', at: at('07:00'), care: '与薬（遅らせる）' })
    const { next, later } = look(night, '01:30')
    expect(next?.care).toBe('与薬（遅らせる）')
    expect(later).toEqual([])
  })

  it('counts a struck gate as never set, and a struck settling as not settled', () => {
    const night = scene()
    night.open('00:31')
    const gate = night.say('01:00', { do: 'setGate', gate: 'a', at: at('06:00'), care: '与薬' })
    const how = night.say('01:10', { do: 'settleGate', gate: 'a', at: at('06:00'), how: 'decided' })
    night.say('01:11', { do: 'strikeEntry', target: how })
    expect(look(night, '01:30').next?.care).toBe('与薬')
    night.say('01:12', { do: 'strikeEntry', target: gate })
    expect(look(night, '01:30').next).toBeNull()
  })

  it('comes of the hospital’s day, across midnight and the end of the month', () => {
    const night = scene()
    night.open('00:31')
    const rhythm = rhythmOf(
      new Map([saved({ item: 'drugs', at: '00:20', name: '深夜の点滴' })]),
      new Set(),
    )
    const { next } = look(night, '23:50', rhythm)
    expect(time(next?.atMs)).toBe('11-01T00:20')
    expect(time(next?.decideByMs)).toBe('10-31T23:20')
    expect(next).toMatchObject({ id: 'drugs.2021-11-01', care: '深夜の点滴', tentative: false })
  })

  it('of the day comes only on its days of the week: 31 October 2021 is a Sunday', () => {
    const night = scene()
    night.open('00:31')
    const rhythm = rhythmOf(
      new Map([saved({ item: 'clinic', at: '09:00', days: [1, 2, 3, 4, 5] })]),
      new Set(),
    )
    expect(look(night, '01:00', rhythm).next).toBeNull()
    expect(time(look(night, '10:00', rhythm).next?.atMs)).toBe('11-01T09:00')
    expect(look(night, '2021-11-05T10:00', rhythm).next).toBeNull()
  })

  it('of the day goes by itself, and may be settled or changed for one day', () => {
    const night = scene()
    night.open('00:31')
    const rhythm = rhythmOf(
      new Map([saved({ item: 'meal', at: '07:45', name: '配膳' })]),
      new Set(),
    )
    expect(look(night, '08:00', rhythm).overdue).toEqual([])
    night.say('01:00', {
      do: 'settleGate',
      gate: 'meal.2021-10-31',
      at: at('07:45'),
      how: 'decided',
      care: '配膳',
      body: '前日の食事箋で配る',
    })
    expect(time(look(night, '01:10', rhythm).next?.atMs)).toBeUndefined()
    expect(time(look(night, '08:00', rhythm).next?.atMs)).toBe('11-01T07:45')
    night.say('09:00', {
      do: 'setGate',
      gate: 'meal.2021-11-01',
      at: at('2021-11-01T08:30'),
      care: '配膳（遅らせる）',
    })
    const { next, later } = look(night, '10:00', rhythm)
    expect(next).toMatchObject({ care: '配膳（遅らせる）', from: 'hand' })
    expect(later).toEqual([])
  })

  it('is also the time at which a function is looked at again', () => {
    const night = scene()
    night.open('00:31')
    const stop = { do: 'changeService', service: 'emergency', level: 'stopped' } as const
    night.say('01:40', { ...stop, reviewAt: at('05:00') })
    expect(look(night, '02:00').next).toMatchObject({ from: 'review', service: 'emergency' })
    expect(look(night, '05:10').overdue).toMatchObject([{ from: 'review' }])
    night.say('05:12', stop)
    expect(look(night, '05:15')).toMatchObject({ next: null, overdue: [] })
  })
})

describe('the usual day', () => {
  it('is tentative until the hospital says its own', () => {
    const usual = rhythmOf(new Map(), null)
    expect(usual.every((item) => item.tentative)).toBe(true)
    const own = rhythmOf(new Map([saved({ item: 'breakfast', at: '07:15' })]), null)
    expect(own.find((item) => item.item === 'breakfast')).toMatchObject({
      at: '07:15',
      tentative: false,
    })
    expect(own).toHaveLength(usual.length)
  })

  it('leaves out what the hospital does not have', () => {
    const items = rhythmOf(new Map(), new Set(['emergency', 'outpatient'])).map((it) => it.item)
    expect(items).toEqual(['outpatients'])
    const none = rhythmOf(new Map([saved({ item: 'dialysis', days: [] })]), null)
    const night = scene()
    night.open('00:31')
    const coming = gatesOf(night.state, none, instantMs(at('2021-11-01T05:00')))
    expect([coming.next, ...coming.later].map((gate) => gate?.item)).not.toContain('dialysis')
  })

  it('is saved in the readiness log, the last word on each item', () => {
    const house = scene()
    const item = { do: 'saveRhythm', item: 'breakfast', days: [1], lead: 60 } as const
    house.say('09:00', { ...item, at: '07:45' })
    house.say('09:05', { ...item, at: '07:15', name: '朝食', decide: '前日の食事箋で配るか' })
    expect(house.state.rhythm.get('breakfast')).toMatchObject({ at: '07:15', name: '朝食' })
  })
})
