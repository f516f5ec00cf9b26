import { expect, it } from 'vitest'
import type { Placed } from '../../src/domain/proof/checkpoint.ts'
import { viewOf, views } from '../../src/domain/proof/known-at.ts'
import { seededRandom } from '../support/doubles.ts'

/** Logs of up to five devices that hear of each other now and then; keys written on twice, events lost. */
function randomLog(seed: number): readonly Placed[] {
  const random = seededRandom(seed)
  const devices = Array.from({ length: 1 + random.int(5) }, (_, i) => `d${i}`)
  const events: Placed[] = []
  for (let i = 0; i < 40; i++) {
    const device = devices[random.int(devices.length)]!
    const own = events.filter(({ header }) => header.device === device)
    // Now and then an older copy of the device goes on from an earlier place.
    const prev = random.int(12) === 0 ? own.at(random.int(own.length || 1)) : own.at(-1)
    const seen = events
      .filter(({ header }) => header.device !== device && random.int(6) === 0)
      .slice(-2)
      .map(({ id }) => id)
    const header = { device, seq: (prev?.header.seq ?? 0) + 1, prev: prev?.id ?? null, seen }
    events.push({ id: `e${i}`, header } as unknown as Placed)
  }
  return random.int(3) === 0 ? events.filter(() => random.int(15) > 0) : events
}

it('knows at one event what going through all of them knows there', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const events = randomLog(seed)
    for (const { at, heads } of views(events)) {
      const ids = (placed: readonly Placed[]) => placed.map(({ id }) => id).sort()
      expect(ids(viewOf(at.id, events)), `seed ${seed}, ${at.id}`).toEqual(ids(heads))
    }
  }
  expect(viewOf('nowhere' as Placed['id'], randomLog(1))).toEqual([])
})
