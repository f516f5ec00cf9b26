import { describe, expect, it } from 'vitest'
import type { Hours } from '../../src/domain/flow/runbook.ts'
import { instantMs } from '../../src/domain/instant.ts'
import { isNight, reachNow } from '../../src/domain/people/contact-hours.ts'

const text = { ja: '', en: '' }
const hours = (kind: Hours['kind'], from?: string, to?: string): Hours => ({
  kind,
  text,
  ...(from && to ? { from, to } : {}),
})
/** 2025-11-21 is a Friday. */
const at = (day: number, time: string): number =>
  instantMs(`2025-11-${String(day)}T${time}:00.000+09:00`)

describe('hours of a contact, by the clock in Japan', () => {
  it('are open always, or unknown', () => {
    expect(reachNow(hours('always'), at(22, '03:00'))).toBe('open')
    expect(reachNow(hours('unknown'), at(21, '10:00'))).toBe('unknown')
    expect(reachNow(hours('daily'), at(21, '10:00'))).toBe('unknown')
  })

  it('open at the first minute and are closed at the last', () => {
    const daily = hours('daily', '06:00', '21:00')
    expect(reachNow(daily, at(22, '05:59'))).toBe('closed')
    expect(reachNow(daily, at(22, '06:00'))).toBe('open')
    expect(reachNow(daily, at(22, '20:59'))).toBe('open')
    expect(reachNow(daily, at(22, '21:00'))).toBe('closed')
  })

  it('leave the weekend out on weekdays', () => {
    const office = hours('weekdays', '09:30', '17:30')
    expect(reachNow(office, at(21, '17:29'))).toBe('open')
    expect(reachNow(office, at(22, '10:00'))).toBe('closed')
    expect(reachNow(office, at(23, '10:00'))).toBe('closed')
    expect(reachNow(office, at(24, '10:00'))).toBe('open')
  })

  it('may pass midnight: Friday’s night ends on Saturday morning', () => {
    const night = hours('weekdays', '22:00', '06:00')
    expect(reachNow(night, at(21, '23:00'))).toBe('open')
    expect(reachNow(night, at(22, '05:00'))).toBe('open')
    expect(reachNow(night, at(22, '23:00'))).toBe('closed')
    expect(reachNow(night, at(24, '05:00'))).toBe('closed')
    expect(reachNow(hours('daily', '22:00', '06:00'), at(24, '05:00'))).toBe('open')
  })
})

it('night is from 22:00 to 06:00 in Japan', () => {
  expect(isNight(at(21, '21:59'))).toBe(false)
  expect(isNight(at(21, '22:00'))).toBe(true)
  expect(isNight(at(22, '05:59'))).toBe(true)
  expect(isNight(at(22, '06:00'))).toBe(false)
})
