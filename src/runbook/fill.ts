import type { Branch, Deadline, Runbook, Step } from '../domain/flow/runbook.ts'
import type { BranchFile, DeadlineFile, RunbookFile, StepFile } from './schema.ts'

/**
 * A checked file → the compiled form, defaults filled in. The key order is fixed here and by the
 * schema, whatever the author's was, so that equal runbooks have equal text.
 */
export function fillRunbook(file: RunbookFile): Runbook {
  return { ...file, steps: file.steps.map(fillStep) }
}

function fillStep(step: StepFile): Step {
  const base = {
    id: step.id,
    phase: step.phase,
    lane: step.lane,
    role: step.role,
    title: step.title,
    why: step.why,
    do: step.do ?? [],
    dont: step.dont ?? [],
    record: step.record,
    evidence: step.evidence ?? [],
    contacts: step.contacts ?? [],
    ...(step.deadline ? { deadline: fillDeadline(step.deadline) } : {}),
    source: step.source,
    ...(step.done ? { done: step.done } : {}),
    ...(step.note ? { note: step.note } : {}),
    joinAll: step.join === 'all',
    perSystem: step.per === 'system',
    ...(step.systemState ? { systemState: step.systemState } : {}),
    closing: step.closing ?? false,
  }
  if (!('branches' in step)) {
    return { type: 'step', ...base, next: step.next ?? [], again: step.again ?? [] }
  }
  switch (step.type) {
    case 'decision':
      return { type: 'decision', ...base, ...fillDecision(step) }
    case 'matrix':
      return { type: 'matrix', ...base, ...fillDecision(step), matrix: step.matrix }
  }
}

function fillDecision(step: Exclude<StepFile, { readonly type?: 'step' }>) {
  return {
    criteria: step.criteria ?? [],
    options: step.options ?? [],
    branches: step.branches.map(fillBranch),
    ...(step.ends ? { ends: step.ends } : {}),
  }
}

function fillBranch(branch: BranchFile): Branch {
  return {
    id: branch.id,
    when: branch.when,
    next: branch.next ?? [],
    again: branch.again ?? [],
    safe: branch.safe ?? false,
    ...(branch.services ? { services: branch.services } : {}),
  }
}

/** Hours become minutes; the other lengths stay as the law or the template counts them. */
function fillDeadline(deadline: DeadlineFile): Deadline {
  const { hours, minutes, days, band, everyMonths, text } = deadline
  const length = hours === undefined ? minutes : hours * 60
  return {
    from: deadline.from,
    hard: deadline.hard ?? false,
    ...(length === undefined ? {} : { minutes: length }),
    ...(days ? { days } : {}),
    ...(band ? { band } : {}),
    ...(everyMonths === undefined ? {} : { everyMonths }),
    ...(text ? { text } : {}),
  }
}
