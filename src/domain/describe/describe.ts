import type {
  AnchorMeans,
  Basis,
  CallResult,
  Certainty,
  FileKind,
  HealingSource,
  Means,
  NoteKind,
  Outcome,
  Reason,
} from '../events/events.ts'
import { isBoardEvent } from '../evolve/board.ts'
import { aheadOf, type ClockWords, offsetText } from '../evolve/clock-check.ts'
import { isDrillEvent } from '../evolve/drill.ts'
import { isEvidenceEvent } from '../evolve/evidence.ts'
import type { LogState } from '../evolve/state.ts'
import type { Text } from '../flow/runbook.ts'
import type { EventId, Hash } from '../ids.ts'
import { instantFrom, instantMs } from '../instant.ts'
import type { Amendment, Entry } from '../log/entry.ts'
import { shortDevice } from '../people/device-names.ts'
import { digitsOf, grouped } from '../proof/check-digits.ts'
import { type TableRowPlace, tableRowOf } from '../table/row.ts'
import { filesOf } from './attachments.ts'
import { type BoardRecordWords, describeBoard, nearby } from './board.ts'
import { type DrillWords, describeDrill } from './drill.ts'
import { describeEvidence, type EvidenceWords } from './evidence.ts'
import { describeReadiness, type ReadinessEvent } from './readiness.ts'
import { bodyOf, describeRedaction, type RedactionWords } from './redaction.ts'

/** The words a line of the chronology is written with; one table for each language. */
export interface RecordWords {
  readonly language: 'ja' | 'en'
  readonly outcome: Record<Outcome, string>
  readonly reason: Record<Reason, string>
  readonly basis: Record<Basis, string>
  readonly noteKind: Record<NoteKind, string>
  readonly means: Record<Means, string>
  readonly certainty: Record<Certainty, string>
  readonly callResult: Record<CallResult, string>
  readonly stampWaiting: string
  /** `at` is the time the record was begun, which is not the time of the detection. */
  readonly incidentOpened: (at: string) => string
  /** This answer sets earlier ones aside; `nos` are their numbers. */
  readonly redecided: (nos: string) => string
  readonly replacedBy: (no: number) => string
  readonly drillOpened: string
  readonly incidentAmended: string
  readonly detection: string
  readonly knownDay: string
  readonly incidentClosed: Record<'resolved' | 'falseAlarm', string>
  readonly incidentReopened: string
  readonly deviceJoined: string
  readonly roleTaken: string
  readonly systemNamed: string
  readonly stepOpened: string
  readonly checked: string
  readonly unchecked: string
  readonly called: string
  readonly simulated: string
  readonly calledBack: string
  readonly spokeTo: string
  readonly receipt: string
  readonly clockJumped: string
  readonly clockGap: string
  readonly clockChecked: string
  readonly clock: ClockWords
  readonly appResumed: string
  readonly storeHealed: (entries: number) => string
  readonly healedFrom: Record<HealingSource, string>
  readonly deviceAdmitted: string
  readonly deviceRetired: string
  readonly fileKind: Record<FileKind, string>
  readonly fileNotKept: string
  readonly anchorMade: string
  /** Made, and given to nobody yet. */
  readonly anchorKept: string
  readonly anchorMeans: Record<AnchorMeans, string>
  readonly anchorCosigned: string
  readonly amendment: Record<Amendment['what'], string>
  readonly board: BoardRecordWords
  readonly readiness: Record<ReadinessEvent['type'], string>
  readonly minutes: (count: number) => string
  readonly ownTargetAgain: string
  readonly drill: DrillWords
  readonly evidence: EvidenceWords
  /** What a table kept elsewhere names as its source. */
  readonly origin: (text: string) => string
  /** The row of a table kept elsewhere that a line was taken from. */
  readonly tableRow: (place: TableRowPlace) => string
  readonly unknown: string
  readonly damaged: string
  readonly redacted: string
  readonly redaction: RedactionWords
  readonly provisional: string
  readonly noBranch: string
  readonly opens: string
  readonly by: string
  readonly byOther: string
  readonly divider: string
}

/** One line as people read it: what happened, in the words of the person, and the small print. */
export interface Description {
  /** What was done, decided or called; empty for a plain note. */
  readonly head: string
  /** The person's own words. */
  readonly body: string
  /** From, to, means, certainty, basis, number: in reading order. */
  readonly meta: readonly string[]
}

/** Renders an entry in one language. Pure; the same entry always reads the same. */
export function describe(entry: Entry, state: LogState, words: RecordWords): Description {
  const said = described(entry, state, words)
  if (!entry.assigned) return said
  const { owner, due } = entry.assigned
  const seenTo = [owner ?? '', due ? words.board.due(nearby(due, entry.occurredMs)) : '']
  return { ...said, meta: [...said.meta, `${words.amendment.assigned} ${seenTo.join(' ').trim()}`] }
}

function described(entry: Entry, state: LogState, words: RecordWords): Description {
  const say = (text: Text): string => text[words.language]
  const { event } = entry
  const body = bodyOf(entry, state, words)
  if (event.kind === 'damaged')
    return { head: words.damaged, body: event.reason, meta: [event.id.slice(0, 12)] }
  if (event.kind === 'unknown')
    return { head: words.unknown, body: JSON.stringify(event.raw), meta: [event.header.type] }
  const step = entry.step ? state.graph?.step.get(entry.step) : undefined
  const stepTitle = step ? say(step.title) : (entry.step ?? '')
  const systemName = entry.system ? (state.systems.get(entry.system) ?? '') : ''
  const titled = systemName ? `${stepTitle}（${systemName}）` : stepTitle
  const by = entry.by ? [entry.by] : []
  if (isBoardEvent(event)) return describeBoard(event, entry, state, words)
  if (isDrillEvent(event)) return describeDrill(event, entry, state, words)
  if (isEvidenceEvent(event)) return describeEvidence(event, entry, state, words)
  switch (event.type) {
    case 'note.recorded': {
      const { kind, means, certainty } = event.data
      const parties = entry.from || entry.to ? [`${entry.from ?? '—'} → ${entry.to ?? '—'}`] : []
      const how = [means ? words.means[means] : '', certainty ? words.certainty[certainty] : '']
      const origin = event.text?.origin ? [words.origin(event.text.origin)] : []
      return {
        head: kind && kind !== 'info' ? words.noteKind[kind] : '',
        body: entry.awaitsText ? words.stampWaiting : body,
        meta: [
          ...parties,
          ...how.filter((part) => part !== ''),
          ...by,
          ...origin,
          ...(event.data.row ? [words.tableRow(tableRowOf(event.data.row, event.text))] : []),
        ],
      }
    }
    case 'step.recorded': {
      const { outcome, reason, byOther } = event.data
      const why = reason ? [words.reason[reason]] : []
      const who = byOther ? [`${words.byOther}${entry.by ? `: ${entry.by}` : ''}`] : by
      return {
        head: `${words.outcome[outcome]}${words.divider}${titled}`,
        body,
        meta: [...why, ...who],
      }
    }
    case 'decision.recorded': {
      const { branch, outcome, provisional, bases, matrix } = event.data
      const replaced = event.data.replaces.map((id) => state.entry.get(id as EventId)?.no ?? '?')
      const chosen =
        step && step.type !== 'step' ? step.branches.find((b) => b.id === branch) : undefined
      const answer = chosen ? say(chosen.when) : words.noBranch
      const rows =
        matrix && step?.type === 'matrix'
          ? step.matrix.rows
              .filter((row) => Object.hasOwn(matrix, row.id))
              .map((row) => {
                const value = step.matrix.values.find((item) => item.id === matrix[row.id])
                return `${say(row.title)} ${value ? say(value.title) : (matrix[row.id] ?? '')}`
              })
          : []
      const marks = [
        ...(outcome === 'done' ? [] : [words.outcome[outcome]]),
        ...(provisional ? [words.provisional] : []),
        ...(replaced.length > 0 ? [words.redecided(replaced.join(', '))] : []),
        ...(entry.replacedBy === null ? [] : [words.replacedBy(entry.replacedBy)]),
      ]
      return {
        head: `${words.noteKind.decision}${words.divider}${titled}: ${answer}`,
        body,
        meta: [...marks, ...rows, ...bases.map((basis) => words.basis[basis]), ...by],
      }
    }
    case 'item.checked': {
      const item = step?.do[event.data.item]
      return {
        head: `${event.data.checked ? words.checked : words.unchecked}${words.divider}${item ? say(item) : ''}`,
        body: '',
        meta: [titled],
      }
    }
    case 'step.opened':
      return { head: `${words.stepOpened}${words.divider}${titled}`, body, meta: by }
    case 'call.placed': {
      const { call } = entry
      const number = event.text?.number
      return {
        head: `${event.data.simulated ? words.simulated : words.called}${words.divider}${entry.to ?? event.data.contact}`,
        body,
        meta: [
          ...(call ? [words.callResult[call.result]] : []),
          ...(number ? [number] : []),
          ...(call?.spokeTo ? [`${words.spokeTo}: ${call.spokeTo}`] : []),
          ...(call?.number ? [`${words.receipt}: ${call.number}`] : []),
          ...(call?.callBackAt ? [`${words.calledBack} ${hourMinute(call.callBackAt)}`] : []),
          ...by,
        ],
      }
    }
    case 'incident.opened':
      return {
        head:
          event.header.mode === 'drill'
            ? words.drillOpened
            : words.incidentOpened(hourMinute(event.header.wall)),
        body: event.text?.name ?? '',
        meta: state.graph
          ? [`${say(state.graph.runbook.title)} ${event.data.runbook.version}`]
          : [event.data.runbook.id],
      }
    case 'incident.amended': {
      const { detection, breachKnownAt } = event.data
      const said = (at: string): string => inJapan(at).replace('T', ' ')
      return {
        head: words.incidentAmended,
        body: [event.text?.name, entry.body].filter(Boolean).join(' '),
        meta: [
          ...(detection?.at ? [`${words.detection} ${said(detection.at)}`] : []),
          ...(breachKnownAt ? [`${words.knownDay} ${said(breachKnownAt)}`] : []),
        ],
      }
    }
    case 'incident.closed':
      return { head: words.incidentClosed[event.data.how], body, meta: by }
    case 'incident.reopened':
      return { head: words.incidentReopened, body, meta: by }
    case 'device.joined':
      return { head: words.deviceJoined, body: shortDevice(event.header.device), meta: by }
    case 'device.admitted':
    case 'device.retired':
      return {
        head:
          event.type === 'device.admitted'
            ? words.deviceAdmitted
            : `${words.deviceRetired} (${event.data.lastSeq})`,
        body: [event.data.device.slice(0, 8), body].filter(Boolean).join(' '),
        meta: by,
      }
    case 'file.attached':
      return {
        head: [words.fileKind[event.data.kind], ...(entry.step ? [titled] : [])].join(
          words.divider,
        ),
        body: body || (event.data.kind === 'document' ? (event.text?.name ?? '') : ''),
        meta: [
          ...(filesOf(entry).every((file) => file.kept) ? [] : [words.fileNotKept]),
          // A document without other words is known by its name; a photo's name is small print.
          ...(event.text?.name &&
          entry.files.length === 1 &&
          (body || event.data.kind !== 'document')
            ? [event.text.name]
            : []),
          ...by,
        ],
      }
    case 'anchor.made': {
      const { means, checkpoint } = event.data
      const to = entry.to ? [`→ ${entry.to}`] : []
      const how = means ? [words.anchorMeans[means]] : []
      return {
        head: means || entry.to ? words.anchorMade : words.anchorKept,
        body: [grouped(digitsOf(checkpoint as Hash)), body].filter(Boolean).join('　'),
        meta: [...to, ...how, ...by],
      }
    }
    case 'anchor.cosigned':
      return {
        head: words.anchorCosigned,
        body: grouped(digitsOf(event.data.checkpoint as Hash)),
        meta: by,
      }
    case 'role.taken': {
      const roles = event.data.roles.map((id) => {
        const role = state.graph?.runbook.roles.find((r) => r.id === id)
        return role ? say(role.title) : id
      })
      return { head: words.roleTaken, body: entry.by ?? '', meta: roles }
    }
    case 'system.named':
      return { head: words.systemNamed, body, meta: by }
    case 'clock.checked': {
      const { shown, reference, source, uncertainty } = event.data
      const found = { source, aheadMs: aheadOf(shown, reference), uncertaintyMs: uncertainty }
      return { head: words.clockChecked, body: offsetText(found, words.clock), meta: by }
    }
    case 'clock.jumped':
    case 'clock.gap':
      return {
        head: event.type === 'clock.gap' ? words.clockGap : words.clockJumped,
        body: `${event.data.from} → ${event.data.to}`,
        meta: [],
      }
    case 'app.resumed':
      return {
        head: words.appResumed,
        body: [event.data.previousVersion, event.data.version].filter(Boolean).join(' → '),
        meta: [],
      }
    case 'store.healed':
      return {
        head: words.storeHealed(event.data.entries),
        body: words.healedFrom[event.data.from],
        meta: [],
      }
    case 'entry.texted':
    case 'entry.corrected':
    case 'entry.struck':
    case 'entry.resolved':
    case 'entry.assigned':
      return {
        head: words.amendment[
          event.type.slice(6) as 'texted' | 'corrected' | 'struck' | 'resolved' | 'assigned'
        ],
        body: (event.text && 'body' in event.text ? event.text.body : undefined) ?? '',
        meta: by,
      }
    case 'entry.redacted':
    case 'entry.erased':
      return describeRedaction(event, entry, state, words)
    case 'call.resulted':
      return { head: words.callResult[event.data.result], body: event.text?.body ?? '', meta: by }
    case 'hospital.described':
    case 'person.saved':
    case 'person.removed':
    case 'chain.ordered':
    case 'contact.saved':
    case 'runbook.adopted':
    case 'runbook.withdrawn':
    case 'target.saved':
      return describeReadiness(event, entry, state, words)
  }
}

/** `2021-10-31T00:30` in Japan, wherever the device thought it was. */
const inJapan = (instant: string): string => instantFrom(instantMs(instant)).slice(0, 16)

const hourMinute = (instant: string): string => inJapan(instant).slice(11)
