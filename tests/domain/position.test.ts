import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphOf, nextOf, safeBranch } from '../../src/domain/flow/graph.ts'
import { Position, type StepRecord } from '../../src/domain/flow/position.ts'
import type { Branch, Runbook, Step } from '../../src/domain/flow/runbook.ts'
import type { DeviceId, EventId, Instant } from '../../src/domain/ids.ts'

const t = '2026-11-21T01:10:00.000+09:00' as Instant
const say = (text: string) => ({ ja: text, en: text })
const source = {
  ref: say('r'),
  confidence: 'field',
  seen: 'seen',
  asOf: '2026-11-21',
} as const

const base = (id: string) => ({
  id,
  phase: 'p',
  lane: 'l',
  role: 'r',
  title: say(id),
  why: say('w'),
  do: [say('d')],
  dont: [],
  record: [say('r')],
  evidence: [],
  contacts: [],
  source,
  joinAll: false,
  perSystem: false,
  closing: false,
})
const task = (id: string, next: string[], more: Partial<Step> = {}): Step =>
  ({ ...base(id), type: 'step', next, again: [], ...more }) as Step
const choice = (id: string, branches: Branch[], more: Partial<Step> = {}): Step =>
  ({ ...base(id), type: 'decision', criteria: [], options: [], branches, ...more }) as Step
const branch = (id: string, next: string[], again: string[] = [], safe = false): Branch => ({
  id,
  when: say(id),
  next,
  again,
  safe,
})
const book = (steps: Step[], entry = steps[0]!.id): Runbook => ({
  format: 'shodo/runbook/v1',
  id: 'b',
  version: '1',
  asOf: '2026-11-21',
  title: say('b'),
  summary: say('b'),
  entries: { incident: entry, readiness: entry },
  phases: [],
  lanes: [],
  roles: [],
  steps,
})

function walker(runbook: Runbook) {
  const position = new Position(graphOf(runbook))
  position.start(runbook.entries.incident, t)
  let n = 0
  return {
    position,
    open: () =>
      position
        .open()
        .map((s) => (s.system ? `${s.step}@${s.system}` : s.step))
        .sort(),
    record(
      id: string,
      how: Partial<StepRecord> & { system?: string; replaces?: EventId[] } = {},
    ): readonly string[] {
      const { system = null, replaces, ...rest } = how
      const state = position.get(id, system)
      const record: StepRecord = {
        id: `e${n++}` as EventId,
        run: state?.run ?? 1,
        outcome: 'done',
        branch: null,
        matrix: null,
        provisional: false,
        occurred: { at: t, precision: 'exact' },
        t,
        device: 'a' as DeviceId,
        ...rest,
      }
      return position.record(
        id,
        system,
        record,
        replaces ?? (state?.answers ?? []).map((a) => a.id),
      )
    },
  }
}

describe('the opening rule', () => {
  it('opens what follows when a step is done, skipped or not applicable', () => {
    for (const outcome of ['done', 'skipped', 'notApplicable'] as const) {
      const flow = walker(book([task('A', ['B', 'C']), task('B', []), task('C', [])]))
      expect(flow.record('A', { outcome })).toEqual(['B', 'C'])
      expect(flow.open()).toEqual(['B', 'C'])
    }
  })

  it('opens a step once per run, at the first edge that fires', () => {
    const flow = walker(
      book([task('A', ['B', 'C']), task('B', ['D']), task('C', ['D']), task('D', [])]),
    )
    flow.record('A')
    expect(flow.record('B')).toEqual(['D'])
    flow.record('D')
    expect(flow.record('C')).toEqual([])
    expect(flow.open()).toEqual([])
  })

  it('with join: all waits for every edge', () => {
    const flow = walker(
      book([
        task('A', ['B', 'C']),
        task('B', ['D']),
        task('C', ['D']),
        task('D', [], { joinAll: true }),
      ]),
    )
    flow.record('A')
    expect(flow.record('B')).toEqual([])
    expect(flow.record('C')).toEqual(['D'])
  })

  it('takes the safe branch when a decision is skipped', () => {
    const flow = walker(
      book([choice('Q', [branch('no', []), branch('yes', ['A'], [], true)]), task('A', [])]),
    )
    expect(flow.record('Q', { outcome: 'skipped' })).toEqual(['A'])
  })

  it('again starts a new run and lets the steps between open once more', () => {
    const flow = walker(
      book([
        task('A', ['B']),
        task('B', ['Q']),
        choice('Q', [branch('ok', ['Z']), branch('no', [], ['A'], true)]),
        task('Z', []),
      ]),
    )
    flow.record('A')
    flow.record('B')
    expect(flow.record('Q', { branch: 'no' })).toEqual(['A'])
    expect(flow.position.get('A', null)?.run).toBe(2)
    flow.record('A')
    flow.record('B')
    expect(flow.open()).toEqual(['Q'])
    expect(flow.record('Q', { branch: 'ok' })).toEqual(['Z'])
  })

  it('runs a per-system step for each system by itself', () => {
    const flow = walker(
      book([
        task('A', ['B']),
        task('B', ['C'], { perSystem: true }),
        task('C', ['D'], { perSystem: true }),
        task('D', []),
      ]),
    )
    flow.record('A')
    flow.record('B', { system: 'x' })
    flow.record('B', { system: 'y' })
    expect(flow.open()).toEqual(['B', 'C@x', 'C@y'])
    expect(flow.record('C', { system: 'x' })).toEqual(['D'])
    expect(flow.record('C', { system: 'y' })).toEqual([])
  })

  it('records a step nothing opened, and does not bring it back as work', () => {
    const flow = walker(book([task('A', ['B']), task('B', ['C']), task('C', [])]))
    expect(flow.record('B')).toEqual(['C'])
    expect(flow.record('A')).toEqual([])
    expect(flow.open()).toEqual(['C'])
  })

  it('two answers that do not know of each other open both branches until one replaces both', () => {
    const flow = walker(
      book([
        choice('Q', [branch('yes', ['A'], [], true), branch('no', ['B'])]),
        task('A', []),
        task('B', []),
      ]),
    )
    flow.record('Q', { branch: 'yes', replaces: [] })
    flow.record('Q', { branch: 'no', replaces: [], device: 'b' as DeviceId })
    expect(flow.open()).toEqual(['A', 'B'])
    expect(flow.position.get('Q', null)?.divided).toBe(true)
    flow.record('Q', { branch: 'yes' })
    expect(flow.position.get('Q', null)?.divided).toBe(false)
  })

  it('re-opening by hand starts a new run of that step alone', () => {
    const flow = walker(book([task('A', ['B']), task('B', [])]))
    flow.record('A')
    flow.record('B')
    flow.position.reopen('A', null, t)
    expect(flow.position.get('A', null)?.run).toBe(2)
    expect(flow.open()).toEqual(['A'])
    flow.record('A')
    expect(flow.open()).toEqual([])
  })

  it('re-opening by hand does not change what an earlier record says it opened', () => {
    const flow = walker(book([task('A', ['B']), task('B', [])]))
    const opened = flow.record('A')
    flow.position.reopen('A', null, t)
    expect(opened).toEqual(['B'])
  })

  it('keeps the items that were checked before the step opened', () => {
    const flow = walker(book([task('A', ['B']), task('B', [])]))
    flow.position.check('B', null, 0, true, t)
    flow.record('A')
    expect(flow.position.get('B', null)?.checks.get(0)).toEqual({ checked: true, t })
    flow.position.reopen('B', null, t)
    expect(flow.position.get('B', null)?.checks.size).toBe(0)
  })

  it('a step of another runbook moves nothing, opened by hand or recorded', () => {
    const flow = walker(book([task('A', [])]))
    flow.position.reopen('X', null, t)
    flow.record('Y')
    expect(flow.open()).toEqual(['A'])
  })
})

/** The rule once more, written down plainly over sets, to hold the real one against. */
class Plain {
  readonly opened = new Set<string>()
  readonly open = new Set<string>()
  readonly fired = new Set<string>()
  readonly runbook: Runbook
  constructor(runbook: Runbook) {
    this.runbook = runbook
    this.opened.add(runbook.entries.incident)
    this.open.add(runbook.entries.incident)
  }
  step = (id: string) => this.runbook.steps.find((s) => s.id === id)!
  paths(from: string, to: string): boolean {
    return from === to || nextOf(this.step(from)).some((n) => this.paths(n, to))
  }
  record(id: string, chosen: string | null) {
    const step = this.step(id)
    const taken =
      step.type === 'step'
        ? step
        : chosen === null
          ? safeBranch(step)!
          : step.branches.find((b) => b.id === chosen)!
    this.open.delete(id)
    this.opened.add(id)
    for (const next of taken.next) {
      this.fired.add(`${id}>${next}`)
      if (this.opened.has(next)) continue
      const target = this.step(next)
      const sources = this.runbook.steps.filter((s) => nextOf(s).includes(next))
      if (target.joinAll && !sources.every((s) => this.fired.has(`${s.id}>${next}`))) continue
      this.opened.add(next)
      this.open.add(next)
    }
    for (const target of taken.again) {
      for (const { id: between } of this.runbook.steps) {
        const inside = this.paths(target, between) && this.paths(between, id)
        if (!inside && between !== target) continue
        this.opened.delete(between)
        this.open.delete(between)
        for (const edge of [...this.fired])
          if (edge.endsWith(`>${between}`)) this.fired.delete(edge)
      }
      this.opened.add(target)
      this.open.add(target)
    }
  }
}

/** Acyclic random flows: edges point forward, `again` edges back. */
const flows = fc.integer({ min: 2, max: 9 }).chain((count) => {
  const later = (i: number) =>
    i + 1 < count
      ? fc.uniqueArray(fc.integer({ min: i + 1, max: count - 1 }), { maxLength: 3 })
      : fc.constant([] as number[])
  const earlier = (i: number) => fc.uniqueArray(fc.integer({ min: 0, max: i }), { maxLength: 1 })
  const names = (ids: number[]) => ids.map((n) => `S${n}`)
  return fc.tuple(
    ...Array.from({ length: count }, (_, i) =>
      fc
        .tuple(fc.boolean(), later(i), later(i), earlier(i), earlier(i), fc.boolean())
        .map(([isChoice, n1, n2, a1, a2, joinAll]) =>
          isChoice
            ? choice(
                `S${i}`,
                [branch('x', names(n1), names(a1)), branch('y', names(n2), names(a2), true)],
                { joinAll },
              )
            : task(`S${i}`, names(n1), { again: names(a2), joinAll } as Partial<Step>),
        ),
    ),
  )
})

describe('on random flows', () => {
  it('the position is what the plain rule says, whatever is recorded in whatever order', () => {
    fc.assert(
      fc.property(
        flows,
        fc.array(fc.tuple(fc.nat(8), fc.constantFrom('x', 'y', null)), { maxLength: 40 }),
        (steps, acts) => {
          const runbook = book(steps)
          const flow = walker(runbook)
          const plain = new Plain(runbook)
          for (const [index, chosen] of acts) {
            const step = steps[index % steps.length]!
            const pick = step.type === 'step' ? null : chosen
            flow.record(step.id, { branch: pick })
            plain.record(step.id, pick)
            expect(flow.open()).toEqual([...plain.open].sort())
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
