import { standingLines } from '../chronology/standing-lines.ts'
import type { Rating } from '../events/drill.ts'
import type { LogState } from '../evolve/state.ts'
import type { Text } from '../flow/runbook.ts'
import type { EventId } from '../ids.ts'
import { instantMs } from '../instant.ts'
import { allOf, type Missing, meets, type Shown } from './criteria.ts'
import { type DrillDue, dueOf } from './due.ts'
import { type Course, courseOf, planOf } from './plan.ts'
import type { Expected, Measure, Night, NightValue, Scenario } from './scenario.ts'
import type { GivenRating } from './state.ts'

/**
 * `missed`: the record shows that it was done wrong, or in part. `unrecorded`: nothing of the kind
 * stands in the record, which says nothing of what was done. `open`: the story ended before it was
 * due. `unrated`: only a person can say, and nobody did.
 */
export const verdicts = ['met', 'late', 'missed', 'unrecorded', 'open', 'unrated'] as const
export type Verdict = (typeof verdicts)[number]

/** One thing a team was to do, and what the record shows of it. */
export interface Item {
  readonly id: string
  readonly of: 'measure' | 'action'
  readonly title: Text
  readonly steps: readonly string[]
  /** The inject it answers; null for what is measured over the whole drill. */
  readonly inject: string | null
  readonly verdict: Verdict
  /** The entries that show it or break it, and what is missing; null where nothing is measured. */
  readonly shown: Shown | null
  /**
   * The delivered inject that asked for it, by its own line; of a measure the first one about one of
   * its steps, or else the first of all, from which the flow asks for it. Nothing else shows what was
   * left out. Null: none was delivered.
   */
  readonly asked: EventId | null
  readonly due: DrillDue | null
  /** Story time from the inject, or from what the target counts from, to the entry that shows it. */
  readonly tookMs: number | null
  /** A person's own judgement; it counts before the measurement, which stays in sight. */
  readonly rated: GivenRating | null
  readonly nights: readonly { readonly night: Night; readonly value: NightValue }[]
}

/** The lines that show an item or break it; where nothing is recorded, what asked for it. */
export function namedBy({ shown, verdict, asked }: Item): {
  readonly by: 'shown' | 'asked'
  readonly entries: readonly EventId[]
} {
  const entries = [...new Set(shown?.entries ?? [])]
  return entries.length === 0 && verdict === 'unrecorded' && asked
    ? { by: 'asked', entries: [asked] }
    : { by: 'shown', entries }
}

export interface ObjectiveResult {
  readonly id: string
  readonly title: Text
  /** Null: the record shows nothing of it and nobody rated it. */
  readonly rating: Rating | null
  readonly rated: GivenRating | null
  /** 0 to 100, of what was asked and could be measured or was rated; null where `rating` has no basis. */
  readonly score: number | null
  readonly items: readonly Item[]
}

export interface InjectResult {
  readonly inject: string
  readonly status: 'delivered' | 'skipped' | 'pending'
  readonly plannedMs: number
  /** Drill time at which it came or was skipped. */
  readonly clockMs: number | null
  readonly storyMs: number | null
  readonly hinted: boolean
  readonly repeats: number
  /** Story time of the first entry that answers it. */
  readonly answeredMs: number | null
  readonly waitMs: number | null
  /**
   * Story time of the first line that a person wrote, whatever it says, between this inject and the
   * next one: somebody answered, though no criterion knows the words.
   */
  readonly recordedMs: number | null
  readonly items: readonly Item[]
}

export interface Evaluation {
  readonly objectives: readonly ObjectiveResult[]
  readonly injects: readonly InjectResult[]
  readonly clockMs: number
  readonly startsMs: number
  readonly endsMs: number
}

/** What a drill's record shows, held against its scenario. Null where the log is no drill. */
export function evaluate(state: LogState, scenario: Scenario): Evaluation | null {
  const found = courseOf({ ...state, scenario })
  if (!found) return null
  const course: Course = { ...found, state }
  const endsMs = storyEnd(course)
  const injects = planOf(course).map(({ inject, atMs }) =>
    injectResult(inject, atMs, course, endsMs),
  )
  const actions = injects.flatMap(({ items }) => items)
  return {
    objectives: scenario.objectives
      .filter(({ cuts }) => cuts.includes(course.drill.cut))
      .map(({ id, title, measures }) => {
        const items = [
          ...scenario.measures
            .filter((measure) => measures.includes(measure.id))
            .map((measure) => itemOf('measure', measure, measure.title, null, course, endsMs)),
          ...actions.filter(({ id: action }) => objectiveOf(action, scenario) === id),
        ]
        return objectiveResult(id, title, items, course)
      }),
    injects,
    clockMs: course.drill.clockMs,
    startsMs: instantMs(course.drill.startsAt),
    endsMs,
  }
}

/** How far the story has come: to its end, or to the newest line while it runs. */
function storyEnd({ drill, state }: Course): number {
  return instantMs(drill.ended?.t ?? state.lastAt ?? drill.startsAt)
}

const objectiveOf = (action: string, scenario: Scenario): string | undefined =>
  scenario.injects.flatMap(({ expect }) => expect).find(({ id }) => id === action)?.objective

function injectResult(id: string, plannedMs: number, course: Course, endsMs: number): InjectResult {
  const { drill, scenario } = course
  const inject = scenario.injects.find((one) => one.id === id)
  const state = drill.injects.get(id)
  const items =
    state?.status === 'delivered'
      ? (inject?.expect ?? []).map((expected) =>
          itemOf('action', expected, expected.do, id, course, endsMs),
        )
      : []
  const times = items.flatMap(({ shown }) => (shown?.met && shown.atMs ? [shown.atMs] : []))
  const answeredMs = times.length > 0 ? Math.min(...times) : null
  const storyMs = state ? instantMs(state.t) : null
  return {
    inject: id,
    status: state?.status ?? 'pending',
    plannedMs,
    clockMs: state?.clockMs ?? null,
    storyMs,
    hinted: state?.hintMs != null,
    repeats: state?.repeats ?? 0,
    answeredMs,
    // What was done before anybody asked waited for nothing.
    waitMs: answeredMs === null || storyMs === null ? null : Math.max(0, answeredMs - storyMs),
    recordedMs: state?.status === 'delivered' ? firstRecordMs(state.entry, course) : null,
    items,
  }
}

/** The lines by which a team answers; how the drill runs and is rated is none of it. */
const answers = [
  'note.recorded',
  'step.recorded',
  'item.checked',
  'decision.recorded',
  'call.placed',
  'system.named',
  'system.changed',
  'service.changed',
  'gate.set',
  'gate.settled',
  'meeting.held',
  'duty.started',
  'breach.counted',
  'evidence.registered',
  'evidence.moved',
] as const

function firstRecordMs(inject: EventId, { drill, state }: Course): number | null {
  const no = (id: EventId): number => state.entry.get(id)?.no ?? 0
  const from = no(inject)
  const next = [...drill.injects.values()]
    .filter(({ status, entry }) => status === 'delivered' && no(entry) > from)
    .reduce((until, { entry }) => Math.min(until, no(entry)), Number.POSITIVE_INFINITY)
  const first = standingLines(state, ...answers).find(
    ({ entry }) => entry.no > from && entry.no < next,
  )?.entry
  return first ? (first.t === null ? first.recordedMs : instantMs(first.t)) : null
}

function itemOf(
  of: Item['of'],
  asked: Expected | Measure,
  title: Text,
  inject: string | null,
  course: Course,
  endsMs: number,
): Item {
  const { drill, scenario } = course
  const shown = shownOf(asked, inject, course)
  const due = dueOf(asked.target, course)
  const fromMs = due?.fromMs ?? injectMs(inject, course)
  const rated = drill.ratings.get(`action:${asked.id}`) ?? null
  return {
    id: asked.id,
    of,
    title,
    steps: asked.steps,
    inject,
    verdict: verdictOf(shown, due, endsMs),
    shown,
    asked: askedBy(inject, asked.steps, course),
    due,
    tookMs: shown?.met && shown.atMs !== null ? Math.max(0, shown.atMs - fromMs) : null,
    rated,
    nights:
      of === 'action'
        ? []
        : scenario.nights.flatMap((night) =>
            night.values
              .filter(({ measure }) => measure === asked.id)
              .map((value) => ({ night, value })),
          ),
  }
}

function askedBy(
  inject: string | null,
  steps: readonly string[],
  { drill, scenario }: Course,
): EventId | null {
  const sent = (id: string) => {
    const state = drill.injects.get(id)
    return state?.status === 'delivered' ? state : null
  }
  if (inject !== null) return sent(inject)?.entry ?? null
  const came = scenario.injects
    .flatMap((one) => {
      const state = sent(one.id)
      return state ? [{ ...one, ...state }] : []
    })
    .sort((a, b) => a.clockMs - b.clockMs)
  const asks = came.find(({ expect }) =>
    expect.some((one) => stepsOf(one).some((step) => steps.includes(step))),
  )
  return (asks ?? came[0])?.entry ?? null
}

/** The steps of the flow that an action is about, by its own word or by what is looked for. */
function stepsOf({ steps, check }: Expected): readonly string[] {
  if (!check) return steps
  const leaves =
    'of' in check ? check.of : check.is === 'before' ? [check.first, check.second] : [check]
  return [...steps, ...leaves.flatMap((leaf) => ('step' in leaf ? leaf.step : []))]
}

/** What the record shows; an inject's red flag breaks the actions that it is against. */
function shownOf(asked: Expected | Measure, inject: string | null, course: Course): Shown | null {
  if (!asked.check) return null
  const { scenario, state } = course
  const asks = inject === null ? undefined : injectMs(inject, course)
  const shown = meets(asked.check, state, asks)
  const flag = scenario.injects.find(({ id }) => id === inject)?.redFlag
  if (!flag || !('flag' in asked) || !asked.flag) return shown
  const { about } = flag
  return allOf([shown, meets({ is: 'sign', sign: 'redFlag', about, not: true }, state)])
}

function injectMs(inject: string | null, { drill }: Course): number {
  const state = inject === null ? undefined : drill.injects.get(inject)
  return instantMs(state?.t ?? drill.startsAt)
}

function verdictOf(shown: Shown | null, due: DrillDue | null, endsMs: number): Verdict {
  if (!shown) return 'unrated'
  if (shown.met) return due && shown.atMs !== null && shown.atMs > due.dueMs ? 'late' : 'met'
  // What was done and must not be is missed at once; what is not done may still be done in time.
  const is = (...of: readonly Missing['what'][]) =>
    shown.missing.some(({ what }) => of.includes(what))
  if (!is('present', 'order', 'skipped') && due && endsMs < due.dueMs) return 'open'
  const silent = shown.missing.every(({ what }) => what === 'nothing' || what === 'skipped')
  return silent && (shown.entries.length === 0 || is('skipped')) ? 'unrecorded' : 'missed'
}

const verdictWeight: Readonly<Record<Verdict, number | null>> = {
  met: 1,
  late: 0.5,
  missed: 0,
  unrecorded: 0,
  open: null,
  unrated: null,
}
const ratingWeight: Readonly<Record<Rating, number>> = {
  performed: 1,
  some: 0.67,
  major: 0.33,
  unable: 0,
}
/** Below this share something essential was missing, however much else was done. */
const someFrom = 0.6

function objectiveResult(
  id: string,
  title: Text,
  items: readonly Item[],
  { drill }: Course,
): ObjectiveResult {
  const weights = items.flatMap(({ rated, verdict }) => {
    const weight = rated ? ratingWeight[rated.rating] : verdictWeight[verdict]
    return weight === null ? [] : [weight]
  })
  // That nothing forbidden is in the record shows nothing either where the record is empty.
  const based = items.some((item) => item.rated || (item.shown?.entries.length ?? 0) > 0)
  const share =
    based && weights.length > 0 ? weights.reduce((sum, one) => sum + one, 0) / weights.length : null
  const rated = drill.ratings.get(`objective:${id}`) ?? null
  return {
    id,
    title,
    rating: rated?.rating ?? (share === null ? null : ratingFrom(share, weights, items)),
    rated,
    score: share === null ? null : Math.round(share * 100),
    items,
  }
}

/**
 * All in time; all done, or most of it; some of it; none of it. A record alone is proposed as major
 * challenges at most, however wrong it is: that something could not be performed is for a person to say.
 */
function ratingFrom(share: number, weights: readonly number[], items: readonly Item[]): Rating {
  if (share === 1) return 'performed'
  if (share >= someFrom || !weights.includes(0)) return 'some'
  const saidSo = items.every(({ rated, verdict }) => rated || verdictWeight[verdict] === null)
  return share === 0 && saidSo ? 'unable' : 'major'
}
