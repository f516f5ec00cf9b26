import { describe, expect, it } from 'vitest'
import { initialState } from '../../src/domain/evolve/state.ts'
import { endingOf, endingToOffer } from '../../src/domain/flow/closing.ts'
import { findSteps, indexSteps } from '../../src/domain/flow/find-steps.ts'
import { graphOf } from '../../src/domain/flow/graph.ts'
import { Position } from '../../src/domain/flow/position.ts'
import type { MatrixStep } from '../../src/domain/flow/runbook.ts'
import { standings } from '../../src/domain/flow/standing.ts'
import { suggestBranch } from '../../src/domain/flow/suggest-branch.ts'
import type { DeviceId, EventId, Instant } from '../../src/domain/ids.ts'
import { shipped } from '../support/runbooks.ts'

const hospital = shipped('hospital')
const clinic = shipped('clinic')

const at = (minute: number) =>
  `2026-11-22T05:${String(minute).padStart(2, '0')}:00.000+09:00` as Instant
const record = (minute: number, outcome: 'done' | 'skipped' = 'done') => ({
  id: `${minute}`.padStart(64, '0') as EventId,
  run: 1,
  outcome,
  branch: null,
  matrix: null,
  provisional: false,
  occurred: { at: at(minute), precision: 'exact' as const },
  t: at(minute),
  device: 'd'.repeat(64) as DeviceId,
})

describe('standings', () => {
  it('is open when any system is open, else what was recorded last', () => {
    const position = new Position(graphOf(hospital))
    position.start('DT-01', at(0))
    position.record('RC-05', 'a', record(1), [])
    position.record('RC-05', 'b', record(2, 'skipped'), [])
    position.record('RC-04', 'a', record(3), [])
    position.reopen('RC-04', 'b', at(4))
    const found = standings(position)
    expect(found.get('DT-01')).toEqual({ standing: 'open', last: null })
    expect(found.get('RC-05')?.standing).toBe('skipped')
    expect(found.get('RC-04')?.standing).toBe('open')
    expect(found.get('PA-09')).toBeUndefined()
  })
})

describe('findSteps', () => {
  const ids = (query: string) => findSteps(indexSteps(hospital.steps), query).map((step) => step.id)

  it('folds width, case and kana, in both languages', () => {
    expect(ids('ばっくあっぷ')).toContain('IR-04')
    expect(ids('ﾊﾞｯｸｱｯﾌﾟ')).toEqual(ids('ばっくあっぷ'))
    expect(ids('BACKUP')).toContain('IR-04')
    expect(ids('ir-04')).toEqual(['IR-04'])
  })

  it('wants every word, and gives all for none', () => {
    expect(ids('警察 通報')).toContain('EX-02')
    expect(ids('警察 ありえない語')).toEqual([])
    expect(ids('　')).toHaveLength(hospital.steps.length)
  })
})

describe('suggestBranch', () => {
  const step = hospital.steps.find((s): s is MatrixStep => s.type === 'matrix')
  if (!step) throw new Error('no matrix')
  const all = (value: string) => Object.fromEntries(step.matrix.rows.map((r) => [r.id, value]))

  it('takes the safe branch for anything that is not running', () => {
    expect(suggestBranch(step, { dialysis: 'stop' })).toBe('limited')
    expect(suggestBranch(step, { ...all('run'), meals: 'limit' })).toBe('limited')
  })

  it('takes the other when all is running, and nothing before', () => {
    expect(suggestBranch(step, all('run'))).toBe('all-running')
    expect(suggestBranch(step, { dialysis: 'run' })).toBeNull()
    expect(suggestBranch(step, {})).toBeNull()
  })
})

describe('the ending to offer', () => {
  const stepOf = (id: string) => clinic.steps.find((s) => s.id === id) ?? clinic.steps[0]!

  it('knows the false alarm from the end, and neither from the readiness round', () => {
    const state = initialState(clinic)
    expect(endingOf(stepOf('PA-01'), state)).toBe('resolved')
    expect(endingOf(stepOf('PA-00'), state)).toBe('falseAlarm')
    expect(endingOf(stepOf('PT-01'), state)).toBeNull()
    expect(endingOf(stepOf('DT-01'), state)).toBeNull()
  })

  it('follows the newest closing step that was done, until the incident is closed', () => {
    const state = initialState(clinic)
    expect(endingToOffer(state)).toBeNull()
    state.position?.record('PA-01', null, record(1), [])
    expect(endingToOffer(state)).toBe('resolved')
    state.position?.record('PA-00', null, record(2, 'skipped'), [])
    expect(endingToOffer(state)).toBe('resolved')
    state.position?.record('PA-00', null, record(3), [])
    expect(endingToOffer(state)).toBe('falseAlarm')
    state.closed = { how: 'falseAlarm', t: at(4) }
    expect(endingToOffer(state)).toBeNull()
  })
})
