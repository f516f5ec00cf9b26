import type { Evaluation } from '../domain/drill/evaluate.ts'
import type { Course } from '../domain/drill/plan.ts'
import type { WaitPicture } from '../domain/drill/report.ts'
import { drillTimeline, type WaitRow } from '../domain/drill/timeline.ts'
import { minuteMs } from '../domain/instant.ts'
import type { Language } from '../domain/ports.ts'
import { clockTime, duration } from './format.ts'
import { drillAfterText } from './text/drill-after.ts'

/** Injects and answers along the drill clock, each with its wait in words. */
export function waitPicture(
  evaluation: Evaluation,
  course: Course,
  language: Language,
): WaitPicture {
  const words = drillAfterText[language]
  const rows = drillTimeline(evaluation, course)
  const endMs = Math.max(minuteMs, evaluation.clockMs, ...rows.map(({ toMs }) => toMs))
  const names = new Map(course.scenario.injects.map(({ id, from }) => [id, from[language]]))
  const wait = ({ answered, measured, waitMs, recordedMs }: WaitRow): string =>
    recordedMs !== null
      ? words.recorded(
          clockTime(recordedMs),
          waitMs !== null && waitMs >= minuteMs ? duration(waitMs, language) : null,
        )
      : answered
        ? waitMs !== null && waitMs >= minuteMs
          ? words.wait(duration(waitMs, language))
          : words.atOnce
        : measured
          ? words.noAnswer
          : words.personRates
  return {
    label: words.picture,
    lead: words.pictureLead,
    endMs,
    ticks: ticks(endMs).map((minutes) => ({
      atMs: minutes * minuteMs,
      label: words.minutesAxis(minutes),
    })),
    rows: rows.map((row) => ({
      id: row.inject,
      label: `${names.get(row.inject) ?? row.inject}　${wait(row)}`,
      fromMs: row.fromMs,
      toMs: row.toMs,
      end: row.answered ? 'answered' : row.measured ? 'none' : 'person',
    })),
  }
}

/** Every 5 minutes, or wider, so that at most nine stand there; none where its words would be cut off. */
function ticks(endMs: number): readonly number[] {
  const minutes = endMs / minuteMs
  const step = [1, 2, 5, 10, 15, 30].find((one) => minutes / one <= 8) ?? 60
  return Array.from({ length: Math.floor(minutes / step) + 1 }, (_, i) => i * step).filter(
    (minute) => minute <= minutes * 0.94,
  )
}
