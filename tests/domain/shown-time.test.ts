import { describe, expect, it } from 'vitest'
import { instantMs } from '../../src/domain/instant.ts'
import { shownTime } from '../../src/domain/shown-time.ts'

const now = instantMs('2021-10-31T00:05:00.000+09:00')

describe('what the clock of a found device shows', () => {
  it.each([
    ['0003', '2021-10-31T00:03:00.000+09:00'],
    ['0:03:07', '2021-10-31T00:03:07.000+09:00'],
    ['０００３', '2021-10-31T00:03:00.000+09:00'],
    ['0時3', null],
    ['0時03分07秒', '2021-10-31T00:03:07.000+09:00'],
    // Behind by ten minutes, over midnight.
    ['23:55', '2021-10-30T23:55:00.000+09:00'],
    ['2019/1/2 3:04', '2019-01-02T03:04:00.000+09:00'],
    ['2019年1月2日 3:04:05', '2019-01-02T03:04:05.000+09:00'],
    ['2019-02-30 03:04', null],
    ['25:00', null],
    ['3', null],
    ['', null],
    ['さっき', null],
  ])('%s', (typed, shown) => {
    expect(shownTime(typed, now)).toBe(shown)
  })
})
