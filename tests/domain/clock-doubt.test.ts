import { describe, expect, it } from 'vitest'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { logIdFrom } from '../../src/domain/ids.ts'
import { instantFrom, instantMs, minuteMs } from '../../src/domain/instant.ts'
import { author, type Made, note, seededRandom, testSigner } from '../support/make-log.ts'

const start = instantMs('2025-11-22T02:10:00.000+09:00')

/** One run of the app; each act says where both clocks stood, in minutes. */
function run() {
  const at = { wall: 0, mono: 0 }
  const events: Made[] = []
  const clock = {
    wall: () => instantFrom(start + at.wall * minuteMs),
    mono: () => at.mono * minuteMs,
    origin: start,
    boot: 'b0'.repeat(16),
  }
  const random = seededRandom(3)
  const log = logIdFrom(random.bytes(16))
  const self = author({ log, signer: testSigner(3), random, clock })
  const set = (wall: number, mono: number): void => void Object.assign(at, { wall, mono })
  return {
    async note(wall: number, mono = wall) {
      set(wall, mono)
      events.push(await self.write(note(`${wall}`, clock.wall())))
    },
    async slept(wall: number, mono: number) {
      const from = clock.wall()
      set(wall, mono)
      const data = { from, to: clock.wall() }
      events.push(await self.write({ type: 'clock.gap', data, text: null }))
    },
    doubted: () => fold(null, events).entries.map((entry) => entry.clockDoubt),
  }
}

describe('the clock is doubted', () => {
  it('after it was set, until the app is started anew', async () => {
    const { note, doubted } = run()
    await note(0)
    await note(90, 5)
    await note(95, 10)
    expect(doubted()).toEqual([false, true, true])
  })

  it('after it was set back by less than a minute, too', async () => {
    const { note, doubted } = run()
    await note(1)
    await note(0.5, 1.1)
    expect(doubted()).toEqual([false, true])
  })
})

describe('the clock is not doubted', () => {
  it('because the monotonic one stood still while the phone slept, and the record says so', async () => {
    const { note, slept, doubted } = run()
    await note(0)
    await slept(120, 1)
    await note(125, 6)
    expect(doubted()).toEqual([false, false, false])
  })

  it('because an act that failed at first came in late, with the moment it was made', async () => {
    const { note, doubted } = run()
    await note(0)
    await note(30)
    await note(10)
    await note(40)
    expect(doubted()).toEqual([false, false, false, false])
  })
})
