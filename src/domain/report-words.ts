import type { CsvWords } from './csv-words.ts'
import type { RecordWords } from './describe.ts'
import type { Mode } from './event.ts'
import type { ServiceLevel } from './events.ts'
import type { LogCounts } from './log-counts.ts'
import type { DeviceStanding } from './verification-report.ts'

/** What may be missing from a record, or calls for care when it is read. */
export type ReportGap =
  | 'unresolved'
  | 'openSteps'
  | 'late'
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
  readonly counts: (counts: LogCounts) => string
  readonly exportedBy: (time: string, app: string) => string
  readonly zone: string
  readonly gap: Readonly<Record<ReportGap, (count: number) => string>>
  readonly noGaps: string
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
  readonly noPicture: string
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
  readonly derived: string
  readonly end: string
}
