import { describe, expect, it } from 'vitest'
import type { Instant, LogId } from '../../src/domain/ids.ts'
import { anyRunning, shelve } from '../../src/domain/log/shelf.ts'
import type { LogRow } from '../../src/domain/ports.ts'
import { emptySummary } from '../support/make-log.ts'

const at = (time: string): Instant => `2025-11-22T${time}:00.000+09:00` as Instant

const row = (name: string, last: string, change: Partial<LogRow> = {}, closed = false): LogRow => ({
  log: name as LogId,
  purpose: 'incident',
  mode: 'live',
  runbookHash: null,
  summary: { ...emptySummary, lastAt: at(last), closed },
  deleted: null,
  ...change,
})

const gone = (time: string): LogRow['deleted'] => ({ at: at(time), entries: 3, heads: '' })

describe('the shelf of incidents', () => {
  it('parts running, closed and deleted ones, the newest of each first', () => {
    const shelf = shelve([
      row('old', '01:00'),
      row('done', '05:00', {}, true),
      row('new', '03:00'),
      row('mistake', '04:00', { deleted: gone('04:10') }),
    ])
    expect(shelf.running.map((r) => r.log)).toEqual(['new', 'old'])
    expect(shelf.closed.map((r) => r.log)).toEqual(['done'])
    expect(shelf.deleted.map((r) => r.log)).toEqual(['mistake'])
  })

  it('counts a deleted incident as deleted only, closed or not', () => {
    const shelf = shelve([row('a', '01:00', { deleted: gone('02:00') }, true)])
    expect([shelf.running.length, shelf.closed.length, shelf.deleted.length]).toEqual([0, 0, 1])
  })

  it('puts the incident without a time last', () => {
    const shelf = shelve([row('a', '01:00', { summary: emptySummary }), row('b', '00:10')])
    expect(shelf.running.map((r) => r.log)).toEqual(['b', 'a'])
  })

  it('an incident or a drill runs until it is closed or deleted; the hospital log never does', () => {
    const drill = row('drill', '01:00', { mode: 'drill' })
    const hospital = row('hospital', '02:00', { purpose: 'readiness' })
    const mistake = row('mistake', '04:00', { deleted: gone('04:10') })
    const still = [hospital, mistake, row('done', '05:00', {}, true)]
    expect(anyRunning(still)).toBe(false)
    expect(anyRunning([...still, drill])).toBe(true)
    expect(anyRunning([...still, row('live', '03:00')])).toBe(true)
  })
})
