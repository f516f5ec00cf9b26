import { describe, type RecordWords } from '../describe/describe.ts'
import type { LogState } from '../evolve/state.ts'
import { instantFrom } from '../instant.ts'
import type { Mode } from '../log/event.ts'
import type { Board } from './board.ts'
import type { Gate } from './gates.ts'

/** One thing to be reminded of. The same thing keeps its id, so that a newer file replaces it. */
export interface CalendarItem {
  readonly id: string
  /** A moment, or a whole Japanese day (`YYYY-MM-DD`) where only the day counts. */
  readonly at: { readonly ms: number } | { readonly day: string }
  readonly summary: string
  readonly description: string
  /** Minutes before the moment, or after the day's midnight (negative: the day before). */
  readonly alarms: readonly number[]
}

export interface CalendarWords {
  readonly record: RecordWords
  readonly mode: Record<Mode, string>
  readonly drillOnly: string
  readonly care: (gate: Gate) => { readonly care: string; readonly decide: string }
  readonly gate: (care: string) => string
  readonly decideBy: (care: string) => string
  readonly meeting: string
  readonly open: (what: string) => string
  readonly due: (title: string, day: number, index: number, band: boolean) => string
  readonly law: string
  readonly guide: string
  readonly rule: string
  readonly tentative: string
  readonly tentativeMark: string
}

/**
 * Deadlines, gates, the next meeting and what is due, for the calendar of a phone: this app rings at
 * no time. A drill says so in every summary.
 */
export function calendarItems(
  board: Board,
  state: LogState,
  mode: Mode,
  words: CalendarWords,
): readonly CalendarItem[] {
  const marked = (text: string): string => `【${words.mode[mode]}】${text}`
  const note = (...lines: readonly string[]): string =>
    [...(mode === 'drill' ? [words.drillOnly] : []), ...lines].filter(Boolean).join('\n')
  const gates = [...(board.gates.next ? [board.gates.next] : []), ...board.gates.later]
  return [
    ...board.clocks.flatMap((clock) => {
      const title = state.graph?.step.get(clock.step)?.title[words.record.language] ?? clock.step
      const band = clock.deadline.band !== undefined
      return clock.dues
        .filter((due) => due.dueMs >= board.nowMs)
        .map((due, i, left): CalendarItem => {
          const index = clock.dues.length - left.length + i
          return {
            id: `deadline-${clock.step}-${due.day ?? 'time'}`,
            at: due.day === null ? { ms: due.dueMs } : { day: dayOf(due.dueMs) },
            summary: marked(words.due(title, due.day ?? 0, index, band)),
            description: note(due.hard ? words.law : words.guide, words.rule),
            alarms: due.day === null ? [60] : [-15 * 60, 9 * 60],
          }
        })
    }),
    ...gates.flatMap((gate): readonly CalendarItem[] => {
      const { care, decide } = words.care(gate)
      const text = note(decide, gate.tentative ? words.tentative : '')
      const by = gate.decideByMs
      return [
        {
          id: `gate-${gate.id}`,
          at: { ms: gate.atMs },
          summary: marked(words.gate(care) + (gate.tentative ? words.tentativeMark : '')),
          description: text,
          // A time that is only a guess rings for nobody.
          alarms: gate.tentative ? [] : [30],
        },
        ...(by !== null && by > board.nowMs && !gate.tentative
          ? [
              {
                id: `decide-${gate.id}`,
                at: { ms: by },
                summary: marked(words.decideBy(care)),
                description: text,
                alarms: [15],
              },
            ]
          : []),
      ]
    }),
    ...(board.meetings.next && board.meetings.next.atMs > board.nowMs
      ? [
          {
            id: `meeting-${board.meetings.next.entry.id.slice(0, 16)}`,
            at: { ms: board.meetings.next.atMs },
            summary: marked(words.meeting),
            description: note(board.meetings.next.place ?? ''),
            alarms: [10],
          },
        ]
      : []),
    ...board.open.flatMap((item) => {
      if (item.dueMs === null || item.dueMs < board.nowMs) return []
      const { head, body } = describe(item.entry, state, words.record)
      return [
        {
          id: `open-${item.entry.id.slice(0, 16)}`,
          at: { ms: item.dueMs },
          summary: marked(words.open(body || head)),
          description: note(item.owner ?? ''),
          alarms: [15],
        },
      ]
    }),
  ]
}

const dayOf = (ms: number): string => instantFrom(ms).slice(0, 10)
