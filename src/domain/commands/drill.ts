import type { Sign } from '../drill/criterion.ts'
import type {
  Delivery,
  DrillEnding,
  ImprovementEnding,
  Pacing,
  PauseReason,
  Rating,
  ReviewKind,
  SkipReason,
} from '../events/drill.ts'
import type { Draft } from '../events/events.ts'
import type { Instant } from '../ids.ts'
import { toWellFormed } from '../json.ts'
import { words } from '../wording.ts'

/** What a drill starts with; recorded together with the opening of its incident. */
export interface DrillStart {
  readonly scenario: { readonly id: string; readonly version: string; readonly hash: string }
  readonly cut: string
  /** Story time T+0. */
  readonly startsAt: Instant
  readonly parts: readonly string[]
  readonly people?: number
  /** Who plays which part. */
  readonly cast?: Readonly<Record<string, string>>
}

export interface Skipped {
  readonly inject: string
  readonly why: SkipReason
}

/** What happens to the drill itself. `clock`: where the drill clock stands, in ms. */
export type DrillCommand =
  | OnClock<'runDrill', { readonly speed: number; readonly pacing: Pacing }>
  | OnClock<'pauseDrill', { readonly why: PauseReason }>
  | OnClock<'endDrill', { readonly why: DrillEnding; readonly reason?: string }>
  | OnClock<
      'deliverInject',
      {
        readonly inject: string
        readonly at: number
        readonly how: Delivery
        readonly skipped: readonly Skipped[]
      }
    >
  | OnClock<'skipInjects', { readonly skipped: readonly Skipped[] }>
  | OnClock<'repeatInject', { readonly inject: string }>
  | OnClock<'showHint', { readonly inject: string }>
  | OnClock<
      'observeAnswer',
      {
        readonly inject: string
        readonly about: string
        readonly sign: Sign
        readonly body?: string
        readonly by?: string
      }
    >
  | OnClock<
      'rateAnswer',
      {
        readonly of: 'action' | 'objective'
        readonly item: string
        /** Null takes an earlier rating back. */
        readonly rating: Rating | null
        readonly body?: string
        readonly by?: string
      }
    >

/** What is gathered after it; improvements also live in the readiness log. */
export type ReviewCommand =
  | {
      readonly do: 'noteHotWash'
      readonly kind: ReviewKind
      readonly body: string
      readonly by?: string
      readonly objective?: string
    }
  | {
      readonly do: 'saveImprovement'
      readonly improvement: string
      readonly what: string
      readonly owner?: string
      readonly checker?: string
      /** `YYYY-MM-DD`. */
      readonly due?: string
      readonly objective?: string
      /** The step of the flow it is about. */
      readonly aboutStep?: string
      /** The log it came out of, when it is written into another one. */
      readonly origin?: string
    }
  | {
      readonly do: 'settleImprovement'
      readonly improvement: string
      readonly how: ImprovementEnding
      readonly body?: string
      readonly by?: string
    }

type OnClock<Do extends string, More> = { readonly do: Do; readonly clock: number } & More

const ofDrill: Readonly<Record<(DrillCommand | ReviewCommand)['do'], true>> = {
  runDrill: true,
  pauseDrill: true,
  endDrill: true,
  deliverInject: true,
  skipInjects: true,
  repeatInject: true,
  showHint: true,
  observeAnswer: true,
  rateAnswer: true,
  noteHotWash: true,
  saveImprovement: true,
  settleImprovement: true,
}

export const isOfDrill = (command: {
  readonly do: string
}): command is DrillCommand | ReviewCommand => Object.hasOwn(ofDrill, command.do)

export const drillStarted = (start: DrillStart): Draft => ({
  type: 'drill.started',
  data: {
    scenario: start.scenario,
    cut: start.cut,
    startsAt: start.startsAt,
    parts: [...start.parts],
    people: start.people ?? null,
  },
  text: start.cast && Object.keys(start.cast).length > 0 ? { cast: wellFormed(start.cast) } : null,
})

export function drillDraft(command: DrillCommand | ReviewCommand): Draft {
  switch (command.do) {
    case 'runDrill': {
      const { clock, speed, pacing } = command
      return { type: 'drill.ran', data: { clock, speed, pacing }, text: null }
    }
    case 'pauseDrill': {
      const { clock, why } = command
      return { type: 'drill.paused', data: { clock, why }, text: null }
    }
    case 'endDrill': {
      const { clock, why } = command
      return { type: 'drill.ended', data: { clock, why }, text: words({ reason: command.reason }) }
    }
    case 'deliverInject': {
      const { inject, at, clock, how, skipped } = command
      return {
        type: 'inject.delivered',
        data: { inject, at, clock, how, skipped: [...skipped] },
        text: null,
      }
    }
    case 'skipInjects': {
      const { clock, skipped } = command
      return { type: 'inject.skipped', data: { clock, skipped: [...skipped] }, text: null }
    }
    case 'repeatInject': {
      const { inject, clock } = command
      return { type: 'inject.repeated', data: { inject, clock }, text: null }
    }
    case 'showHint': {
      const { inject, clock } = command
      return { type: 'hint.shown', data: { inject, clock }, text: null }
    }
    case 'observeAnswer': {
      const { inject, about, sign, clock, body, by } = command
      return {
        type: 'answer.observed',
        data: { inject, about, sign, clock },
        text: words({ body, by }),
      }
    }
    case 'rateAnswer': {
      const { of, item, rating, clock, body, by } = command
      return { type: 'answer.rated', data: { of, item, rating, clock }, text: words({ body, by }) }
    }
    case 'noteHotWash': {
      const { kind, objective = null, body, by } = command
      return {
        type: 'review.noted',
        data: { kind, objective },
        text: { body: toWellFormed(body), ...words({ by }) },
      }
    }
    case 'saveImprovement': {
      const { improvement, due = null, objective = null, aboutStep = null, origin = null } = command
      const { what, owner, checker } = command
      return {
        type: 'improvement.saved',
        data: { improvement, due, objective, step: aboutStep, origin },
        text: { what: toWellFormed(what), ...words({ owner, checker }) },
      }
    }
    case 'settleImprovement': {
      const { improvement, how, body, by } = command
      return { type: 'improvement.settled', data: { improvement, how }, text: words({ body, by }) }
    }
  }
}

const wellFormed = (cast: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(cast).map(([part, name]) => [part, toWellFormed(name)]))
