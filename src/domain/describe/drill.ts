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
import type { DrillEvent } from '../evolve/drill.ts'
import type { LogState } from '../evolve/state.ts'
import type { Text } from '../flow/runbook.ts'
import type { Entry } from '../log/entry.ts'
import type { RecordWords } from './describe.ts'
import { bodyOf } from './redaction.ts'

/** The words of a drill's lines. */
export interface DrillWords {
  readonly started: (title: string) => string
  readonly people: (count: number) => string
  readonly ran: string
  readonly ranOn: string
  readonly speed: (percent: number) => string
  readonly pacing: Record<Pacing, string>
  readonly paused: Record<PauseReason, string>
  readonly ended: Record<DrillEnding, string>
  readonly clock: (time: string) => string
  readonly inject: string
  readonly how: Record<Delivery, string>
  readonly skipped: string
  readonly why: Record<SkipReason, string>
  readonly repeated: string
  readonly hint: string
  readonly sign: Record<'success' | 'redFlag', string>
  readonly rated: string
  readonly rating: Record<Rating, string>
  readonly unrated: string
  readonly hotWash: Record<ReviewKind, string>
  readonly improvement: string
  readonly settled: Record<ImprovementEnding, string>
  readonly owner: string
  readonly checker: string
  readonly due: string
}

interface Line {
  readonly head: string
  readonly body: string
  readonly meta: readonly string[]
}

/**
 * A line of the drill itself. With the scenario at hand an inject stands there as it was read out;
 * without it (a file from elsewhere) by its id.
 */
export function describeDrill(
  event: DrillEvent,
  entry: Entry,
  state: LogState,
  words: RecordWords,
): Line {
  const { drill } = words
  const say = (text: Text): string => text[words.language]
  const body = bodyOf(entry, state, words)
  const by = entry.by ? [entry.by] : []
  const at = (clockMs: number): string => drill.clock(minutesSeconds(clockMs))
  const titled = (head: string, title: string): string => `${head}${words.divider}${title}`
  const inject = (id: string) => state.scenario?.injects.find((one) => one.id === id)
  const parties = (id: string): string => {
    const found = inject(id)
    return found ? `${say(found.from)} → ${say(found.to)}` : id
  }
  switch (event.type) {
    case 'drill.started': {
      const cut = state.scenario?.cuts.find(({ id }) => id === event.data.cut)
      const title = state.scenario ? say(state.scenario.title) : event.data.scenario.id
      return {
        head: drill.started(title),
        body: Object.values(event.text?.cast ?? {}).join('、'),
        meta: [
          cut ? say(cut.title) : event.data.cut,
          event.data.scenario.version,
          ...(event.data.people === null ? [] : [drill.people(event.data.people)]),
        ],
      }
    }
    case 'drill.ran':
      return {
        head: event.data.clock === 0 ? drill.ran : drill.ranOn,
        body: '',
        meta: [
          at(event.data.clock),
          drill.pacing[event.data.pacing],
          ...(event.data.speed === 100 ? [] : [drill.speed(event.data.speed)]),
        ],
      }
    case 'drill.paused':
      return { head: drill.paused[event.data.why], body: '', meta: [at(event.data.clock)] }
    case 'drill.ended':
      return { head: drill.ended[event.data.why], body, meta: [at(event.data.clock)] }
    case 'inject.delivered': {
      const { how, clock, skipped } = event.data
      const found = inject(event.data.inject)
      return {
        head: titled(drill.inject, parties(event.data.inject)),
        body: found ? say(found.read) : '',
        meta: [
          ...(found ? [words.means[found.means]] : []),
          at(clock),
          ...(how === 'clock' ? [] : [drill.how[how]]),
          ...skipped.map(
            (one) => `${drill.skipped}: ${parties(one.inject)} (${drill.why[one.why]})`,
          ),
        ],
      }
    }
    case 'inject.skipped':
      return {
        head: drill.skipped,
        body: event.data.skipped
          .map((one) => `${parties(one.inject)} (${drill.why[one.why]})`)
          .join('、'),
        meta: [at(event.data.clock)],
      }
    case 'inject.repeated':
      return {
        head: titled(drill.repeated, parties(event.data.inject)),
        body: '',
        meta: [at(event.data.clock)],
      }
    case 'hint.shown': {
      const hint = inject(event.data.inject)?.hint
      return {
        head: titled(drill.hint, parties(event.data.inject)),
        body: hint ? say(hint.text) : '',
        meta: [at(event.data.clock)],
      }
    }
    case 'answer.observed': {
      const found = inject(event.data.inject)
      const sign = event.data.sign === 'success' ? found?.success : found?.redFlag
      return {
        head: titled(drill.sign[event.data.sign], sign ? say(sign.text) : event.data.about),
        body,
        meta: [parties(event.data.inject), at(event.data.clock), ...by],
      }
    }
    case 'answer.rated': {
      const { of, item, rating } = event.data
      const title =
        of === 'objective'
          ? state.scenario?.objectives.find(({ id }) => id === item)?.title
          : state.scenario?.injects.flatMap(({ expect }) => expect).find(({ id }) => id === item)
              ?.do
      return {
        head: titled(drill.rated, title ? say(title) : item),
        body,
        meta: [rating === null ? drill.unrated : drill.rating[rating], ...by],
      }
    }
    case 'review.noted':
      return { head: drill.hotWash[event.data.kind], body, meta: by }
    case 'improvement.saved': {
      const { owner, checker } = event.text ?? {}
      return {
        head: drill.improvement,
        body,
        meta: [
          ...(owner ? [`${drill.owner}: ${owner}`] : []),
          ...(event.data.due ? [`${drill.due}: ${event.data.due}`] : []),
          ...(checker ? [`${drill.checker}: ${checker}`] : []),
        ],
      }
    }
    case 'improvement.settled':
      return { head: drill.settled[event.data.how], body, meta: by }
  }
}

/** `12:05` of drill time. */
export function minutesSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`
}
