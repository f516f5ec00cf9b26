import { describe, expect, it } from 'vitest'
import { crowding, roomFor, textReserve } from '../../src/domain/drill/room.ts'

const [MB, GB] = [1_000_000, 1_000_000_000]

describe('room for what is not text', () => {
  it('is there as long as fifty megabytes stay for text', () => {
    expect(textReserve).toBe(50 * MB)
    expect(roomFor(100 * MB, 154 * MB, 4 * MB)).toBe(true)
    expect(roomFor(100 * MB, 154 * MB - 1, 4 * MB)).toBe(false)
    expect(roomFor(0, 40 * MB, 0)).toBe(false)
  })

  it('is believed in where the browser names no quota', () => {
    expect(roomFor(null, GB, 4 * MB)).toBe(true)
    expect(roomFor(1, null, 4 * MB)).toBe(true)
  })
})

describe('the share in use', () => {
  it('is said from four fifths on', () => {
    expect(crowding(79.4 * MB, 100 * MB)).toBeNull()
    expect(crowding(80 * MB, 100 * MB)).toBe(80)
    expect(crowding(100 * MB, 100 * MB)).toBe(100)
  })

  it('is not said where the browser names none', () => {
    expect([crowding(null, GB), crowding(1, null), crowding(1, 0)]).toEqual([null, null, null])
  })
})
