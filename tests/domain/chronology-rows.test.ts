import { describe, expect, it } from 'vitest'
import { chronology } from '../../src/domain/chronology/chronology.ts'
import { countLines, facetsOf, waitingStamp, withDays } from '../../src/domain/chronology/rows.ts'
import type { Draft, NoteKind } from '../../src/domain/events/events.ts'
import { fold } from '../../src/domain/evolve/evolve.ts'
import type { LogState } from '../../src/domain/evolve/state.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { makeLog } from '../support/make-log.ts'

type Plan = {
  readonly at?: string
  readonly kind?: NoteKind
  readonly safety?: boolean
  readonly stamp?: boolean
  readonly from?: string
  readonly by?: string
}

const noteOf = ({ at, kind, safety, stamp, from, by }: Plan, wall: Instant): Draft => ({
  type: 'note.recorded',
  data: {
    occurred: { at: (at ?? wall) as Instant, precision: 'exact' },
    kind: kind ?? null,
    means: null,
    certainty: null,
    patientSafety: safety ?? false,
    stamp: stamp ?? false,
    step: null,
  },
  text: { ...(stamp ? {} : { body: 'x' }), ...(from ? { from } : {}), ...(by ? { by } : {}) },
})

async function logOf(plans: readonly (Plan | Draft)[]): Promise<LogState> {
  const made = await makeLog({
    count: plans.length,
    start: '2025-11-21T23:59:00.000+09:00',
    every: 120_000,
    draft: (i, wall) => {
      const plan = plans[i] ?? {}
      return 'type' in plan ? plan : noteOf(plan, wall)
    },
  })
  return fold(null, made.events)
}

const resumed: Draft = {
  type: 'app.resumed',
  data: { version: '2', previousVersion: '1' },
  text: null,
}

describe('rows of the chronology', () => {
  it('put a date before each Japanese day', async () => {
    const { entries } = await logOf([{}, {}, {}])
    const rows = withDays(entries, 'occurred')
    expect(rows.map((row) => (row.row === 'day' ? 'day' : row.entry.no))).toEqual([
      'day',
      1,
      'day',
      2,
      3,
    ])
  })

  it('go by the time the order goes by', async () => {
    const { entries } = await logOf([{}, { at: '2025-11-20T10:00:00.000+09:00' }])
    const order = (by: 'occurred' | 'recorded') =>
      withDays(
        chronology(entries, by, {}, () => ''),
        by,
      ).map((row) => (row.row === 'day' ? 'day' : row.entry.no))
    expect(order('occurred')).toEqual(['day', 2, 'day', 1])
    expect(order('recorded')).toEqual(['day', 1, 'day', 2])
  })

  it('counts what each quick filter shows', async () => {
    const { entries } = await logOf([
      {},
      { kind: 'unresolved', safety: true },
      { kind: 'decision' },
      resumed,
    ])
    const counts = countLines(entries)
    expect(counts).toEqual({
      all: 3,
      unresolved: 1,
      decision: 1,
      patientSafety: 1,
      automatic: 1,
    })
    const shown = (filter: Parameters<typeof chronology>[2]): number =>
      chronology(entries, 'occurred', { ...filter, automatic: false }, () => '').length
    expect(shown({})).toBe(counts.all)
    expect(shown({ unresolved: true })).toBe(counts.unresolved)
    expect(shown({ kind: 'decision' })).toBe(counts.decision)
    expect(shown({ patientSafety: true })).toBe(counts.patientSafety)
  })

  it('offers only what the log holds, the newest people first', async () => {
    const { entries } = await logOf([{ from: '夜勤看護師' }, { by: '院長', kind: 'order' }])
    const facets = facetsOf(entries)
    expect([...facets.kinds].sort()).toEqual(['note', 'order'])
    expect(facets.people).toEqual(['院長', '夜勤看護師'])
    expect(facets.lanes.size).toBe(0)
  })

  it('finds the newest stamp without words', async () => {
    const { entries } = await logOf([{ stamp: true }, { stamp: true }, {}])
    expect(waitingStamp(entries)?.no).toBe(2)
    expect(waitingStamp([])).toBeNull()
  })
})
