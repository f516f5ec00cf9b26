import type { LogState } from '../evolve/state.ts'
import { instantMs } from '../instant.ts'
import { type Position, type StepState, takenBranch } from './position.ts'
import type { Branch, Runbook, Step, Text } from './runbook.ts'
import { type Standing, standings } from './standing.ts'

/**
 * The flowchart of a runbook as it stands: what is done, open, skipped or not reached, how often,
 * and which ways were taken. Nothing here knows where anything is drawn.
 */
export interface FlowMap {
  readonly runbook: Runbook
  /** In authored order. */
  readonly steps: readonly FlowStep[]
  readonly step: ReadonlyMap<string, FlowStep>
  /** The open steps: one's own first, then the patients' lane, then as authored. */
  readonly here: readonly FlowStep[]
  /** Where work goes on. */
  readonly phase: string
}

export interface FlowStep {
  readonly step: Step
  readonly standing: Standing
  /** How often it was opened or recorded in all; 0 when not reached, 2 in the second run of a loop. */
  readonly runs: number
  /** The systems this step was opened or recorded for, as first seen. */
  readonly systems: readonly FlowSystem[]
  readonly mine: boolean
  /** 判断が分かれています, for one of its systems at least. */
  readonly divided: boolean
  readonly exits: readonly FlowExit[]
}

export interface FlowSystem {
  readonly system: string
  readonly standing: Standing
  readonly runs: number
}

/**
 * `taken`: the flow went here, and this is the answer that stands. `former`: it went here in an
 * earlier run, or by an answer that was replaced. `notTaken`: the answer was another one.
 * `notYet`: the step has not been recorded, or will be asked again.
 */
export type WayState = 'taken' | 'former' | 'notTaken' | 'notYet'

/** One way out of a step: a branch of a decision, or the only way on. */
export interface FlowExit {
  readonly branch: string | null
  readonly when: Text | null
  readonly safe: boolean
  readonly state: WayState
  /** In how many runs, over all systems, the flow went this way. */
  readonly times: number
  readonly next: readonly string[]
  readonly again: readonly string[]
}

/** Without a log every step is not reached: a runbook to look at before it is used. */
export function flowMap(
  runbook: Runbook,
  state: Pick<LogState, 'position' | 'graph'> | null = null,
  roles: readonly string[] = [],
): FlowMap {
  const position = state?.position ?? null
  const known = position ? standings(position) : new Map<string, { readonly standing: Standing }>()
  const runs = runsByStep(position)
  const steps = runbook.steps.map((step): FlowStep => {
    const own = runs.get(step.id) ?? []
    return {
      step,
      standing: known.get(step.id)?.standing ?? 'notReached',
      runs: own.reduce((most, run) => Math.max(most, run.run), 0),
      systems: own.flatMap((run) =>
        run.system === null
          ? []
          : [{ system: run.system, standing: standingOf(run), runs: run.run }],
      ),
      mine: roles.includes(step.role),
      divided: own.some((run) => run.divided),
      exits: exitsOf(step, own),
    }
  })
  const here = steps.filter((step) => step.standing === 'open').sort(mineThenPatients)
  return {
    runbook,
    steps,
    step: new Map(steps.map((step) => [step.step.id, step])),
    here,
    phase: currentPhase(runbook, position, here),
  }
}

const mineThenPatients = (a: FlowStep, b: FlowStep): number =>
  Number(b.mine) - Number(a.mine) ||
  Number(b.step.lane === 'clinical') - Number(a.step.lane === 'clinical')

/** Runs that were opened or recorded; a step whose actions alone were ticked was not reached. */
function runsByStep(position: Position | null): ReadonlyMap<string, readonly StepState[]> {
  const found = new Map<string, StepState[]>()
  for (const run of position?.states() ?? []) {
    if (run.openedAt === null && run.records.length === 0) continue
    const list = found.get(run.step)
    if (list) list.push(run)
    else found.set(run.step, [run])
  }
  return found
}

const standingOf = (run: StepState): Standing =>
  run.open ? 'open' : (run.records.at(-1)?.outcome ?? 'notReached')

function exitsOf(step: Step, runs: readonly StepState[]): readonly FlowExit[] {
  if (step.type !== 'step')
    return step.branches.map((branch) => ({
      branch: branch.id,
      when: branch.when,
      safe: branch.safe,
      ...wayOf(step, branch, runs),
      next: branch.next,
      again: branch.again,
    }))
  if (step.next.length === 0 && step.again.length === 0) return []
  const walked = runs.filter((run) => run.records.length > 0)
  const fresh = walked.some((run) => run.records.some((record) => record.run >= run.run))
  return [
    {
      branch: null,
      when: null,
      safe: false,
      state: fresh ? 'taken' : walked.length > 0 ? 'former' : 'notYet',
      times: timesOf(walked, () => true),
      next: step.next,
      again: step.again,
    },
  ]
}

function wayOf(
  step: Exclude<Step, { type: 'step' }>,
  branch: Branch,
  runs: readonly StepState[],
): Pick<FlowExit, 'state' | 'times'> {
  const goes = (chosen: string | null): boolean => takenBranch(step, chosen)?.id === branch.id
  const times = timesOf(runs, goes)
  if (runs.some((run) => run.answers.some((answer) => goes(answer.branch))))
    return { state: 'taken', times }
  if (times > 0) return { state: 'former', times }
  // A loop clears "opened" of the steps in it: their questions will be asked once more.
  const settled = (run: StepState): boolean => run.opened && !run.open && run.answers.length > 0
  return { state: runs.length > 0 && runs.every(settled) ? 'notTaken' : 'notYet', times }
}

/** Runs in which a record went this way: a record repeated in its run is not one more. */
function timesOf(runs: readonly StepState[], goes: (chosen: string | null) => boolean): number {
  let times = 0
  for (const run of runs)
    times += new Set(run.records.filter((r) => goes(r.branch)).map((r) => r.run)).size
  return times
}

/**
 * The phase, among those with open steps, in which somebody recorded or opened something last;
 * without open steps the one worked in last of all.
 */
function currentPhase(
  runbook: Runbook,
  position: Position | null,
  here: readonly FlowStep[],
): string {
  const phaseOf = new Map(runbook.steps.map((step) => [step.id, step.phase]))
  const open = new Set(here.map(({ step }) => step.phase))
  const last = new Map<string, number>()
  for (const run of position?.states() ?? []) {
    const phase = phaseOf.get(run.step)
    const at = run.records.at(-1)?.t ?? null
    if (phase === undefined || at === null) continue
    last.set(phase, Math.max(last.get(phase) ?? 0, instantMs(at)))
  }
  const order = (phases: Iterable<string>): readonly string[] =>
    [...phases].sort((a, b) => (last.get(b) ?? 0) - (last.get(a) ?? 0))
  const entry = phaseOf.get(runbook.entries.incident) ?? runbook.phases[0]?.id ?? ''
  return (
    order(runbook.phases.map(({ id }) => id).filter((id) => open.has(id)))[0] ??
    order(last.keys())[0] ??
    entry
  )
}
