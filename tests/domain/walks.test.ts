import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { graphOf } from '../../src/domain/flow/graph.ts'
import { Position, type StepRecord } from '../../src/domain/flow/position.ts'
import type { Runbook } from '../../src/domain/flow/runbook.ts'
import type { DeviceId, EventId, Instant } from '../../src/domain/ids.ts'
import { projectFile, shipped } from '../support/runbooks.ts'

/** Published nights as sequences of steps: each step must be open when it is recorded. */
interface Walk {
  readonly id: string
  readonly runbook: string
  readonly steps: readonly {
    readonly step: string
    readonly branch?: string
    readonly unopened?: boolean
  }[]
}

const t = '2021-10-31T00:30:00.000+09:00' as Instant

/** Walks a sequence; returns what was recorded without being open, and where the walk ended. */
function walk(runbook: Runbook, steps: Walk['steps']): { illegal: string[]; end: string[] } {
  const position = new Position(graphOf(runbook))
  position.start(runbook.entries.incident, t)
  const illegal: string[] = []
  steps.forEach(({ step: id, branch: when, unopened }, i) => {
    const step = runbook.steps.find((s) => s.id === id)
    if (!step) throw new Error(`no step ${id}`)
    const state = position.get(id, null)
    if (!unopened && !state?.open) illegal.push(`${i + 1}: ${id} is not open`)
    const branch =
      step.type === 'step' ? null : (step.branches.find((b) => b.when.ja === when)?.id ?? null)
    if (step.type !== 'step' && branch === null) illegal.push(`${i + 1}: ${id} has no «${when}»`)
    const record: StepRecord = {
      id: `${i}` as EventId,
      run: state?.run ?? 1,
      outcome: 'done',
      branch,
      matrix: null,
      provisional: false,
      occurred: { at: t, precision: 'exact' },
      t,
      device: 'd' as DeviceId,
    }
    position.record(
      id,
      null,
      record,
      (state?.answers ?? []).map((a) => a.id),
    )
  })
  return { illegal, end: position.open().map((s) => s.step) }
}

const walksIn = (path: string): Walk[] => parse(readFileSync(path, 'utf8')) as Walk[]
const runbooks: Record<string, Runbook> = {
  hospital: shipped('hospital'),
  clinic: shipped('clinic'),
}
const ours = walksIn(projectFile('tests/walks.yaml'))

describe('six published nights walk through the flow', () => {
  it('are six', () => expect(ours).toHaveLength(6))
  it.each(ours)('$id', ({ runbook, steps }) => {
    expect(walk(runbooks[runbook]!, steps).illegal).toEqual([])
  })
  it('a walk that skips ahead is noticed', () => {
    const { illegal } = walk(runbooks['hospital']!, [{ step: 'DT-01' }, { step: 'RC-04' }])
    expect(illegal).toEqual(['2: RC-04 is not open'])
  })
  it('a false alarm ends without a report to the commission', () => {
    const alarm = ours.find((w) => w.id === 'false-alarm')!
    expect(walk(runbooks['hospital']!, alarm.steps).end).not.toContain('EX-04')
  })
})

const outline = projectFile('../shared/domain/flow-walks.yaml')
const present = existsSync(outline)
describe(`the walks of the outline${present ? '' : ' (skipped: ../shared is not here)'}`, () => {
  const theirs = present ? walksIn(outline) : []
  it.skipIf(!present)('are walked as they stand', () => {
    for (const { id, runbook, steps } of theirs) {
      const ourBook = runbooks[runbook === 'flow-outline-small.yaml' ? 'clinic' : 'hospital']!
      expect({ id, ...walk(ourBook, steps) }).toMatchObject({ id, illegal: [] })
    }
  })
})
