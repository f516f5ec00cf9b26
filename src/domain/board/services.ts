import { byOccurred, type Line, standingLines } from '../chronology/standing-lines.ts'
import type { ServiceLevel } from '../events/events.ts'
import type { LogState } from '../evolve/state.ts'
import type { Graph } from '../flow/graph.ts'
import { takenBranch } from '../flow/position.ts'
import type { MatrixStep, MatrixValue, Text } from '../flow/runbook.ts'
import type { Instant } from '../ids.ts'
import type { Entry } from '../log/entry.ts'

/** What somebody said of one function: by hand on the board, or as part of a decision of the flow. */
export interface ServiceWord {
  readonly entry: Entry
  readonly service: string
  /** More than one where the answer does not say which. */
  readonly levels: readonly ServiceLevel[]
  /** Waits for the one who confirms it, or was taken because nobody decided. */
  readonly provisional: boolean
  readonly reviewAt: Instant | null
}

export interface ServiceRow {
  readonly service: string
  /** The name in the runbook; null for a function of the hospital's own. */
  readonly title: Text | null
  readonly name: string | null
  /** The word that holds: the newest by the time it is said to hold from. */
  readonly now: ServiceWord | null
  /** All words, the oldest first. */
  readonly history: readonly ServiceWord[]
}

/**
 * Every function of the hospital and how far it runs. A decision of the flow says it too, so nobody
 * enters it twice. The word that holds since the latest time counts: a late entry about 01:40 does
 * not set aside what was decided at 05:00.
 */
export function serviceRows(state: LogState): readonly ServiceRow[] {
  const rows = new Map<string, { title: Text | null; name: string | null; words: ServiceWord[] }>()
  const row = (service: string) => {
    const known = rows.get(service)
    if (known) return known
    const made = { title: null, name: null, words: [] }
    rows.set(service, made)
    return made
  }
  for (const { id, title } of state.graph ? offeredServices(state.graph) : [])
    rows.set(id, { title, name: null, words: [] })
  for (const line of standingLines(state, 'service.changed', 'decision.recorded')) {
    const words = wordsOf(line, state)
    for (const word of words) row(word.service).words.push(word)
    if (line.event.type === 'service.changed' && line.event.text?.name)
      row(line.event.data.service).name = line.event.text.name
  }
  return [...rows].map(([service, { title, name, words }]) => {
    const history = words.sort(byOccurred)
    return { service, title, name, now: history.at(-1) ?? null, history }
  })
}

/** The functions a runbook names: the rows of its matrices, each once. */
export function offeredServices(
  graph: Graph,
): readonly { readonly id: string; readonly title: Text }[] {
  const found = new Map<string, Text>()
  for (const step of graph.runbook.steps)
    if (step.type === 'matrix' && step.matrix.values.some((value) => levelOf(value) !== null))
      for (const row of step.matrix.rows) if (!found.has(row.id)) found.set(row.id, row.title)
  return [...found].map(([id, title]) => ({ id, title }))
}

/** Where the flow decides how far the functions run; null where it has no such step. */
export const serviceMatrix = (graph: Graph): MatrixStep | null =>
  graph.runbook.steps.find(
    (step): step is MatrixStep =>
      step.type === 'matrix' && step.matrix.values.some((value) => levelOf(value) !== null),
  ) ?? null

/**
 * Whether later words were said of every function this answer of the flow spoke of, so that the rows
 * say all that is left of it. False for an answer that says nothing of functions.
 */
export function servicesOvertaken(entry: Entry, rows: readonly ServiceRow[]): boolean {
  const spoken = rows.filter(({ history }) => history.some((word) => word.entry === entry))
  return spoken.length > 0 && spoken.every(({ now }) => now?.entry !== entry)
}

type Saying = Line<'service.changed' | 'decision.recorded'>

function wordsOf({ entry, event }: Saying, state: LogState): readonly ServiceWord[] {
  if (event.type === 'service.changed') {
    const { service, level, provisional, reviewAt } = event.data
    return [
      {
        entry,
        service,
        levels: [level],
        provisional: provisional && entry.unresolved,
        reviewAt: reviewAt as Instant | null,
      },
    ]
  }
  const said = decidedServices(entry, state)
  const later = entry.replacedBy === null ? undefined : state.entries[entry.replacedBy - 1]
  const renewed = later ? decidedServices(later, state) : new Map()
  const { provisional, outcome } = event.data
  return [...said]
    .filter(([service]) => !renewed.has(service))
    .map(([service, levels]) => ({
      entry,
      service,
      levels,
      provisional: (provisional && entry.unresolved) || outcome === 'skipped',
      reviewAt: null,
    }))
}

/** What an answer of the flow says of functions, by its branch and by the rows of its matrix. */
function decidedServices(entry: Entry, state: LogState): Map<string, readonly ServiceLevel[]> {
  const said = new Map<string, readonly ServiceLevel[]>()
  const { event } = entry
  if (event.kind !== 'known' || event.type !== 'decision.recorded') return said
  const step = state.graph?.step.get(event.data.step)
  const { branch, matrix, outcome } = event.data
  if (!step || step.type === 'step' || outcome === 'notApplicable') return said
  for (const [service, levels] of Object.entries(takenBranch(step, branch)?.services ?? {}))
    said.set(service, levels)
  if (step.type !== 'matrix' || !matrix) return said
  for (const [service, chosen] of Object.entries(matrix)) {
    const value = step.matrix.values.find((known) => known.id === chosen)
    const level = value ? levelOf(value) : null
    if (level) said.set(service, [level])
  }
  return said
}

/** Ids that say the level themselves, for runbooks that do not spell it out. */
const levelIds: Readonly<Record<string, ServiceLevel>> = {
  run: 'running',
  running: 'running',
  limit: 'limited',
  limited: 'limited',
  stop: 'stopped',
  stopped: 'stopped',
}

function levelOf(value: MatrixValue): ServiceLevel | null {
  if (value.level) return value.level
  return Object.hasOwn(levelIds, value.id) ? (levelIds[value.id] ?? null) : null
}

/** What a function is called: as the runbook says, else as it was named here. */
export function serviceTitle(state: LogState, service: string, language: 'ja' | 'en'): string {
  const offered = state.graph && offeredServices(state.graph).find((known) => known.id === service)
  if (offered) return offered.title[language]
  const named = standingLines(state, 'service.changed').findLast(
    ({ event }) => event.data.service === service && event.text?.name !== undefined,
  )
  return named?.event.text?.name ?? service
}
