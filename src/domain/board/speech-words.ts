import type { RecordWords } from '../describe/describe.ts'
import type { ServiceLevel, SystemState } from '../events/events.ts'
import type { Due } from '../flow/deadlines.ts'
import type { Mode } from '../log/event.ts'
import type { Gate } from './gates.ts'

/** The sentences of the board; one table for each language. Times come as people read them. */
export interface SpeechWords {
  readonly record: RecordWords
  /** A moment near another: `06:00`, or with its day when that is another one. */
  readonly when: (ms: number, nearMs: number) => string
  readonly day: (ms: number) => string
  readonly span: (ms: number) => string
  readonly join: (items: readonly string[]) => string
  readonly titles: Record<
    | 'start'
    | 'gate'
    | 'services'
    | 'systems'
    | 'decisions'
    | 'open'
    | 'deadlines'
    | 'meeting'
    | 'duty'
    | 'breach',
    string
  >
  readonly mode: Record<Mode, string>
  readonly now: (time: string, since: string | null) => string
  readonly closed: string
  readonly care: (gate: Gate) => { readonly care: string; readonly decide: string }
  readonly gateNext: (time: string, care: string, left: string) => string
  readonly gateTentative: string
  readonly gateDecide: (by: string | null, what: string) => string
  readonly gateLate: (span: string) => string
  readonly gateOverdue: (time: string, care: string) => string
  readonly gateLater: (items: string) => string
  readonly gateNone: string
  /** `since` is null where nobody knows when it began. */
  readonly level: Record<ServiceLevel, (name: string, since: string | null) => string>
  readonly vague: (name: string, since: string | null) => string
  readonly undecided: (names: string) => string
  readonly running: (names: string) => string
  readonly noServices: string
  readonly system: Record<SystemState, (name: string, since: string | null) => string>
  readonly systemUnsaid: (names: string) => string
  readonly noSystems: string
  readonly by: (who: string) => string
  readonly provisional: string
  readonly review: (time: string) => string
  readonly unknownTime: string
  readonly about: (time: string) => string
  readonly decision: (time: string, what: string) => string
  readonly undecidedAnswer: string
  readonly divided: string
  readonly noDecisions: string
  readonly openCount: (count: number) => string
  readonly open: (what: string) => string
  readonly owner: (who: string) => string
  readonly noOwner: string
  readonly due: (time: string) => string
  readonly late: (span: string) => string
  readonly toConfirm: (what: string) => string
  readonly callBack: (what: string) => string
  readonly callAgain: (who: string, time: string, result: string) => string
  readonly noOpen: string
  readonly deadline: (title: string, dues: string) => string
  readonly dueDay: (day: string, due: Due, index: number, band: boolean) => string
  readonly passed: (due: string) => string
  readonly noDeadlines: string
  /** `named`: a few of them. */
  readonly lateSteps: (count: number, named: string) => string
  readonly meetingNow: (time: string) => string
  readonly meetingNext: (time: string, left: string, place: string) => string
  readonly meetingLate: (time: string, span: string) => string
  readonly noMeeting: string
  readonly duty: (name: string, roles: string, since: string, span: string) => string
  readonly dutyNameless: string
  readonly dutyLate: (name: string) => string
  readonly noDuty: string
  readonly breach: (group: string, persons: string, time: string) => string
  readonly breachBefore: (before: string) => string
  readonly noBreach: string
}
