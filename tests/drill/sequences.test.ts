import { describe, expect, it } from 'vitest'
import { runTime } from '../../src/domain/drill/clock.ts'
import type { DrillState } from '../../src/domain/drill/state.ts'
import type { Pacing } from '../../src/domain/events/drill.ts'
import type { LogId } from '../../src/domain/ids.ts'
import { decode } from '../../src/domain/log/decode.ts'
import type { Session } from '../../src/session/session.ts'
import { createSession } from '../../src/session/session.ts'
import { seededRandom } from '../support/doubles.ts'
import { drillDevice, libraryWith, scenarioFrom, settle } from '../support/drill-world.ts'

/**
 * A drill under everything that can befall it, against a plain model of its clock: whatever the order,
 * every inject of the cut is delivered once, when due, or marked skipped, in order; and the clock is
 * the sum of its runs.
 */

const small = scenarioFrom('tests/fixtures/scenarios/small.yaml')
const library = libraryWith(small)
const second = 1000

/** The drill clock as anybody would keep it with a stop-watch. */
function stopwatch() {
  let clock = 0
  let since: { at: number; clock: number; speed: number } | null = null
  const read = (now: number): number =>
    since ? since.clock + Math.floor(((now - since.at) * since.speed) / 100) : clock
  return {
    read,
    running: () => since !== null,
    go(now: number, speed: number) {
      clock = read(now)
      since = { at: now, clock, speed }
    },
    stop(at: number) {
      clock = at
      since = null
    },
  }
}

async function sequence(seed: number) {
  const random = seededRandom(seed)
  const device = drillDevice(library, seed)
  const cut = random.int(2) === 0 ? 'long' : 'short'
  const watch = stopwatch()
  const plan = small.cuts.find(({ id }) => id === cut)!.injects
  let now = 0
  let speed = 100
  let pacing: Pacing = 'clock'
  let session: Session = createSession(device.run())
  let log: LogId
  /** What outlives a kill: the newest entry of this run, and the last beat, in drill time. */
  let alive = 0
  let beatAt = Number.NEGATIVE_INFINITY
  let lastSeen = 0

  const drill = (): DrillState => session.state.getState().open!.state.drill!
  const entries = (): number => session.state.getState().open!.state.acts.size
  const deliveredIds = (): string[] =>
    [...drill().injects.values()]
      .filter(({ status }) => status === 'delivered')
      .map(({ inject }) => inject)

  const boot = async (): Promise<void> => {
    device.kill()
    session = createSession(device.run())
    await session.boot()
    await session.openIncident(log)
    await settle()
    if (watch.running()) watch.stop(alive)
    beatAt = Number.NEGATIVE_INFINITY
    await session.drill.takeOver()
    expect(drill().running).toBeNull()
  }

  /** One second of the app being awake. */
  const tick = async (): Promise<void> => {
    const before = entries()
    session.tick()
    if (watch.running()) {
      lastSeen = now
      if (now - beatAt >= 5 * second) {
        beatAt = now
        alive = Math.max(alive, watch.read(now))
      }
    }
    await settle()
    // Whatever was recorded is durable, and with it how far the clock had come.
    if (entries() > before) recorded()
  }

  const pass = async (seconds: number): Promise<void> => {
    for (let i = 0; i < seconds; i++) {
      device.pass(second)
      now += second
      await tick()
    }
  }

  const recorded = (): void => {
    if (watch.running()) alive = Math.max(alive, watch.read(now))
  }

  await session.boot()
  log = (await session.startDrill({ scenario: 'small', cut, people: 5 })).log

  const resume = async (): Promise<void> => {
    if (drill().ended) return
    const before = entries()
    await session.drill.run({ speed, pacing })
    watch.go(now, speed)
    lastSeen = now
    if (entries() > before) recorded()
  }

  /** What befell it with any effect, so that no kind of blow is missed unnoticed. */
  const hit = new Set<Blow>()

  /** Something that happens in one moment: if it was recorded, it is a sign of life. */
  const act = (what: () => Promise<unknown>, blow?: Blow) => async (): Promise<void> => {
    const before = entries()
    await what()
    if (entries() === before) return
    recorded()
    if (blow) hit.add(blow)
  }

  const steps: (() => Promise<void>)[] = [
    async () => {
      if (!watch.running()) hit.add('resume')
      await resume()
    },
    async () => {
      if (watch.running()) hit.add('pause')
      await session.drill.pause()
      if (watch.running()) watch.stop(watch.read(now))
    },
    act(() => session.drill.next()),
    act(() => session.drill.skip(), 'skip'),
    act(async () => {
      const { showing, injects } = drill()
      if (!showing) return
      const before = { count: deliveredIds().length, repeats: injects.get(showing)!.repeats }
      await session.drill.repeat(showing)
      expect(deliveredIds()).toHaveLength(before.count)
      expect(drill().injects.get(showing)!.repeats).toBe(before.repeats + 1)
    }, 'repeat'),
    act(async () => {
      const target = plan[random.int(plan.length)]!.inject
      const known = drill().injects.has(target)
      const result = await session.drill.jump(target)
      expect(result === null).toBe(known)
    }, 'jump'),
    async () => {
      speed = [50, 100, 200, 400][random.int(4)]!
      if (!watch.running()) return
      hit.add('speed')
      await resume()
    },
    async () => {
      pacing = random.int(3) === 0 ? 'hand' : 'clock'
      if (watch.running()) await resume()
    },
    act(() => session.record({ do: 'note', body: '記録' })),
    act(async () => {
      if (random.int(4) === 0)
        await session.record({ do: 'recordStep', step: 'IR-04', outcome: 'done' })
    }),
    // Left for home and back, in the same run of the app.
    act(async () => {
      hit.add('close')
      session.closeView()
      await session.openIncident(log)
      await settle()
    }),
    async () => {
      if (watch.running()) hit.add('kill')
      await boot()
    },
    // Asleep, the monotonic clock going on or not; then awake again.
    async () => {
      const ms = (1 + random.int(20)) * 30 * second
      device.pass(ms)
      now += ms
      const slept = watch.running() && now - lastSeen > 90 * second
      if (slept) hit.add('sleep')
      if (slept) watch.stop(watch.read(lastSeen))
      await tick()
      if (slept) expect(drill().intervals.at(-1)!.ended).toBe('slept')
    },
    async () => {
      if (watch.running()) hit.add('clockJump')
      device.setWall((1 + random.int(20)) * 60 * second)
    },
    async () => device.setWall((random.int(7) - 3) * 3600 * second),
    () => pass(5 + random.int(40)),
    () => pass(30 + random.int(40)),
  ]

  await resume()
  for (let i = 0; i < 20; i++) {
    await steps[random.int(steps.length)]!()
    await settle()
    inStep(
      drill(),
      plan.map(({ inject }) => inject),
    )
    expect(session.drill.clock()).toBe(watch.read(now))
  }

  // And in the end it goes on to its end, by the clock.
  speed = 400
  pacing = 'clock'
  await resume()
  for (let i = 0; i < 33 && drill().injects.size < plan.length; i++) await pass(10)
  const end = drill()
  inStep(
    end,
    plan.map(({ inject }) => inject),
  )
  expect([...end.injects.keys()].sort()).toEqual(plan.map(({ inject }) => inject).sort())
  await session.drill.pause()
  expect(runTime(drill())).toBe(watch.read(now))
  expect(drill().clockMs).toBe(runTime(drill()))

  // In the stored bytes too: each one delivered once, and the same state again from them.
  const events = (await device.store.read(log)).map((stored) => decode(stored))
  const delivered = events.flatMap((event) =>
    event.kind === 'known' && event.type === 'inject.delivered' ? [event.data] : [],
  )
  expect(new Set(delivered.map(({ inject }) => inject)).size).toBe(delivered.length)
  whenDue(events)
  return hit
}

const blows = [
  ...(['pause', 'resume', 'skip', 'repeat', 'jump'] as const),
  ...(['speed', 'close', 'kill', 'sleep', 'clockJump'] as const),
]
type Blow = (typeof blows)[number]

/** Nothing before the newest delivered inject still waits, and what came came in the order of the plan. */
function inStep(drill: DrillState, order: readonly string[]): void {
  const came = [...drill.injects.values()].filter(({ status }) => status === 'delivered')
  const places = came.map(({ inject }) => order.indexOf(inject))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  const last = places.at(-1) ?? -1
  for (const inject of order.slice(0, last + 1)) expect(drill.injects.has(inject)).toBe(true)
  const clocks = came.map(({ clockMs }) => clockMs)
  expect(clocks).toEqual([...clocks].sort((a, b) => a - b))
  const intervals = drill.intervals
  for (const [i, { fromMs, toMs }] of intervals.entries()) {
    expect(toMs ?? drill.clockMs).toBeGreaterThanOrEqual(fromMs)
    const next = intervals[i + 1]
    if (next) expect(next.fromMs).toBe(toMs)
  }
}

/** By the clock an inject comes at its time and within one tick of it, never in a pause. */
function whenDue(events: readonly ReturnType<typeof decode>[]): void {
  let ahead = 0
  let speed = 100
  let running = false
  let heldSince = 0
  let pacing = 'clock'
  for (const event of events) {
    if (event.kind !== 'known') continue
    if (event.type === 'drill.ran') {
      // What waited for a hand is due at once when the clock takes over.
      if (pacing === 'hand') heldSince = event.data.clock
      ;({ speed, pacing } = event.data)
      running = true
    }
    if (event.type === 'drill.paused') running = false
    if (event.type !== 'inject.delivered') continue
    const { at, clock, how } = event.data
    const due = at - ahead
    if (how === 'clock') {
      expect(running).toBe(true)
      expect(clock).toBeGreaterThanOrEqual(due)
      expect(clock).toBeLessThanOrEqual(Math.max(due, heldSince) + slack(speed))
    }
    if (how !== 'clock' || clock - due > 5 * second || clock < due) ahead = at - clock
  }
}

/** A tick, and what a nap of the app may add: up to ninety seconds it counts as running. */
const slack = (speed: number): number => (90 * second * speed) / 100

describe('a drill under whatever befalls it', () => {
  const seeds = Array.from({ length: 1000 }, (_, i) => i + 1)
  const parts = Array.from({ length: 10 }, (_, i) => seeds.slice(i * 100, i * 100 + 100))
  it.each(parts.map((part) => [part[0]!, part.at(-1)!, part] as const))(
    'seeds %i to %i: once, when due or skipped, in order; the clock is the sum of its runs',
    async (_from, _to, part) => {
      const hits = new Map<Blow, number>()
      for (const seed of part) {
        const hit = await sequence(seed).catch((error: unknown) => {
          throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, {
            cause: error,
          })
        })
        for (const blow of hit) hits.set(blow, (hits.get(blow) ?? 0) + 1)
      }
      for (const blow of blows) expect(hits.get(blow) ?? 0, blow).toBeGreaterThan(10)
    },
    60_000,
  )
})
