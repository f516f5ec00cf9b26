import { describe, expect, it } from 'vitest'
import { instantMs } from '../../src/domain/instant.ts'
import { createSession } from '../../src/session/session.ts'
import { drillDevice, libraryWith, scenarioFrom, settle } from '../support/drill-world.ts'

const library = libraryWith(scenarioFrom('tests/fixtures/scenarios/small.yaml'))

async function started(cut = 'long') {
  const device = drillDevice(library)
  const session = createSession(device.run())
  await session.boot()
  const { log } = await session.startDrill({
    scenario: 'small',
    cut,
    people: 2,
    cast: { duty: '当直の山田' },
  })
  const pass = async (seconds: number, of = session): Promise<void> => {
    for (let i = 0; i < seconds; i++) {
      device.pass(1000)
      of.tick()
      await settle()
    }
  }
  const state = (of = session) => of.state.getState().open!.state
  return { device, session, log, pass, state, drill: (of = session) => state(of).drill! }
}

describe('a drill that starts', () => {
  it('opens its incident and pins its scenario in one act, in the story’s time', async () => {
    const { state, session } = await started()
    expect(state().entries.map(({ event }) => event.kind === 'known' && event.type)).toEqual([
      'device.joined',
      'incident.opened',
      'drill.started',
    ])
    // The drill is on Wednesday at 14:00; the story begins on the Sunday before it, at 00:30.
    expect(state().detection?.at).toBe('2026-11-22T00:30:00.000+09:00')
    expect(state().entries.map(({ t }) => t)).toEqual(Array(3).fill(state().detection?.at))
    expect(state().entries[0]?.recordedAt).toBe('2026-11-25T14:00:00.000+09:00')
    expect(state()).toMatchObject({ mode: 'drill', drill: { cast: { duty: '当直の山田' } } })
    expect(session.logNow()).toBe(state().detection?.at)
  })

  it('stands until it is let go', async () => {
    const { pass, session, drill } = await started()
    await pass(30)
    expect(session.drill.clock()).toBe(0)
    expect(drill().injects.size).toBe(0)
  })
})

describe('the clock of a drill', () => {
  it('brings each inject at its time, and the story with it', async () => {
    const { pass, session, state, drill } = await started()
    await session.drill.run()
    await pass(179)
    expect([...drill().injects.keys()]).toEqual(['print'])
    await pass(1)
    expect([...drill().injects.keys()]).toEqual(['print', 'chart'])
    // The story is five minutes old, the drill three.
    expect(drill().injects.get('chart')?.t).toBe('2026-11-22T00:35:00.000+09:00')
    await pass(60)
    await session.record({ do: 'note', body: 'ほかの病棟も開かない' })
    expect(state().entries.at(-1)).toMatchObject({
      t: '2026-11-22T00:36:00.000+09:00',
      occurred: { at: '2026-11-22T00:36:00.000+09:00', precision: 'exact' },
      recordedAt: '2026-11-25T14:04:00.000+09:00',
      late: false,
    })
  })

  it('waits for a hand when told to, and moves what follows with it', async () => {
    const { pass, session, drill } = await started()
    await session.drill.run({ pacing: 'hand' })
    await pass(60)
    expect(drill().injects.size).toBe(0)
    await session.drill.next()
    await pass(600)
    await session.drill.next()
    expect([...drill().injects.keys()]).toEqual(['print', 'chart'])
    await session.drill.run({ pacing: 'clock' })
    await pass(170)
    expect(drill().injects.size).toBe(2)
    await pass(10)
    expect([...drill().injects.keys()]).toEqual(['print', 'chart', 'late-cut'])
  })

  it('runs at the speed it is told', async () => {
    const { pass, session, drill } = await started()
    await session.drill.run({ speed: 400 })
    await pass(45)
    expect(session.drill.clock()).toBe(180_000)
    expect([...drill().injects.keys()]).toEqual(['print', 'chart'])
  })

  it('passes over an inject whose condition does not hold', async () => {
    const { pass, session, drill } = await started()
    await session.drill.run()
    await pass(10)
    await session.record({ do: 'recordStep', step: 'IR-04', outcome: 'done' })
    await pass(600)
    expect(drill().injects.get('late-cut')).toMatchObject({ status: 'skipped', why: 'condition' })
    expect(drill().injects.get('reboot')).toMatchObject({ status: 'delivered', how: 'clock' })
  })

  it('marks what a jump passes over', async () => {
    const { session, drill, pass } = await started()
    await session.drill.run()
    await pass(1)
    await session.drill.jump('director')
    expect(
      [...drill().injects.values()].map(({ inject, status, why }) => [inject, status, why]),
    ).toEqual([
      ['print', 'delivered', null],
      ['chart', 'skipped', 'jump'],
      ['late-cut', 'skipped', 'jump'],
      ['reboot', 'skipped', 'jump'],
      ['director', 'delivered', null],
    ])
    expect(await session.drill.jump('chart')).toBeNull()
    // What follows comes as long after it as it was planned.
    await pass(179)
    expect(drill().injects.has('press')).toBe(false)
    await pass(1)
    expect(drill().injects.has('press')).toBe(true)
  })

  it('shows an inject again without delivering it again', async () => {
    const { session, drill, pass } = await started()
    await session.drill.run()
    await pass(200)
    await session.drill.repeat('print')
    expect(drill()).toMatchObject({ showing: 'print' })
    expect(drill().injects.get('print')).toMatchObject({ repeats: 1, clockMs: 1000 })
    expect(await session.drill.repeat('press')).toMatchObject({ ok: false, refusal: 'notNow' })
  })
})

describe('a drill whose app dies', () => {
  it('ends its run at the last sign of life, and stands when it is opened again', async () => {
    const { device, session, log, pass, drill } = await started()
    await session.drill.run()
    await pass(33)
    device.kill()
    const again = createSession(device.run())
    await again.boot()
    await again.openIncident(log)
    await again.drill.takeOver()
    // Killed at 33 s; the clock was last kept at 31 s.
    expect(drill(again)).toMatchObject({ running: null, clockMs: 31_000 })
    expect(drill(again).intervals).toMatchObject([{ fromMs: 0, toMs: 31_000, ended: 'lost' }])
    await pass(60, again)
    expect(again.drill.clock()).toBe(31_000)
    await again.drill.run()
    await pass(149, again)
    expect([...drill(again).injects.keys()]).toEqual(['print', 'chart'])
  })

  it('shows the story’s time as soon as it is opened, not the device’s', async () => {
    const { device, session, log, pass, state } = await started()
    await session.drill.run()
    await pass(33)
    await session.drill.pause()
    const again = createSession(device.run())
    await again.boot()
    await again.openIncident(log)
    expect(again.state.getState().nowMs).toBe(instantMs(state().detection!.at!) + 33_000)
  })

  it('is left to the window that still runs it, and taken over once that is gone', async () => {
    const { device, session, log, pass, drill } = await started()
    await session.drill.run()
    await pass(12)
    const room = createSession(device.run())
    await room.boot()
    await room.openIncident(log)
    expect(await room.drill.takeOver()).toBeNull()
    expect(drill().running).not.toBeNull()
    await pass(3)
    expect(session.drill.clock()).toBe(15_000)
    device.kill()
    await room.drill.takeOver()
    expect(drill(room)).toMatchObject({ running: null, intervals: [{ ended: 'lost' }] })
  })

  it('is found standing by a window that follows it, once the one that ran it is gone', async () => {
    const { device, session, log, pass, drill } = await started()
    await session.drill.run()
    await pass(12)
    const room = createSession(device.run())
    await room.boot()
    await room.openIncident(log)
    await room.drill.takeOver()
    // As long as the one that runs it lives, however quiet, it is left alone.
    await pass(60, room)
    expect(drill(room).running).not.toBeNull()
    device.kill()
    await pass(25, room)
    expect(drill(room)).toMatchObject({ running: null, intervals: [{ ended: 'lost' }] })
    // Where it was last alive, not where somebody noticed.
    expect(drill(room).clockMs).toBe(11_000)
    await room.drill.run()
    await pass(3, room)
    expect(room.drill.clock()).toBe(14_000)
  })

  it('can be paused in one window and run on in the other, which then is the one that counts', async () => {
    const { device, session, log, pass, drill } = await started()
    await session.drill.run()
    await pass(10)
    await session.drill.pause()
    await pass(2)
    const other = createSession(device.run())
    await other.boot()
    await other.openIncident(log)
    await other.drill.run()
    await pass(2, other)
    expect(await session.drill.takeOver()).toBeNull()
    expect(drill(other).running).not.toBeNull()
  })

  it('does not count a long sleep', async () => {
    const { device, session, pass, drill } = await started()
    await session.drill.run()
    await pass(20)
    device.pass(600_000)
    await pass(1)
    expect(drill().intervals).toMatchObject([{ toMs: 20_000, ended: 'slept' }])
  })

  it('does not follow a clock that was set', async () => {
    const { device, session, pass, drill } = await started()
    await session.drill.run()
    await pass(20)
    device.setWall(-3 * 3_600_000)
    await pass(20)
    expect(session.drill.clock()).toBe(40_000)
    expect(drill().injects.size).toBe(1)
  })
})

describe('two windows of one drill', () => {
  it('deliver once, whichever is first, and follow each other', async () => {
    const { device, session, log, pass, drill } = await started()
    const room = createSession(device.run())
    await room.boot()
    await room.openIncident(log)
    await session.drill.run()
    await pass(1)
    await settle()
    expect(drill(room).showing).toBe('print')
    const both = await Promise.all([session.drill.next(), room.drill.next()])
    expect(both.map((result) => result?.ok).sort()).toEqual([false, true])
    await settle()
    const delivered = (await device.store.read(log)).filter((event) =>
      new TextDecoder().decode(event.header).includes('"inject.delivered"'),
    )
    expect(delivered).toHaveLength(2)
    expect(drill(room).injects.size).toBe(2)
  })

  it('agree on the story’s time within what two clocks can', async () => {
    const { device, session, log, pass } = await started()
    // The app was open for a while before the drill began: the rules were read, the parts dealt.
    await pass(45)
    const room = createSession(device.run())
    await room.boot()
    await room.openIncident(log)
    await session.drill.run()
    await pass(30)
    await settle()
    const apart = instantMs(room.logNow()) - instantMs(session.logNow())
    expect(Math.abs(apart)).toBeLessThan(1000)
  })
})

describe('a drill that is over', () => {
  it('delivers nothing any more and can still be judged', async () => {
    const { session, pass, drill } = await started()
    await session.drill.run()
    await pass(5)
    await session.drill.end('stopped', '会議が入った')
    expect(await session.drill.run()).toMatchObject({ ok: false, refusal: 'drillOver' })
    expect(await session.drill.next()).toMatchObject({ ok: false, refusal: 'drillOver' })
    expect(await session.drill.rate('action', 'spread', 'some')).toMatchObject({ ok: true })
    expect(
      await session.record({ do: 'noteHotWash', kind: 'good', body: '早かった' }),
    ).toMatchObject({ ok: true })
    expect(drill()).toMatchObject({ ended: { why: 'stopped' }, hotWash: [{ body: '早かった' }] })
    expect(drill().ratings.get('action:spread')).toMatchObject({ rating: 'some' })
  })

  it('keeps its improvements until somebody settles them', async () => {
    const { session, state } = await started()
    const improvement = session.newId()
    const item = { what: '赤札を付ける', owner: '情報係', checker: '事務長', due: '2026-12-25' }
    await session.record({ do: 'saveImprovement', improvement, ...item })
    await session.prepare({ do: 'saveImprovement', improvement, ...item, origin: state().log! })
    const kept = () => session.state.getState().readiness.improvements.get(improvement)
    expect(kept()).toMatchObject({ ...item, origin: state().log, settled: null })
    await session.prepare({ do: 'settleImprovement', improvement, how: 'done', by: '事務長' })
    expect(kept()).toMatchObject({ settled: { how: 'done', by: '事務長' } })
  })
})

describe('a live record', () => {
  it('never becomes a drill', async () => {
    const device = drillDevice(library)
    const session = createSession(device.run())
    await session.boot()
    await session.startIncident({ runbookId: 'hospital' })
    const run = { do: 'runDrill', clock: 0, speed: 100, pacing: 'clock' } as const
    expect(await session.record(run)).toMatchObject({ ok: false, refusal: 'noDrill' })
    expect(await session.drill.run()).toBeNull()
  })
})
