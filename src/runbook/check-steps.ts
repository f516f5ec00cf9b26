import type { Located } from './finding.ts'
import { isRecord, type LooseRecord, listOf } from './loose.ts'
import { isDecision, looseSteps } from './outline.ts'
import type { Path } from './problem.ts'

const LENGTHS: ReadonlySet<string> = new Set(['minutes', 'hours', 'days', 'band', 'everyMonths'])

/** What must hold inside one step beyond its shape. */
export function checkSteps(data: unknown): Located[] {
  return looseSteps(data).flatMap(({ step, path }) => [
    ...(isDecision(step) ? checkBranches(step, path) : checkWayOn(step, path)),
    ...checkDeadline(step.deadline, [...path, 'deadline']),
  ])
}

/** The safe branch is taken when nobody decides; with none or two nobody knows where to go. */
function checkBranches(step: LooseRecord, path: Path): Located[] {
  const branches = listOf(step.branches)
  if (branches.length === 0) return []
  const at = [...path, 'branches']
  const safe = branches.flatMap((branch, index) =>
    isRecord(branch) && branch.safe === true ? [index] : [],
  )
  const wayOn = branches.flatMap((branch, index) =>
    isRecord(branch) ? checkWayOn(branch, [...at, index]) : [],
  )
  if (safe.length === 1) return wayOn
  const finding = { code: 'decision-safe-branch', count: safe.length } as const
  const second = safe[1]
  const place: Located =
    second === undefined
      ? { finding, path: at, part: 'key' }
      : { finding, path: [...at, second, 'safe'], part: 'key' }
  return [...wayOn, place]
}

/** Ending is said with `next: []`, so that a forgotten arrow does not read as an end. */
function checkWayOn(holder: LooseRecord, path: Path): Located[] {
  if (Object.hasOwn(holder, 'next') || Object.hasOwn(holder, 'again')) return []
  return [{ finding: { code: 'missing-next' }, path: [...path, 'next'] }]
}

function checkDeadline(deadline: unknown, path: Path): Located[] {
  if (!isRecord(deadline)) return []
  const lengths = Object.keys(deadline).filter((key) => LENGTHS.has(key))
  const hasText = Object.hasOwn(deadline, 'text')
  const found: Located[] = []
  const second = lengths[1]
  if (second !== undefined) {
    const finding = { code: 'deadline-two-lengths', keys: lengths } as const
    found.push({ finding, path: [...path, second], part: 'key' })
  }
  if (deadline.from === 'wall' && !hasText) {
    found.push({ finding: { code: 'wall-without-text' }, path: [...path, 'text'] })
  } else if (lengths.length === 0 && !hasText) {
    found.push({ finding: { code: 'deadline-empty' }, path, part: 'key' })
  }
  const { band } = deadline
  if (isRecord(band) && Number(band.fromDay) > Number(band.toDay)) {
    found.push({ finding: { code: 'deadline-band-reversed' }, path: [...path, 'band'] })
  }
  return found
}
