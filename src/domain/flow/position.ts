import type { Occurred, Outcome } from '../events/events.ts'
import type { DeviceId, EventId, Instant } from '../ids.ts'
import { type Graph, safeBranch } from './graph.ts'
import type { Branch, Step } from './runbook.ts'

/**
 * "You are here": which steps are open, folded in proof order from what was recorded.
 *
 * - A step opens, once per run, when the first of its incoming edges fires; with `joinAll`, when all
 *   have. Recording it (done, skipped or not applicable) fires `next`; a decision fires the chosen
 *   branch, and when skipped its safe one.
 * - An `again` edge starts a new run of its target and clears "opened" for every step between the
 *   target and the source.
 * - A step recorded before any edge reached it counts as opened in that run: what was done out of
 *   order does not come back as work.
 * - Two answers to one question that do not know of each other open both branches; the conflict
 *   stays until an answer replaces both.
 */
export interface StepRecord {
  readonly id: EventId
  readonly run: number
  readonly outcome: Outcome
  /** The branch taken; null for a step that is no decision. */
  readonly branch: string | null
  readonly matrix: Readonly<Record<string, string>> | null
  readonly provisional: boolean
  readonly occurred: Occurred
  readonly t: Instant
  readonly device: DeviceId
}

export interface StepState {
  readonly step: string
  /** The system this run is for; null for all, or not yet named. */
  readonly system: string | null
  readonly run: number
  readonly opened: boolean
  readonly open: boolean
  /** Log time at which this run opened. */
  readonly openedAt: Instant | null
  /** When the decision that opened this run was taken (発生時刻), else `openedAt`. */
  readonly orderedAt: Instant | null
  readonly records: readonly StepRecord[]
  /** Answers to the question of this run that no later answer replaced. */
  readonly answers: readonly StepRecord[]
  /** Answers disagree: 判断が分かれています. */
  readonly divided: boolean
  readonly checks: ReadonlyMap<number, { readonly checked: boolean; readonly t: Instant }>
}

interface MutableStep {
  step: string
  system: string | null
  run: number
  opened: boolean
  open: boolean
  openedAt: Instant | null
  orderedAt: Instant | null
  records: StepRecord[]
  answers: StepRecord[]
  divided: boolean
  checks: Map<number, { checked: boolean; t: Instant }>
  fired: Set<string>
}

const keyOf = (step: string, system: string | null): string => `${step}|${system ?? ''}`

export class Position {
  readonly graph: Graph
  readonly #states = new Map<string, MutableStep>()
  #justOpened: string[] = []

  constructor(graph: Graph) {
    this.graph = graph
  }

  /** Every step that was ever opened or recorded, in the order that happened. */
  states(): Iterable<StepState> {
    return this.#states.values()
  }

  /** The open steps in authored order. */
  open(): readonly StepState[] {
    const open = [...this.#states.values()].filter((s) => s.open)
    return open.sort(
      (a, b) => (this.graph.order.get(a.step) ?? 0) - (this.graph.order.get(b.step) ?? 0),
    )
  }

  get(step: string, system: string | null): StepState | undefined {
    return this.#states.get(keyOf(step, system))
  }

  start(entry: string, t: Instant): void {
    this.#justOpened = []
    this.#openStep(entry, null, t, t)
  }

  /** By hand: opens a step as a new run. */
  reopen(step: string, system: string | null, t: Instant): void {
    // The list given out by the last `record` belongs to its entry.
    this.#justOpened = []
    if (!this.graph.step.has(step)) return
    const state = this.#state(step, system)
    this.#clear(state)
    this.#openStep(step, system, t, t)
  }

  check(step: string, system: string | null, item: number, checked: boolean, t: Instant): void {
    this.#state(step, system).checks.set(item, { checked, t })
  }

  /** A recorded answer. `replaces` are the answers it sets aside. Returns the steps it opened. */
  record(
    id: string,
    system: string | null,
    record: StepRecord,
    replaces: readonly EventId[],
  ): readonly string[] {
    const step = this.graph.step.get(id)
    const state = this.#state(id, system)
    this.#justOpened = []
    state.records.push(record)
    if (record.run >= state.run) {
      state.run = record.run
      state.opened = true
      state.open = false
      state.openedAt ??= record.t
    }
    if (!step) return this.#justOpened
    if (step.type === 'step') {
      this.#fire(step, system, step.next, step.again, record)
    } else {
      const branch = takenBranch(step, record.branch)
      // An answer of an earlier run, heard of late, is no answer to the question of this one.
      if (record.run === state.run) {
        const taken = { ...record, branch: branch?.id ?? record.branch }
        state.answers = [...state.answers.filter((a) => !replaces.includes(a.id)), taken]
        state.divided = new Set(state.answers.map((a) => a.branch)).size > 1
      }
      if (branch) this.#fire(step, system, branch.next, branch.again, record)
    }
    return this.#justOpened
  }

  #fire(
    from: Step,
    system: string | null,
    next: readonly string[],
    again: readonly string[],
    record: StepRecord,
  ): void {
    const ordered = from.type === 'step' ? record.t : (record.occurred.at as Instant | null)
    for (const id of next) {
      const target = this.graph.step.get(id)
      if (!target) continue
      const targetSystem = target.perSystem ? system : null
      const state = this.#state(id, targetSystem)
      state.fired.add(from.id)
      if (state.opened) continue
      const sources = this.graph.sources.get(id) ?? []
      if (target.joinAll && !sources.every((source) => state.fired.has(source))) continue
      this.#openStep(id, targetSystem, record.t, ordered ?? record.t)
    }
    for (const id of again) {
      const target = this.graph.step.get(id)
      if (!target) continue
      for (const cleared of this.graph.between(id, from.id)) {
        const perSystem = this.graph.step.get(cleared)?.perSystem ?? false
        const state = this.#states.get(keyOf(cleared, perSystem ? system : null))
        if (state) this.#clear(state)
      }
      this.#openStep(id, target.perSystem ? system : null, record.t, ordered ?? record.t)
    }
  }

  /** Ends the current run without opening a new one. */
  #clear(state: MutableStep): void {
    state.opened = false
    state.open = false
    state.fired.clear()
  }

  #openStep(id: string, system: string | null, t: Instant, ordered: Instant): void {
    const state = this.#state(id, system)
    this.#justOpened.push(id)
    const fresh = state.openedAt === null && state.records.length === 0
    state.run = fresh ? 1 : state.run + 1
    state.opened = true
    state.open = true
    state.openedAt = t
    state.orderedAt = ordered
    state.answers = []
    state.divided = false
    // What was checked before its step opened was done all the same.
    if (!fresh) state.checks = new Map()
  }

  #state(step: string, system: string | null): MutableStep {
    const key = keyOf(step, system)
    const known = this.#states.get(key)
    if (known) return known
    const made: MutableStep = {
      step,
      system,
      run: 1,
      opened: false,
      open: false,
      openedAt: null,
      orderedAt: null,
      records: [],
      answers: [],
      divided: false,
      checks: new Map(),
      fired: new Set(),
    }
    this.#states.set(key, made)
    return made
  }
}

/** The branch an answer takes; the safe one when none was chosen. */
export function takenBranch(
  step: Exclude<Step, { type: 'step' }>,
  chosen: string | null,
): Branch | undefined {
  return chosen === null ? safeBranch(step) : step.branches.find((b) => b.id === chosen)
}
