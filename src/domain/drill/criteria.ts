import type { LogState } from '../evolve/state.ts'
import type { EventId } from '../ids.ts'
import { instantMs } from '../instant.ts'
import { candidatesOf } from './criteria-lines.ts'
import { byComplete, byHanded, byPrompt } from './criteria-record.ts'
import type { Criterion, Kept, Leaf } from './criterion.ts'

/** What keeps a criterion from being met, for whoever has to say it in words. */
export type Missing =
  /** Nothing of the kind stands in the record. */
  | { readonly what: 'nothing'; readonly leaf: Leaf }
  /** It is there, without these. */
  | {
      readonly what: 'lacking'
      readonly leaf: Leaf
      readonly entry: EventId
      readonly kept: readonly Kept[]
      readonly items: readonly number[]
    }
  /** It is there and must not be. */
  | { readonly what: 'present'; readonly leaf: Leaf; readonly entries: readonly EventId[] }
  /** Nothing of the first stands in the record, though what it had to come before does. */
  | {
      readonly what: 'skipped'
      readonly first: Leaf
      readonly second: Leaf
      readonly entry: EventId
    }
  /** The one came after the other. */
  | { readonly what: 'order'; readonly first: Leaf; readonly second: Leaf; readonly entry: EventId }
  /** Too few of the lines are as they should be; these are the others. */
  | {
      readonly what: 'share'
      readonly leaf: Leaf
      readonly percent: number
      readonly entries: readonly EventId[]
    }

/** Whether a criterion is met, when, and by which entries. */
export interface Shown {
  readonly met: boolean
  /** Story time in Unix ms; null where nothing has a time: what must be absent, a share. */
  readonly atMs: number | null
  readonly entries: readonly EventId[]
  readonly missing: readonly Missing[]
  /** For a share of the record: what it came to. */
  readonly percent: number | null
}

/**
 * Looks a criterion up in the record, as it stands now. Words count only from `saidFromMs` on: an
 * order given at large an hour ago is no answer to what is asked now.
 */
export function meets(
  criterion: Criterion,
  state: LogState,
  saidFromMs = Number.NEGATIVE_INFINITY,
): Shown {
  switch (criterion.is) {
    case 'all':
      return allOf(criterion.of.map((leaf) => meetsLeaf(leaf, state, saidFromMs)))
    case 'any':
      return anyOf(criterion.of.map((leaf) => meetsLeaf(leaf, state, saidFromMs)))
    case 'before':
      return inOrder(
        criterion,
        meetsLeaf(criterion.first, state, saidFromMs),
        meetsLeaf(criterion.second, state, saidFromMs),
      )
    default:
      return meetsLeaf(criterion, state, saidFromMs)
  }
}

function meetsLeaf(leaf: Leaf, state: LogState, saidFromMs: number): Shown {
  switch (leaf.is) {
    case 'complete':
      return byComplete(leaf, state)
    case 'prompt':
      return byPrompt(leaf, state)
    case 'handed':
      return byHanded(leaf, state)
    default:
      return byLines(leaf, state, saidFromMs)
  }
}

function byLines(
  leaf: Parameters<typeof candidatesOf>[0],
  state: LogState,
  saidFromMs: number,
): Shown {
  const until = limitOf(leaf, state)
  const found = candidatesOf(leaf, state, saidFromMs).filter(({ atMs }) => atMs <= until)
  const whole = found.filter(({ kept, items }) => kept.length + items.length === 0)
  if (leaf.not) {
    const entries = whole.map(({ entry }) => entry)
    return entries.length === 0
      ? { met: true, atMs: null, entries: [], missing: [], percent: null }
      : {
          met: false,
          atMs: null,
          entries,
          missing: [{ what: 'present', leaf, entries }],
          percent: null,
        }
  }
  const first = whole.reduce<(typeof whole)[number] | null>(
    (best, one) => (best && best.atMs <= one.atMs ? best : one),
    null,
  )
  if (first)
    return { met: true, atMs: first.atMs, entries: [first.entry], missing: [], percent: null }
  const nearest = found.reduce<(typeof found)[number] | null>(
    (best, one) => (best && lacks(best) <= lacks(one) ? best : one),
    null,
  )
  const missing: Missing = nearest
    ? {
        what: 'lacking',
        leaf,
        entry: nearest.entry,
        kept: nearest.kept,
        items: nearest.items,
      }
    : { what: 'nothing', leaf }
  return {
    met: false,
    atMs: null,
    entries: nearest ? [nearest.entry] : [],
    missing: [missing],
    percent: null,
  }
}

const lacks = (found: { readonly kept: readonly Kept[]; readonly items: readonly number[] }) =>
  found.kept.length + found.items.length

/** The last moment that counts. */
export function limitOf(leaf: Leaf, state: LogState): number {
  if (leaf.untilMs === undefined) return Number.POSITIVE_INFINITY
  const start = state.drill?.startsAt ?? state.detection?.at ?? state.openedAt
  return start === null ? Number.POSITIVE_INFINITY : instantMs(start) + leaf.untilMs
}

/** All of them hold. */
export function allOf(parts: readonly Shown[]): Shown {
  const times = parts.flatMap(({ atMs }) => (atMs === null ? [] : [atMs]))
  return {
    met: parts.every(({ met }) => met),
    atMs: times.length > 0 ? Math.max(...times) : null,
    entries: parts.flatMap(({ entries }) => entries),
    missing: parts.flatMap(({ missing }) => missing),
    percent: null,
  }
}

function anyOf(parts: readonly Shown[]): Shown {
  const met = parts.filter((part) => part.met)
  if (met.length === 0) return { ...allOf(parts), met: false }
  return met.reduce((best, one) =>
    (best.atMs ?? Number.POSITIVE_INFINITY) <= (one.atMs ?? Number.POSITIVE_INFINITY) ? best : one,
  )
}

function inOrder(
  { first, second }: Extract<Criterion, { is: 'before' }>,
  one: Shown,
  other: Shown,
): Shown {
  const [entry] = other.met ? other.entries : []
  if (!one.met)
    return entry === undefined || one.entries.length > 0
      ? one
      : { ...one, entries: [entry], missing: [{ what: 'skipped', first, second, entry }] }
  if (!other.met || other.atMs === null || one.atMs === null || one.atMs <= other.atMs) return one
  return {
    ...one,
    met: false,
    entries: [...one.entries, ...other.entries],
    missing: entry === undefined ? [] : [{ what: 'order', first, second, entry }],
  }
}
