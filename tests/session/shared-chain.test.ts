import { describe, expect, it } from 'vitest'
import { createSession, type Session } from '../../src/session/session.ts'
import { sharedDevice } from '../support/world.ts'

/** One chain under other hands. */

const bodies = (session: Session) =>
  session.state
    .getState()
    .open!.state.entries.filter((e) => e.shape === 'note')
    .map((e) => e.body)

async function started(device = sharedDevice()) {
  const tab = device.tab()
  const session = createSession(tab.world)
  await session.boot()
  const { log } = await session.startIncident({ runbookId: 'hospital' })
  return { device, session, log, ...tab }
}

describe('another tab records', () => {
  it('while this one signs: the entry is sealed again, not called failed', async () => {
    const device = sharedDevice()
    const { log } = await started(device)
    const tab = device.tab()
    let meanwhile: (() => Promise<void>) | null = null
    const session = createSession({
      ...tab.world,
      signer: async () => {
        const signer = await tab.world.signer()
        return {
          ...signer,
          sign: async (message) => {
            const work = meanwhile
            meanwhile = null
            await work?.()
            return signer.sign(message)
          },
        }
      },
    })
    await session.boot()
    await session.openIncident(log)
    const other = createSession({
      ...device.tab().world,
      // A page that went on without the lock, as after five seconds of waiting.
      locks: { hold: (_name, work) => work() },
    })
    await other.boot()
    await other.openIncident(log)
    meanwhile = async () => {
      await other.record({ do: 'note', body: '隣のタブ' })
      await session.visible(true)
    }
    expect(await session.record({ do: 'note', body: 'このタブ' })).toMatchObject({ ok: true })
    expect(bodies(session)).toEqual(['隣のタブ', 'このタブ'])
  })
})
