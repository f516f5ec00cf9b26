import type { RecordWords } from '../describe/describe.ts'
import type { ServiceLevel } from '../events/events.ts'
import type { Mode } from '../log/event.ts'
import type { DeviceStanding } from '../proof/verification-report.ts'
import type { AbsentTexts } from './absent-texts.ts'
import type { CsvWords } from './csv-words.ts'
import type { LogCounts } from './log-counts.ts'

/** What may be missing from a record, or calls for care when it is read. */
export type ReportGap =
  | 'late'
  | 'timeless'
  | 'struck'
  | 'corrected'
  | 'redacted'
  | 'clockDoubt'
  | 'notKept'
  | 'notHere'
  | 'unconfirmed'
  | 'forked'
  | 'unknown'
  | 'damaged'

/** What can be proven of a record, and what cannot, before anybody asks. */
export interface ProofWords {
  readonly title: string
  readonly lead: string
  /** Instead of `lead` and `record` where a verifier cannot say of every check that it holds. */
  readonly leadForked: string
  readonly record: (events: number, entries: number, devices: number) => string
  /** Of one device; `last`: its last place in its own chain. */
  readonly device: (device: string, last: number) => string
  /** Of a device with two entries at place `seq`. */
  readonly deviceForked: (device: string, seq: number) => string
  readonly deviceUnconfirmed: string
  readonly files: (count: number) => string
  readonly anchor: (to: string, time: string) => string
  readonly noAnchor: string
  readonly notTitle: string
  readonly not: readonly string[]
  readonly missingTitle: string
  readonly careTitle: string
}

/** What was begun and not finished, asked and not answered. */
export interface MissingWords {
  readonly steps: (count: number) => string
  readonly questions: (count: number) => string
  readonly gates: (count: number) => string
  readonly calls: (count: number) => string
  readonly resultless: (count: number) => string
  readonly unresolved: (count: number) => string
  readonly provisional: (count: number) => string
  readonly skipped: (count: number) => string
  readonly lateSteps: (count: number) => string
  readonly silence: (count: number) => string
  /** Lines that say they happened in such a stretch. */
  readonly toldLater: (lines: number) => string
  /** It stands open for the second time or more. */
  readonly again: (run: number) => string
  /** Stands before the numbers of the entries of earlier times. */
  readonly before: string
  /** Stands before the number of the entry that opened it. */
  readonly openedBy: string
  readonly opened: (time: string) => string
  readonly due: (time: string) => string
  readonly overdue: (time: string) => string
  /** What a missed deadline does not say. */
  readonly overdueNote: string
  readonly doneLate: (due: string, done: string) => string
  readonly decideBy: (time: string) => string
  readonly owner: (name: string) => string
  readonly callBack: (time: string) => string
  readonly noOwner: string
  readonly more: (count: number) => string
}

/** Who decided what, and why. */
export interface DecidedWords {
  readonly lead: string
  readonly chosen: string
  readonly quotes: readonly [string, string]
  readonly merged: string
  readonly mergedUnsaid: string
  readonly nobody: string
  readonly asSource: string
  readonly asks: (role: string) => string
  readonly recordedBy: (name: string | null, device: string) => string
  readonly recordedAt: (time: string) => string
  readonly noBasis: string
  readonly services: string
  readonly unsaid: (titles: string) => string
  /** What the table of services leaves out. */
  readonly servicesLead: string
  readonly inWords: string
  readonly noServices: string
}

/** The words of `report.html`; one table for each language. */
export interface ReportWords {
  readonly record: RecordWords
  readonly csv: CsvWords
  readonly standing: Readonly<Record<DeviceStanding, string>>
  /** What no verification can show. */
  readonly limits: readonly string[]
  readonly title: string
  readonly mode: Readonly<Record<Mode, string>>
  readonly drillOnly: string
  readonly contents: string
  readonly parts: {
    readonly summary: string
    readonly gaps: string
    readonly decisions: string
    readonly services: string
    readonly steps: string
    readonly people: string
    readonly log: string
    readonly files: string
    readonly custody: string
    readonly anchors: string
    readonly clocks: string
    readonly verify: string
    readonly limits: string
  }
  readonly facts: {
    readonly hospital: string
    readonly incident: string
    readonly id: string
    readonly mode: string
    readonly detection: string
    readonly period: string
    readonly state: string
    readonly counts: string
    readonly runbook: string
    readonly exported: string
    readonly zone: string
    readonly origin: string
  }
  readonly notSet: string
  readonly unknown: string
  readonly about: string
  readonly aboutTime: (time: string) => string
  readonly unknownTime: string
  readonly none: string
  readonly openState: string
  readonly closed: Readonly<Record<'resolved' | 'falseAlarm', (time: string) => string>>
  readonly span: (from: string, to: string) => string
  /** `events`: signed events, of which a correction or a photo added later has no line of its own. */
  readonly counts: (counts: LogCounts, events: number, absent: AbsentTexts) => string
  readonly exportedBy: (time: string, app: string) => string
  readonly zone: string
  readonly gap: Readonly<Record<Exclude<ReportGap, 'redacted'>, (count: number) => string>> & {
    readonly redacted: (lines: number, absent: AbsentTexts) => string
  }
  /** How much of all entries that is; `only`: which of them are named. */
  readonly share: (count: number, all: number) => string
  readonly decisionsOnly: string
  readonly noGaps: string
  /** The same report in the other language, beside this one. */
  readonly otherLanguage: string
  readonly proof: ProofWords
  readonly missing: MissingWords
  readonly decided: DecidedWords
  readonly entry: (no: number) => string
  readonly entries: (nos: string) => string
  readonly level: Readonly<Record<ServiceLevel, string>>
  readonly since: (time: string) => string
  readonly head: {
    readonly no: string
    readonly when: string
    readonly what: string
    readonly recorded: string
    readonly who: string
    readonly decision: string
    readonly basis: string
    readonly service: string
    readonly step: string
    readonly device: string
    readonly entries: string
    readonly holder: string
    readonly digits: string
    readonly given: string
    readonly custody: string
  }
  readonly late: string
  readonly safety: string
  readonly former: string
  readonly formerTime: string
  readonly reason: string
  readonly photo: (no: number) => string
  readonly filesLead: string
  /** Leads to the bytes as they were received; `ending` is what a copy of them may be called. */
  readonly original: (ending: string) => string
  readonly noPicture: string
  readonly pictureIn: (file: string) => string
  readonly notKept: string
  readonly notHere: string
  readonly taken: (time: string) => string
  readonly evidenceLead: string
  readonly anchorsLead: string
  readonly noAnchors: string
  readonly clocksLead: string
  readonly clockFirst: string
  readonly clockLast: string
  readonly clockEvents: string
  readonly clockSteady: string
  readonly verifySteps: readonly string[]
  /** Where no verifier lies beside the report. */
  readonly noVerifier: string
  /** Where the app that exported it was served from. */
  readonly servedFrom: (origin: string) => string
  readonly derived: string
  readonly end: string
}
