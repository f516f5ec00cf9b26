import { standingLines } from '../chronology/standing-lines.ts'
import type { LogState } from '../evolve/state.ts'
import type { EventId } from '../ids.ts'
import { instantMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import { foldText } from '../search.ts'
import type {
  AmendedAsked,
  BranchAsked,
  CallAsked,
  Kept,
  MatrixAsked,
  NoteAsked,
  SignAsked,
  StepAsked,
} from './criterion.ts'

/** A line that may be what is asked for, and what it lacks. */
export interface Candidate {
  readonly entry: EventId
  readonly atMs: number
  readonly kept: readonly Kept[]
  readonly items: readonly number[]
}

type LineAsked =
  | StepAsked
  | BranchAsked
  | MatrixAsked
  | CallAsked
  | NoteAsked
  | SignAsked
  | AmendedAsked

/** Every line of the record that speaks of what is asked for. */
export function candidatesOf(
  leaf: LineAsked,
  state: LogState,
  saidFromMs: number,
): readonly Candidate[] {
  switch (leaf.is) {
    case 'step':
      return steps(leaf, state)
    case 'branch':
      return branches(leaf, state)
    case 'matrix':
      return [...matrices(leaf, state), ...byHand(leaf, state)]
    case 'call':
      return calls(leaf, state)
    case 'note':
      return notes(leaf, state, saidFromMs)
    case 'sign':
      return signs(leaf, state)
    case 'amended':
      return amended(leaf, state)
  }
}

/** When it is said to have happened, but never later than it was written. */
export function claimedMs(entry: Entry): number {
  const written = entry.t === null ? entry.recordedMs : instantMs(entry.t)
  return entry.occurred.at === null ? written : Math.min(entry.occurredMs, written)
}

function candidate(entry: Entry, kept: readonly Kept[], items: readonly number[] = []): Candidate {
  return { entry: entry.id, atMs: claimedMs(entry), kept, items }
}

function steps(leaf: StepAsked, state: LogState): Candidate[] {
  const ticked = ticksOf(leaf.step, state)
  return standingLines(state, 'step.recorded', 'decision.recorded')
    .filter(({ event }) => event.data.step === leaf.step && event.data.outcome === leaf.outcome)
    .map(({ entry, event }) => {
      const own = event.type === 'step.recorded' ? event.data.items : []
      const later = leaf.items.filter((item) => !own.includes(item))
      const found = candidate(
        entry,
        leaf.with.filter((kept) => !has(entry, kept)),
        later.filter((item) => !ticked.has(item)),
      )
      // A line ticked after its step was recorded counts from its tick.
      const times = later.flatMap((item) => ticked.get(item) ?? [])
      return { ...found, atMs: Math.max(found.atMs, ...times) }
    })
}

/** The lines of a step that are ticked, and since when. */
function ticksOf(step: string, state: LogState): ReadonlyMap<number, number> {
  const ticks = new Map<number, number>()
  for (const { entry, event } of standingLines(state, 'item.checked')) {
    if (event.data.step !== step) continue
    if (event.data.checked) ticks.set(event.data.item, claimedMs(entry))
    else ticks.delete(event.data.item)
  }
  return ticks
}

const branches = (leaf: BranchAsked, state: LogState): Candidate[] =>
  standingLines(state, 'decision.recorded')
    .filter(
      ({ event: { data } }) =>
        data.step === leaf.step && data.branch !== null && leaf.branches.includes(data.branch),
    )
    .map(({ entry }) =>
      candidate(
        entry,
        leaf.with.filter((kept) => !has(entry, kept)),
      ),
    )

const matrices = (leaf: MatrixAsked, state: LogState): Candidate[] =>
  standingLines(state, 'decision.recorded')
    .filter(({ event: { data } }) => {
      const matrix = data.matrix ?? {}
      return data.step === leaf.step && leaf.rows.every((row) => Object.hasOwn(matrix, row))
    })
    .map(({ entry }) =>
      candidate(
        entry,
        leaf.with.filter((kept) => !has(entry, kept)),
      ),
    )

/** The same said on the board, function by function: it holds once the last one was said. */
function byHand(leaf: MatrixAsked, state: LogState): Candidate[] {
  const said = standingLines(state, 'service.changed').filter(({ event }) =>
    leaf.rows.includes(event.data.service),
  )
  const first = leaf.rows.map((row) => said.find(({ event }) => event.data.service === row))
  const lines = first.flatMap((line) => (line ? [line.entry] : []))
  if (lines.length < leaf.rows.length) return []
  const last = lines.reduce((a, b) => (claimedMs(a) >= claimedMs(b) ? a : b))
  return [
    candidate(
      last,
      leaf.with.filter((kept) => !lines.every((entry) => has(entry, kept))),
    ),
  ]
}

const calls = (leaf: CallAsked, state: LogState): Candidate[] =>
  standingLines(state, 'call.placed')
    .filter(
      ({ entry, event }) =>
        event.data.contact === leaf.contact &&
        (leaf.result === undefined || entry.call?.result === leaf.result),
    )
    .map(({ entry }) =>
      candidate(
        entry,
        leaf.with.filter((kept) => !has(entry, kept)),
      ),
    )

const notes = (leaf: NoteAsked, state: LogState, saidFromMs: number): Candidate[] =>
  standingLines(state, 'note.recorded')
    .filter(
      ({ entry, event: { data } }) =>
        writtenMs(entry) >= saidFromMs &&
        (leaf.kind === undefined || data.kind === leaf.kind) &&
        (leaf.means === undefined || data.means === leaf.means) &&
        (leaf.certainty === undefined || data.certainty === leaf.certainty) &&
        (leaf.patientSafety === undefined || data.patientSafety === leaf.patientSafety) &&
        // As it was first said counts too: a correction takes nothing back.
        saysAll(leaf.says, [
          ...entry.amendments.map(({ formerBody }) => formerBody),
          ...[entry.body, entry.from, entry.to],
        ]),
    )
    .map(({ entry }) => candidate(entry, []))

const signs = (leaf: SignAsked, state: LogState): Candidate[] =>
  (state.drill?.observations ?? [])
    .filter(
      ({ entry, sign, about }) =>
        sign === leaf.sign && about === leaf.about && !state.entry.get(entry)?.struck,
    )
    .map(({ entry, t }) => ({ entry, atMs: instantMs(t), kept: [], items: [] }))

function amended(leaf: AmendedAsked, state: LogState): Candidate[] {
  return state.entries
    .filter((entry) => !entry.struck && !entry.apart)
    .flatMap((entry) => {
      const texts = [entry.body, ...entry.amendments.map(({ body }) => body)]
      if (!saysAll(leaf.says, texts)) return []
      if (leaf.how === 'late')
        return entry.late ? [{ ...candidate(entry, []), atMs: writtenMs(entry) }] : []
      return entry.amendments
        .filter(({ what }) => what === leaf.how)
        .map(({ t }) => ({ entry: entry.id, atMs: instantMs(t), kept: [], items: [] }))
    })
}

const writtenMs = (entry: Entry): number =>
  entry.t === null ? entry.recordedMs : instantMs(entry.t)

/** Whether a line carries what must be kept with it. */
export function has(entry: Entry, kept: Kept): boolean {
  const { event, call } = entry
  const filled = (text: string | null | undefined): boolean => (text ?? '').trim() !== ''
  switch (kept) {
    case 'by':
      return filled(entry.by)
    case 'body':
      return filled(entry.body) || filled(call?.body)
    case 'reason':
      return event.kind === 'known' && event.type === 'step.recorded' && event.data.reason !== null
    case 'basis': {
      const bases = event.kind === 'known' && 'bases' in event.data ? event.data.bases : []
      return bases.length > 0 || filled(entry.body)
    }
    case 'spokeTo':
      return filled(call?.spokeTo)
    case 'number':
      return filled(call?.number)
    case 'answered':
      return call?.result === 'answered'
  }
}

/** One word of every group, whatever its width or case. */
function saysAll(
  groups: readonly (readonly string[])[],
  texts: readonly (string | null)[],
): boolean {
  if (groups.length === 0) return true
  const said = foldText(texts.filter((text) => text !== null).join('\n'))
  return groups.every((group) => group.some((word) => said.includes(foldText(word))))
}
