import { describe, expect, it } from 'vitest'
import { minuteMs } from '../../src/domain/instant.ts'
import { createSession, type Session } from '../../src/session/session.ts'
import { sharedDevice } from '../support/world.ts'

async function started(device = sharedDevice()) {
  const tab = device.tab()
  const session = createSession(tab.world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  return { device, session, log, ...tab }
}

const types = (session: Session) =>
  session.state
    .getState()
    .open!.state.entries.map((e) => (e.event.kind === 'known' ? e.event.type : e.event.kind))

describe('a phone that slept', () => {
  it('says so before the next entry, so that no clock is doubted for it', async () => {
    const { session, clock, nowMs } = await started()
    await session.visible(false)
    clock.setWall(nowMs() + 120 * minuteMs)
    await session.visible(true)
    await session.record({ do: 'note', body: '起きてすぐ' })
    expect(types(session).slice(-2)).toEqual(['clock.gap', 'note.recorded'])
    expect(session.state.getState().open!.state.entries.at(-1)!.clockDoubt).toBe(false)
  })

  it('while no incident was on screen says so when one is opened again', async () => {
    const { session, log, clock, nowMs } = await started()
    session.closeView()
    await session.visible(false)
    clock.advance(minuteMs)
    clock.setWall(nowMs() + 120 * minuteMs)
    await session.visible(true)
    session.tick()
    await session.openIncident(log)
    await session.record({ do: 'note', body: '戻って' })
    expect(types(session).slice(-2)).toEqual(['clock.gap', 'note.recorded'])
    session.closeView()
    await session.openIncident(log)
    expect(types(session).filter((type) => type === 'clock.gap')).toHaveLength(1)
  })
})
