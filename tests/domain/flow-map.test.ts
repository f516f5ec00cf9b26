import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialState } from '../../src/domain/evolve/state.ts'
import { graphOf } from '../../src/domain/flow/graph.ts'
import { type FlowMap, flowMap, type WayState } from '../../src/domain/flow/map.ts'
import { Position, type StepRecord, takenBranch } from '../../src/domain/flow/position.ts'
import type { DeviceId, EventId, Instant } from '../../src/domain/ids.ts'
import { shipped } from '../support/runbooks.ts'
import { scene } from '../support/scene.ts'

const hospital = shipped('hospital')

const mapOf = (night: ReturnType<typeof scene>, roles: readonly string[] = []): FlowMap =>
  flowMap(hospital, night.state, roles)

const standing = (map: FlowMap, id: string) => map.step.get(id)?.standing
const ways = (map: FlowMap, id: string): Record<string, WayState> =>
  Object.fromEntries(
    (map.step.get(id)?.exits ?? []).map(({ branch, state }) => [branch ?? 'next', state]),
  )

const done = (step: string) => ({ do: 'recordStep' as const, step, outcome: 'done' as const })
const choose = (step: string, branch: string) => ({ do: 'decideStep' as const, step, branch })

describe('a runbook before anything happened', () => {
  const map = flowMap(hospital)

  it('has every step, not reached, with no way taken', () => {
    expect(map.steps.map(({ step }) => step.id)).toEqual(hospital.steps.map(({ id }) => id))
    for (const step of map.steps) {
      expect(step).toMatchObject({ standing: 'notReached', runs: 0, divided: false, mine: false })
      expect(step.exits.every(({ state, times }) => state === 'notYet' && times === 0)).toBe(true)
    }
    expect(map.here).toEqual([])
  })

  it('begins in the phase of the first step', () => {
    expect(map.phase).toBe('detection')
  })

  it('keeps the words, the safe mark and the targets of each branch', () => {
    expect(map.step.get('DT-D1')?.exits).toMatchObject([
      { branch: 'fault', safe: false, next: ['IR-00'], again: [] },
      { branch: 'attack', safe: true, next: ['IR-01', 'IR-04', 'IR-05', 'EX-07'] },
    ])
    expect(map.step.get('IR-D2')?.exits[1]).toMatchObject({ next: ['IR-D4'], again: ['IR-06'] })
  })

  it('gives a step that leads nowhere no way on', () => {
    expect(map.step.get('PT-05')?.exits).toEqual([])
  })
})

describe('how a step stands', () => {
  it('is open, then done, and what it opened is open', () => {
    const night = scene()
    night.open()
    expect(standing(mapOf(night), 'DT-01')).toBe('open')
    night.say('00:40', done('DT-01'))
    const map = mapOf(night)
    expect(standing(map, 'DT-01')).toBe('done')
    expect(map.here.map(({ step }) => step.id)).toEqual(['CL-00', 'DT-02', 'DT-03'])
    expect(ways(map, 'DT-01')).toEqual({ next: 'taken' })
    expect(ways(map, 'DT-02')).toEqual({ next: 'notYet' })
  })

  it('tells skipped and not applicable apart, and both led on', () => {
    const night = scene()
    night.open()
    night.say('00:40', { do: 'recordStep', step: 'DT-01', outcome: 'skipped', reason: 'later' })
    night.say('00:41', { do: 'recordStep', step: 'DT-02', outcome: 'notApplicable' })
    const map = mapOf(night)
    expect(standing(map, 'DT-01')).toBe('skipped')
    expect(standing(map, 'DT-02')).toBe('notApplicable')
    expect(ways(map, 'DT-01')).toEqual({ next: 'taken' })
  })

  it('is reached when recorded out of order, and not by a ticked action alone', () => {
    const night = scene()
    night.open()
    night.say('00:40', { do: 'checkItem', step: 'IR-04', item: 0, checked: true })
    expect(mapOf(night).step.get('IR-04')).toMatchObject({ standing: 'notReached', runs: 0 })
    night.say('00:41', done('IR-04'))
    expect(mapOf(night).step.get('IR-04')).toMatchObject({ standing: 'done', runs: 1 })
  })

  it('counts a run when it opens again, not when its record is repeated', () => {
    const night = scene()
    night.open()
    night.say('00:40', done('DT-01'))
    night.say('00:41', done('DT-01'))
    expect(mapOf(night).step.get('DT-01')?.runs).toBe(1)
    night.say('00:42', { do: 'openStep', step: 'DT-01' })
    expect(mapOf(night).step.get('DT-01')).toMatchObject({ standing: 'open', runs: 2 })
    night.say('00:43', done('DT-01'))
    expect(mapOf(night).step.get('DT-01')).toMatchObject({ standing: 'done', runs: 2 })
    expect(mapOf(night).step.get('DT-01')?.exits[0]).toMatchObject({ state: 'taken', times: 2 })
  })
})

describe('the ways out of a decision', () => {
  it('are taken and not taken once it is answered', () => {
    const night = scene()
    night.open()
    night.say('00:50', choose('DT-D1', 'attack'))
    expect(ways(mapOf(night), 'DT-D1')).toEqual({ fault: 'notTaken', attack: 'taken' })
  })

  it('take the safe branch when it is skipped', () => {
    const night = scene()
    night.open()
    night.say('00:50', { do: 'decideStep', step: 'DT-D1', branch: null, outcome: 'skipped' })
    expect(ways(mapOf(night), 'DT-D1')).toEqual({ fault: 'notTaken', attack: 'taken' })
  })

  it('keep what was taken before another answer replaced it', () => {
    const night = scene()
    night.open()
    night.say('00:50', choose('IR-D1', 'excluded'))
    night.say('01:50', choose('IR-D1', 'attack'))
    const map = mapOf(night)
    expect(ways(map, 'IR-D1')).toEqual({ excluded: 'former', attack: 'taken' })
    // What the first answer opened stays open until somebody closes it.
    expect(standing(map, 'PA-00')).toBe('open')
    expect(map.step.get('IR-D1')?.divided).toBe(false)
  })

  it('are both taken, and marked, when two devices that did not know of each other answered', () => {
    const night = scene()
    night.open()
    const unaware = initialState(hospital)
    night.play({ now: '00:50', command: choose('DT-D1', 'attack') })
    night.play({ now: '00:51', device: 'b', command: choose('DT-D1', 'fault') }, unaware)
    const map = mapOf(night)
    expect(map.step.get('DT-D1')?.divided).toBe(true)
    expect(ways(map, 'DT-D1')).toEqual({ fault: 'taken', attack: 'taken' })
    night.say('00:55', choose('DT-D1', 'attack'))
    expect(mapOf(night).step.get('DT-D1')?.divided).toBe(false)
    expect(ways(mapOf(night), 'DT-D1')).toEqual({ fault: 'former', attack: 'taken' })
  })

  it('wait while the question is asked once more', () => {
    const night = scene()
    night.open()
    night.say('02:00', choose('IR-D2', 'spreading'))
    // The loop goes back to IR-06; IR-D2 lies in it and will be asked again.
    let map = mapOf(night)
    expect(standing(map, 'IR-06')).toBe('open')
    expect(ways(map, 'IR-D2')).toEqual({ spreading: 'taken', contained: 'notYet' })
    night.say('02:30', done('IR-06'))
    map = mapOf(night)
    expect(map.step.get('IR-D2')).toMatchObject({ standing: 'open', runs: 2 })
    expect(ways(map, 'IR-D2')).toEqual({ spreading: 'former', contained: 'notYet' })
    night.say('02:40', choose('IR-D2', 'contained'))
    expect(ways(mapOf(night), 'IR-D2')).toEqual({ spreading: 'former', contained: 'taken' })
    expect(
      mapOf(night)
        .step.get('IR-D2')
        ?.exits.map(({ times }) => times),
    ).toEqual([1, 1])
  })

  it('count how often a loop was walked', () => {
    const night = scene()
    night.open()
    for (const hour of ['02', '03', '04']) {
      night.say(`${hour}:00`, choose('IR-D2', 'spreading'))
      night.say(`${hour}:30`, done('IR-06'))
    }
    night.say('05:00', choose('IR-D2', 'contained'))
    expect(mapOf(night).step.get('IR-D2')).toMatchObject({ runs: 4, standing: 'done' })
    expect(mapOf(night).step.get('IR-D2')?.exits).toMatchObject([
      { branch: 'contained', state: 'taken', times: 1 },
      { branch: 'spreading', state: 'former', times: 3 },
    ])
  })

  it('ignore an answer that names no branch of this runbook', () => {
    const position = new Position(graphOf(hospital))
    position.record('IR-D1', null, recordOf({ branch: 'of another version' }), [])
    const map = flowMap(hospital, { position, graph: position.graph })
    expect(ways(map, 'IR-D1')).toEqual({ excluded: 'notTaken', attack: 'notTaken' })
  })
})

describe('a step done system by system', () => {
  it('is open while it is open for one, and tells how each stands', () => {
    const night = scene()
    night.open()
    for (const [system, name] of [
      ['s1', '電子カルテ'],
      ['s2', '医事会計'],
    ] as const)
      night.say('03:00', { do: 'nameSystem', system, name })
    night.say('03:10', { ...done('RC-04'), system: 's1' })
    night.say('03:11', { do: 'openStep', step: 'RC-04', system: 's2' })
    const step = mapOf(night).step.get('RC-04')
    expect(step?.standing).toBe('open')
    expect(step?.systems).toEqual([
      { system: 's1', standing: 'done', runs: 1 },
      { system: 's2', standing: 'open', runs: 1 },
    ])
  })

  it('has one system in its second run, the other in its first', () => {
    const night = scene()
    night.open()
    for (const system of ['s1', 's2']) night.say('03:10', { ...done('RC-05'), system })
    night.say('03:20', { do: 'decideStep', step: 'RC-D4', branch: 'hold', system: 's1' })
    const map = mapOf(night)
    expect(map.step.get('RC-04')).toMatchObject({ standing: 'open', runs: 1 })
    expect(map.step.get('RC-D4')?.exits).toMatchObject([
      { branch: 'approve', state: 'notYet' },
      { branch: 'hold', state: 'taken', times: 1 },
    ])
    expect(map.step.get('RC-05')?.standing).toBe('done')
  })
})

describe('you are here', () => {
  it("puts one's own steps first, then the patients', then the rest as authored", () => {
    const night = scene()
    night.open()
    night.say('00:40', done('DT-01'))
    night.say('00:41', choose('DT-D1', 'attack'))
    const plain = mapOf(night).here.map(({ step }) => step.id)
    expect(plain[0]).toBe('CL-00')
    const roles = [hospital.steps.find(({ id }) => id === 'IR-04')?.role ?? '']
    const here = mapOf(night, roles).here
    const own = here.filter(({ step }) => roles.includes(step.role)).map(({ step }) => step.id)
    expect(own.length).toBeGreaterThan(0)
    expect(here.slice(0, own.length).map(({ step }) => step.id)).toEqual(own)
    expect(here.slice(0, own.length).every(({ mine }) => mine)).toBe(true)
    expect(new Set(here.map(({ step }) => step.id))).toEqual(new Set(plain))
  })

  it('is in the phase where somebody worked last and something is open', () => {
    const night = scene()
    night.open()
    night.say('00:40', done('DT-01'))
    expect(mapOf(night).phase).toBe('detection')
    night.say('00:41', choose('DT-D1', 'attack'))
    night.say('00:42', done('IR-04'))
    expect(mapOf(night).phase).toBe('initial')
    // Back to what was left open.
    night.say('00:50', done('DT-02'))
    expect(mapOf(night).phase).toBe('detection')
  })

  it('is where work ended when nothing is open any more', () => {
    const position = new Position(graphOf(hospital))
    position.record('PT-05', null, recordOf({ t: '2026-11-22T05:00:00.000+09:00' }), [])
    expect(flowMap(hospital, { position, graph: position.graph }).phase).toBe('peacetime')
  })
})

let recorded = 0
function recordOf(more: { [K in keyof StepRecord]?: unknown }): StepRecord {
  const t = '2026-11-22T01:00:00.000+09:00' as Instant
  return {
    id: `${++recorded}`.padStart(64, '0') as EventId,
    run: 1,
    outcome: 'done',
    branch: null,
    matrix: null,
    provisional: false,
    occurred: { at: t, precision: 'exact' },
    t,
    device: 'd'.repeat(64) as DeviceId,
    ...more,
  } as StepRecord
}

describe('over any way through the flow', () => {
  const acts = fc.array(
    fc.record({
      step: fc.constantFrom(...hospital.steps.map(({ id }) => id)),
      pick: fc.nat(),
      reopen: fc.boolean(),
      system: fc.constantFrom(null, 's1', 's2'),
    }),
    { maxLength: 60 },
  )

  it('what the position says is open is what the map calls open, and a way is taken only by a record', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const position = new Position(graphOf(hospital))
        position.start(hospital.entries.incident, '2026-11-22T00:00:00.000+09:00' as Instant)
        for (const { step: id, pick, reopen, system } of list) {
          const step = position.graph.step.get(id)!
          const of = step.perSystem ? system : null
          if (reopen && pick % 5 === 0) position.reopen(id, of, recordOf({}).t)
          const branch =
            step.type === 'step' ? null : (step.branches[pick % step.branches.length]?.id ?? null)
          const run = position.get(id, of)?.run ?? 1
          const replaces = (position.get(id, of)?.answers ?? []).map((answer) => answer.id)
          position.record(id, of, recordOf({ branch, run }), replaces)
        }
        const map = flowMap(hospital, { position, graph: position.graph })
        const open = new Set(position.open().map(({ step }) => step))
        expect(new Set(map.here.map(({ step }) => step.id))).toEqual(open)
        for (const { step, standing, runs, exits, systems } of map.steps) {
          expect(standing === 'open').toBe(open.has(step.id))
          if (standing !== 'notReached') expect(runs).toBeGreaterThan(0)
          const records = [...position.states()]
            .filter((run) => run.step === step.id)
            .flatMap((run) => run.records)
          for (const way of exits) {
            const walked = records.filter(
              (record) =>
                step.type === 'step' || takenBranch(step, record.branch)?.id === way.branch,
            )
            expect(way.state === 'taken' || way.state === 'former').toBe(walked.length > 0)
            expect(way.times > 0).toBe(walked.length > 0)
          }
          expect(new Set(systems.map(({ system }) => system)).size).toBe(systems.length)
        }
      }),
      { numRuns: 300 },
    )
  })
})
