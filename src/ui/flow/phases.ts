import type { FlowMap } from '../../domain/flow/map.ts'

/** `whole`: every phase of an incident at once. */
export const whole = 'whole'

/** What belongs to no incident: the phase of the readiness steps, unless it is the incident's too. */
export function calmPhase({ runbook }: FlowMap): string | null {
  const phaseOf = (entry: string): string | undefined =>
    runbook.steps.find(({ id }) => id === entry)?.phase
  const calm = phaseOf(runbook.entries.readiness)
  return calm !== undefined && calm !== phaseOf(runbook.entries.incident) ? calm : null
}

/** The phases that have steps, as authored; the calm one last, as nobody looks for it first. */
export function phasesOf(map: FlowMap): readonly string[] {
  const calm = calmPhase(map)
  const used = map.runbook.phases
    .map(({ id }) => id)
    .filter((id) => map.steps.some(({ step }) => step.phase === id))
  return [...used.filter((id) => id !== calm), ...used.filter((id) => id === calm)]
}

/**
 * What the whole picture shows: every phase of an incident; the calm one when something happened in
 * it, or when nothing happened at all and the runbook itself is looked at.
 */
export function wholePhases(map: FlowMap): readonly string[] {
  const calm = calmPhase(map)
  const touched = (phase: string): boolean =>
    map.steps.some(({ step, runs }) => step.phase === phase && runs > 0)
  const untouched = map.steps.every(({ runs }) => runs === 0)
  return map.runbook.phases
    .map(({ id }) => id)
    .filter((id) => phasesOf(map).includes(id))
    .filter((id) => id !== calm || untouched || touched(id))
}

export interface Progress {
  readonly open: number
  readonly ended: number
  readonly all: number
}

/** How far a phase is: steps that are open, ended in some way, and all of them. */
export function progressOf(map: FlowMap, phase: string): Progress {
  const steps = map.steps.filter(({ step }) => step.phase === phase)
  const ended = steps.filter(({ standing }) => standing !== 'open' && standing !== 'notReached')
  return {
    open: steps.filter(({ standing }) => standing === 'open').length,
    ended: ended.length,
    all: steps.length,
  }
}
