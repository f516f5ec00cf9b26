import type { Entry } from '../log/entry.ts'
import type { DrillEvent } from './drill.ts'
import type { LogState } from './state.ts'

type Review =
  | 'answer.observed'
  | 'answer.rated'
  | 'review.noted'
  | 'improvement.saved'
  | 'improvement.settled'

/** What people said of a drill, in it and after it; false when the event is about its course. */
export function evolveReview(
  state: LogState,
  event: DrillEvent,
  entry: Entry,
): event is Extract<DrillEvent, { type: Review }> {
  const { drill } = state
  switch (event.type) {
    case 'answer.observed':
      entry.body = event.text?.body ?? null
      entry.by = event.text?.by ?? null
      drill?.observations.push({
        entry: event.id,
        inject: event.data.inject,
        about: event.data.about,
        sign: event.data.sign,
        clockMs: event.data.clock,
        t: event.header.t,
      })
      return true
    case 'answer.rated': {
      entry.body = event.text?.body ?? null
      entry.by = event.text?.by ?? null
      const { of, item, rating } = event.data
      if (rating === null) drill?.ratings.delete(`${of}:${item}`)
      else
        drill?.ratings.set(`${of}:${item}`, {
          entry: event.id,
          rating,
          body: entry.body,
          by: entry.by,
        })
      return true
    }
    case 'review.noted':
      entry.body = event.text?.body ?? null
      entry.by = event.text?.by ?? null
      drill?.hotWash.push({
        entry: event.id,
        kind: event.data.kind,
        objective: event.data.objective,
        body: entry.body ?? '',
        by: entry.by,
      })
      return true
    case 'improvement.saved': {
      entry.body = event.text?.what ?? null
      const { improvement, ...data } = event.data
      state.improvements.set(improvement, {
        id: improvement,
        what: event.text?.what ?? '',
        owner: event.text?.owner ?? null,
        checker: event.text?.checker ?? null,
        ...data,
        savedAt: event.header.wall,
        settled: null,
      })
      return true
    }
    case 'improvement.settled': {
      const known = state.improvements.get(event.data.improvement)
      entry.body = event.text?.body ?? known?.what ?? null
      entry.by = event.text?.by ?? null
      if (known)
        state.improvements.set(known.id, {
          ...known,
          settled: {
            how: event.data.how,
            at: event.header.wall,
            body: event.text?.body ?? null,
            by: entry.by,
          },
        })
      return true
    }
    case 'drill.started':
    case 'drill.ran':
    case 'drill.paused':
    case 'drill.ended':
    case 'inject.delivered':
    case 'inject.skipped':
    case 'inject.repeated':
    case 'hint.shown':
      return false
  }
}
