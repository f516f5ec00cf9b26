import { describe, expect, it } from 'vitest'
import { initialState } from '../../src/domain/evolve/state.ts'
import { deadlineOf, legalClocks } from '../../src/domain/flow/deadlines.ts'
import type { Deadline, Step } from '../../src/domain/flow/runbook.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { instantFrom, instantMs } from '../../src/domain/instant.ts'
import { shipped } from '../support/runbooks.ts'

const known = '2021-10-31T00:30:00.000+09:00' as Instant
const facts = {
  detection: { at: known, precision: 'about' },
  breachKnownAt: null,
  openedAt: known,
} as const
const at = (deadline: Deadline, nowMs = instantMs(known)) =>
  deadlineOf({ id: 'X', deadline } as Step, undefined, facts, nowMs)
const texts = (deadline: Deadline) =>
  at(deadline)?.dues.map((due) => instantFrom(due.dueMs).slice(0, 16))

describe('deadlines', () => {
  it('count minutes from their anchor', () => {
    expect(texts({ from: 'detection', hard: false, minutes: 10 })).toEqual(['2021-10-31T00:40'])
  })

  it('count days from the day known as day 1, in Japan, without rolling over holidays', () => {
    expect(texts({ from: 'breach.knownAt', hard: true, days: [30, 60] })).toEqual([
      '2021-11-29T23:59',
      '2021-12-29T23:59',
    ])
    expect(texts({ from: 'breach.knownAt', hard: false, band: { fromDay: 3, toDay: 5 } })).toEqual([
      '2021-11-02T23:59',
      '2021-11-04T23:59',
    ])
  })

  it('take the day of Japan, whatever the offset it was written with', () => {
    const lateInUtc = { ...facts, breachKnownAt: '2021-10-31T15:30:00.000+00:00' as Instant }
    const step = {
      id: 'X',
      deadline: { from: 'breach.knownAt', hard: true, days: [30] },
    } as unknown as Step
    expect(
      instantFrom(deadlineOf(step, undefined, lateInUtc, 0)!.dues[0]!.dueMs).slice(0, 10),
    ).toBe('2021-11-30')
  })

  it('show the next one that is still ahead, and the last one when all have passed', () => {
    const days: Deadline = { from: 'breach.knownAt', hard: true, days: [30, 60] }
    expect(at(days, instantMs('2021-12-01T00:00:00.000+09:00'))?.next?.day).toBe(60)
    expect(at(days, instantMs('2022-12-01T00:00:00.000+09:00'))?.next?.day).toBe(60)
  })

  it('start a cut at the order, else at the opening', () => {
    const step = { id: 'X', deadline: { from: 'ordered', hard: false, minutes: 30 } } as Step
    const run = {
      system: null,
      openedAt: '2021-10-31T01:10:00.000+09:00' as Instant,
      orderedAt: '2021-10-31T01:00:00.000+09:00' as Instant,
    }
    expect(instantFrom(deadlineOf(step, run, facts, 0)!.next!.dueMs).slice(11, 16)).toBe('01:30')
  })

  it('words alone have no time', () => {
    const wall: Deadline = {
      from: 'wall',
      hard: false,
      text: { ja: '90分前', en: '90 min before' },
    }
    expect(at(wall)).toMatchObject({ dues: [], next: null })
  })
})

describe('the legal clocks', () => {
  it.each(['hospital', 'clinic'] as const)('show from the start in the %s runbook', (id) => {
    const state = { ...initialState(shipped(id)), detection: facts.detection }
    const clocks = legalClocks(state, instantMs(known))
    expect(clocks.map((clock) => clock.step)).toEqual(['EX-04', 'EX-08'])
    expect(clocks.map((clock) => clock.dues.map((due) => [due.day, due.hard]))).toEqual([
      [
        [3, false],
        [5, false],
      ],
      [
        [30, true],
        [60, true],
      ],
    ])
  })
})
