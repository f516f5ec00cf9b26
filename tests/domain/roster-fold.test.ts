import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/domain/events/events.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import { logIdFrom } from '../../src/domain/ids.ts'
import { manualClock, seededRandom, testSigner } from '../support/doubles.ts'
import { type Author, author, type Made, note } from '../support/make-log.ts'

/** Devices that write one log, with the lamport each act gets: what one did not hear lies before. */
function team(...names: readonly string[]) {
  const random = seededRandom(3)
  const log = logIdFrom(random.bytes(16))
  const clock = manualClock()
  const devices = new Map(
    names.map((name, i) => [name, author({ log, signer: testSigner(70 + i), random, clock })]),
  )
  const events: Made[] = []
  const of = (name: string): Author => devices.get(name)!
  const device = (name: string) => of(name).signer.device
  const does = async (name: string, lamport: number, draft: Draft): Promise<void> => {
    events.push(await of(name).write(draft, { lamport: lamport - 1 }))
  }
  const joins = (name: string, lamport: number) =>
    does(name, lamport, {
      type: 'device.joined',
      data: { key: of(name).signer.key, replaces: null, app: 'test' },
      text: null,
    })
  const says = (name: string, lamport: number, body: string) =>
    does(name, lamport, note(body, clock.wall()))
  const admits = (name: string, lamport: number, other: string) =>
    does(name, lamport, { type: 'device.admitted', data: { device: device(other) }, text: null })
  const retires = (name: string, lamport: number, other: string, lastSeq = 0) =>
    does(name, lamport, {
      type: 'device.retired',
      data: { device: device(other), lastSeq },
      text: null,
    })
  const read = () => {
    const state = fold(null, events)
    return {
      state,
      member: (name: string) => state.members.get(device(name)),
      apart: () =>
        state.entries.filter((entry) => entry.apart).map((entry) => entry.body ?? entry.shape),
    }
  }
  return { events, joins, says, admits, retires, read, device }
}

describe('a retirement', () => {
  it('reaches back: with 0 nothing of the device counts, wherever in proof order it lies', async () => {
    const log = team('lead', 'guest')
    await log.joins('lead', 1)
    await log.joins('guest', 2)
    await log.says('guest', 3, '勝手な記録')
    await log.says('lead', 4, '続き')
    await log.retires('lead', 5, 'guest', 0)
    expect(log.read().apart()).toEqual(['device', '勝手な記録'])
    expect(log.read().member('guest')).toMatchObject({ retiredAfter: 0, admitted: false })
  })

  it('takes back what the device said of others', async () => {
    const log = team('lead', 'lost', 'friend')
    await log.joins('lead', 1)
    await log.joins('lost', 2)
    await log.admits('lead', 3, 'lost')
    await log.joins('friend', 4)
    await log.admits('lost', 5, 'friend')
    expect(log.read().member('friend')?.admitted).toBe(true)
    await log.retires('lead', 6, 'lost', 1)
    expect(log.read().member('friend')?.admitted).toBe(false)
    expect(log.read().apart()).toEqual(['device'])
  })

  it('by nobody of the team says nothing', async () => {
    const log = team('lead', 'guest')
    await log.joins('lead', 1)
    await log.joins('guest', 2)
    await log.retires('guest', 3, 'lead', 0)
    expect(log.read().member('lead')).toMatchObject({ retiredAfter: null, admitted: true })
  })

  it('of two devices that retire each other, the first in proof order prevails', async () => {
    const log = team('lead', 'deputy')
    await log.joins('lead', 1)
    await log.joins('deputy', 2)
    await log.admits('lead', 3, 'deputy')
    await log.retires('deputy', 5, 'lead', 2)
    await log.retires('lead', 4, 'deputy', 1)
    expect(log.read().member('deputy')).toMatchObject({ retiredAfter: 1 })
    expect(log.read().member('lead')).toMatchObject({ retiredAfter: null })
  })

  it('stands although the one who said so was vouched for by the retired device', async () => {
    const log = team('lead', 'lost', 'friend')
    await log.joins('lead', 1)
    await log.joins('lost', 2)
    await log.admits('lead', 3, 'lost')
    await log.joins('friend', 4)
    await log.admits('lost', 5, 'friend')
    await log.retires('friend', 6, 'lost', 0)
    expect(log.read().member('lost')).toMatchObject({ retiredAfter: 0 })
    expect(log.read().member('friend')).toMatchObject({ admitted: false })
  })

  it('is taken back by a later admission, and everything counts again', async () => {
    const log = team('lead', 'found')
    await log.joins('lead', 1)
    await log.joins('found', 2)
    await log.retires('lead', 3, 'found', 1)
    await log.says('found', 4, '見つかる前')
    expect(log.read().apart()).toEqual(['見つかる前'])
    await log.admits('lead', 5, 'found')
    expect(log.read().apart()).toEqual([])
  })

  it('reads the same in whatever order the events come', async () => {
    const log = team('lead', 'lost', 'friend')
    await log.joins('lead', 1)
    await log.joins('lost', 2)
    await log.admits('lead', 3, 'lost')
    await log.joins('friend', 4)
    await log.admits('lost', 5, 'friend')
    await log.retires('friend', 6, 'lost', 1)
    await log.says('lost', 7, '後')
    const wanted = [...log.read().state.members.values()]
    const random = seededRandom(5)
    for (let i = 0; i < 50; i++) {
      const shuffled = [...log.events].sort(() => random.int(3) - 1)
      expect([...fold(null, shuffled).members.values()]).toEqual(wanted)
    }
  })
})
