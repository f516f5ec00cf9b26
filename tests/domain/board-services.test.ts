import { describe, expect, it } from 'vitest'
import { serviceMatrix, serviceRows } from '../../src/domain/board/services.ts'
import { systemRows } from '../../src/domain/board/systems.ts'
import type { Command } from '../../src/domain/commands/command.ts'
import { graphOf } from '../../src/domain/flow/graph.ts'
import { at, hospital, scene } from '../support/scene.ts'

const emergency = (night: ReturnType<typeof scene>) =>
  serviceRows(night.state).find((row) => row.service === 'emergency')!
const set = (level: 'running' | 'limited' | 'stopped', more: object = {}): Command => ({
  do: 'changeService',
  service: 'emergency',
  level,
  ...more,
})

describe('how far the functions of the hospital run', () => {
  it('is not known of any of them at first; the runbook names them', () => {
    const night = scene()
    night.open('00:31')
    const rows = serviceRows(night.state)
    expect(rows.map((row) => row.service)).toContain('dialysis')
    expect(rows).toHaveLength(17)
    expect(rows.every((row) => row.now === null)).toBe(true)
    expect(serviceMatrix(graphOf(hospital))?.id).toBe('CL-D1')
  })

  it('is said by two taps, since when and by whom', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:40', set('stopped', { by: '当直医', bases: ['patientSafety'] }))
    expect(emergency(night).now).toMatchObject({
      levels: ['stopped'],
      provisional: false,
      entry: { by: '当直医', occurred: { at: at('01:40') } },
    })
  })

  it('is taken from the decisions of the flow, so that nobody enters it twice', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:00', {
      do: 'decideStep',
      step: 'CL-D1',
      branch: 'limited',
      matrix: { emergency: 'stop', dialysis: 'run', delivery: 'limit' },
      by: '院長',
    })
    const levels = Object.fromEntries(
      serviceRows(night.state).flatMap(({ service, now }) => (now ? [[service, now.levels]] : [])),
    )
    expect(levels).toEqual({
      emergency: ['stopped'],
      dialysis: ['running'],
      delivery: ['limited'],
    })
    expect(emergency(night).now?.entry.by).toBe('院長')
  })

  it('is said of all of them by one answer: everything goes on', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:00', { do: 'decideStep', step: 'CL-D1', branch: 'all-running', by: '院長' })
    const rows = serviceRows(night.state)
    expect(rows).toHaveLength(17)
    expect(rows.map(({ now }) => now?.levels)).toEqual(rows.map(() => ['running']))
  })

  it('says no more than the answer did: limited or stopped', () => {
    const night = scene()
    night.open('00:31')
    night.say('00:50', { do: 'decideStep', step: 'CL-D0', branch: 'limit', by: '当直医' })
    expect(emergency(night).now?.levels).toEqual(['limited', 'stopped'])
    night.say('00:55', set('stopped'))
    expect(emergency(night).now?.levels).toEqual(['stopped'])
    expect(emergency(night).history).toHaveLength(2)
  })

  it('is provisional where nobody decided and the safe answer was taken', () => {
    const night = scene()
    night.open('00:31')
    night.say('00:50', { do: 'decideStep', step: 'CL-D0', branch: null, outcome: 'skipped' })
    expect(emergency(night).now).toMatchObject({
      levels: ['limited', 'stopped'],
      provisional: true,
    })
  })

  it('stays provisional until somebody confirms it', () => {
    const night = scene()
    night.open('00:31')
    const said = night.say('01:40', set('stopped', { by: '当直医', provisional: true }))
    expect(emergency(night).now).toMatchObject({ provisional: true })
    expect(night.entry(said).unresolved).toBe(true)
    night.say('08:10', { do: 'resolveEntry', target: said, by: '院長' })
    expect(emergency(night).now).toMatchObject({ levels: ['stopped'], provisional: false })
  })

  it('is open no longer once a later word took its place', () => {
    const night = scene()
    night.open('00:31')
    const first = night.say('01:40', set('stopped', { provisional: true }))
    night.say('08:10', set('limited', { by: '院長' }))
    expect(night.entry(first).unresolved).toBe(false)
    expect(emergency(night).now).toMatchObject({ levels: ['limited'], provisional: false })
  })

  it('follows the time that is said, not the time it was written down', () => {
    const night = scene()
    night.open('00:31')
    night.say('05:00', set('limited'))
    night.say('06:00', set('stopped', { occurred: { at: at('01:40'), precision: 'about' } }))
    expect(emergency(night).now?.levels).toEqual(['limited'])
    expect(emergency(night).history.map((word) => word.levels)).toEqual([['stopped'], ['limited']])
    expect(night.state.entries.at(-1)?.late).toBe(true)
  })

  it('forgets a line that was struck, and follows one whose time was corrected', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:40', set('stopped'))
    const wrong = night.say('02:00', set('running'))
    night.say('02:01', { do: 'strikeEntry', target: wrong, reason: '押し間違い' })
    expect(emergency(night).now?.levels).toEqual(['stopped'])
    const late = night.say('03:00', set('limited'))
    night.say('03:01', {
      do: 'correctEntry',
      target: late,
      occurred: { at: at('01:00'), precision: 'exact' },
    })
    expect(emergency(night).now?.levels).toEqual(['stopped'])
  })

  it('keeps the rows that a second round did not speak of', () => {
    const night = scene()
    night.open('00:31')
    const decide = (now: string, matrix: Record<string, string>, occurred?: string): void => {
      night.say(now, {
        do: 'decideStep',
        step: 'CL-D1',
        branch: 'limited',
        matrix,
        ...(occurred ? { occurred: { at: at(occurred), precision: 'exact' } } : {}),
      })
    }
    decide('01:00', { emergency: 'stop', dialysis: 'stop' })
    // The second answer is about an earlier hour: it replaces what the first said of emergencies.
    decide('05:00', { emergency: 'limit' }, '00:50')
    expect(emergency(night).now?.levels).toEqual(['limited'])
    const dialysis = serviceRows(night.state).find((row) => row.service === 'dialysis')
    expect(dialysis?.now?.levels).toEqual(['stopped'])
  })

  it('takes functions of the hospital’s own, by their name', () => {
    const night = scene()
    night.open('00:31')
    const service = 'a'.repeat(32)
    night.say('01:00', {
      do: 'changeService',
      service,
      level: 'stopped',
      name: '訪問看護',
    })
    expect(serviceRows(night.state).at(-1)).toMatchObject({
      service,
      name: '訪問看護',
      title: null,
    })
  })
})

describe('the systems', () => {
  const system = '5e'.repeat(16)

  it('are named and put into a state in one act', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:00', { do: 'changeSystem', system, state: 'isolated', name: '電子カルテ' })
    expect(systemRows(night.state)).toMatchObject([
      { system, name: '電子カルテ', now: { state: 'isolated' } },
    ])
  })

  it('have no state while only their name is known', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:00', { do: 'nameSystem', system, name: 'PACS' })
    expect(systemRows(night.state)).toMatchObject([{ name: 'PACS', now: null }])
  })

  it('follow the steps of the flow that are done for one of them', () => {
    const night = scene()
    night.open('00:31')
    night.say('01:00', { do: 'nameSystem', system, name: '電子カルテ' })
    night.say('02:00', { do: 'recordStep', step: 'CL-01', system, outcome: 'done' })
    expect(systemRows(night.state)[0]?.now?.state).toBe('stopped')
    night.say('2021-12-28T09:00', { do: 'recordStep', step: 'RC-06', system, outcome: 'skipped' })
    expect(systemRows(night.state)[0]?.now?.state).toBe('stopped')
    night.say('2021-12-28T10:00', { do: 'recordStep', step: 'RC-06', system, outcome: 'done' })
    expect(systemRows(night.state)[0]?.now?.state).toBe('restored')
    expect(systemRows(night.state)[0]?.history).toHaveLength(2)
  })
})
