import type { Draft, Occurred } from '../events/events.ts'
import type { LogState } from '../evolve/state.ts'
import type { DeviceId, EventId, Instant } from '../ids.ts'
import { toWellFormed } from '../json.ts'
import { words } from '../wording.ts'
import { anchorDraft } from './anchor.ts'
import { boardDraft, isBoardCommand, isEmptyBoard } from './board.ts'
import type { Command, LogCommand, Refusal } from './command.ts'
import { drillDraft, drillStarted, isOfDrill } from './drill.ts'
import { evidenceDraft, isEvidenceCommand, refuseEvidence } from './evidence.ts'
import { fileDraft } from './file.ts'
import { redactionDraft } from './redaction.ts'
import { refuseDrill } from './refuse-drill.ts'
import { rosterDraft } from './roster.ts'
import { runbookDraft } from './runbook.ts'
import { refuseTable, tableDrafts } from './table.ts'

/** What the decision needs of the moment. */
export interface DecideContext {
  /** Log time. */
  readonly now: Instant
  readonly device: DeviceId
  /** The device's public key, hex. */
  readonly key: string
  readonly app: string
  /** The chain of this device that a restored backup continues, if any. */
  readonly replaces: DeviceId | null
}

export type Decision =
  | { readonly ok: true; readonly drafts: readonly Draft[] }
  | { readonly ok: false; readonly refusal: Refusal }

const maxWords = 20_000
const maxShort = 400
/** What a person writes in sentences. */
const longFields: ReadonlySet<string> = new Set([
  ...['body', 'reason', 'note', 'decide', 'what'],
  ...['screen', 'method', 'condition'],
])

/**
 * Turns a command into the events to record. Refuses only what cannot be recorded at all: reality
 * is never refused. A device's first event in a log is always its `device.joined`.
 */
export function decide(command: Command, state: LogState, context: DecideContext): Decision {
  const refusal = refusalOf(command, state)
  if (refusal) return { ok: false, refusal }
  const drafts = draftsOf(command, state, context)
  const joined = state.members.has(context.device)
  return { ok: true, drafts: joined ? drafts : [joining(context), ...drafts] }
}

const joining = (context: DecideContext): Draft => ({
  type: 'device.joined',
  data: { key: context.key, replaces: context.replaces, app: context.app },
  text: null,
})

function refusalOf(command: Command, state: LogState): Refusal | null {
  for (const [field, value] of Object.entries(command)) {
    if (typeof value !== 'string') continue
    const limit = longFields.has(field) ? maxWords : maxShort
    if (value.length > limit) return 'tooLong'
  }
  if (isBoardCommand(command) && isEmptyBoard(command)) return 'empty'
  if (isEvidenceCommand(command)) {
    const why = refuseEvidence(command, state)
    if (why) return why
  }
  if (isOfDrill(command)) return refuseDrill(command, state)
  if (command.do === 'importTable') return refuseTable(command, state)
  switch (command.do) {
    case 'note':
    case 'textEntry':
      if (command.body.trim() === '') return 'empty'
      break
    case 'nameSystem':
    case 'describeHospital':
    case 'savePerson':
      if (command.name.trim() === '') return 'empty'
      break
    case 'correctEntry':
      if (command.body === undefined && !command.occurred) return 'empty'
      break
    case 'eraseTexts':
    case 'redactTexts':
      if (command.targets.length === 0) return 'empty'
      if (command.do === 'eraseTexts' && command.by.trim() === '') return 'empty'
      if (!command.targets.every((id) => state.entry.has(id))) return 'noSuchEntry'
      break
    default:
      break
  }
  if ('target' in command && command.target !== undefined && !state.entry.has(command.target))
    return 'noSuchEntry'
  if (command.do === 'resultCall' && !state.entry.has(command.call)) return 'noSuchEntry'
  if (command.do === 'endDuty' && !state.entry.has(command.duty)) return 'noSuchEntry'
  if ('step' in command && command.step !== undefined && state.graph) {
    const step = state.graph.step.get(command.step)
    if (!step) return 'noSuchStep'
    if (command.do === 'decideStep') {
      if (step.type === 'step') return 'noSuchBranch'
      if (command.branch !== null && !step.branches.some((b) => b.id === command.branch))
        return 'noSuchBranch'
    }
  }
  return null
}

function draftsOf(command: Command, state: LogState, context: DecideContext): readonly Draft[] {
  const now: Occurred = { at: context.now, precision: 'exact' }
  if (isBoardCommand(command)) return one(boardDraft(command, now))
  if (isOfDrill(command)) return one(drillDraft(command))
  if (isEvidenceCommand(command)) return one(evidenceDraft(command, state, context.device, now))
  return logDrafts(command, state, context, now)
}

function logDrafts(
  command: LogCommand,
  state: LogState,
  context: DecideContext,
  now: Occurred,
): readonly Draft[] {
  switch (command.do) {
    case 'openIncident':
      return [
        {
          type: 'incident.opened',
          data: { runbook: command.runbook, detection: command.detection ?? now },
          text: words({ name: command.name }),
        },
        ...(command.drill ? [drillStarted(command.drill)] : []),
      ]
    case 'amendIncident':
      return one({
        type: 'incident.amended',
        data: {
          ...(command.detection ? { detection: command.detection } : {}),
          ...(command.breachKnownAt !== undefined ? { breachKnownAt: command.breachKnownAt } : {}),
        },
        text: words({ name: command.name, reason: command.reason }),
      })
    case 'closeIncident':
      return one({
        type: 'incident.closed',
        data: { how: command.how },
        text: words({ reason: command.reason }),
      })
    case 'reopenIncident':
      return one({ type: 'incident.reopened', data: {}, text: words({ reason: command.reason }) })
    case 'takeRole':
      return one({
        type: 'role.taken',
        data: { person: command.person ?? null, roles: [...command.roles] },
        text: words({ name: command.name }),
      })
    case 'nameSystem':
      return one({
        type: 'system.named',
        data: { system: command.system },
        text: { name: toWellFormed(command.name) },
      })
    case 'openStep':
      return one({
        type: 'step.opened',
        data: { step: command.step, system: command.system ?? null },
        text: words({ reason: command.reason }),
      })
    case 'recordStep':
      return one({
        type: 'step.recorded',
        data: {
          ...runOf(command, state),
          outcome: command.outcome,
          occurred: command.occurred ?? now,
          items: [...(command.items ?? [])],
          byOther: command.byOther ?? false,
          reason: command.reason ?? null,
        },
        text: words({ body: command.body, by: command.by }),
      })
    case 'checkItem':
      return one({
        type: 'item.checked',
        data: { ...runOf(command, state), item: command.item, checked: command.checked },
        text: null,
      })
    case 'decideStep':
      return one({
        type: 'decision.recorded',
        data: {
          ...runOf(command, state),
          branch: command.branch,
          outcome: command.outcome ?? 'done',
          occurred: command.occurred ?? now,
          provisional: command.provisional ?? false,
          bases: [...(command.bases ?? [])],
          ...(command.matrix ? { matrix: { ...command.matrix } } : {}),
          replaces: answersOf(command, state),
        },
        text: words({ by: command.by, body: command.body }),
      })
    case 'note':
      return one({
        type: 'note.recorded',
        data: {
          occurred: command.occurred ?? now,
          kind: command.kind ?? null,
          means: command.means ?? null,
          certainty: command.certainty ?? null,
          patientSafety: command.patientSafety ?? false,
          stamp: false,
          step: command.step ?? null,
        },
        text: words({ body: command.body, from: command.from, to: command.to, by: command.by }),
      })
    case 'stamp':
      return one({
        type: 'note.recorded',
        data: {
          occurred: now,
          kind: null,
          means: null,
          certainty: null,
          patientSafety: false,
          stamp: true,
          step: command.step ?? null,
        },
        text: words({ by: command.by }),
      })
    case 'textEntry':
      return one({
        type: 'entry.texted',
        data: { target: command.target },
        text: { body: toWellFormed(command.body), ...words({ by: command.by }) },
      })
    case 'correctEntry':
      return one({
        type: 'entry.corrected',
        data: {
          target: command.target,
          ...(command.occurred ? { occurred: command.occurred } : {}),
        },
        text: words({ body: command.body, reason: command.reason, by: command.by }),
      })
    case 'strikeEntry':
      return one({
        type: 'entry.struck',
        data: { target: command.target },
        text: words({ reason: command.reason, by: command.by }),
      })
    case 'resolveEntry':
      return one({
        type: 'entry.resolved',
        data: { target: command.target },
        text: words({ body: command.body, by: command.by }),
      })
    case 'placeCall':
      return one({
        type: 'call.placed',
        data: { contact: command.contact, simulated: state.mode === 'drill' },
        text: {
          name: toWellFormed(command.name),
          ...words({
            // A drill keeps no number that could be dialled.
            number: state.mode === 'drill' ? undefined : command.number,
            by: command.by,
          }),
        },
      })
    case 'resultCall':
      return one({
        type: 'call.resulted',
        data: {
          call: command.call,
          result: command.result,
          callBackAt: command.callBackAt ?? null,
        },
        text: words({
          spokeTo: command.spokeTo,
          body: command.body,
          number: command.number,
          by: command.by,
        }),
      })
    case 'noteClock':
      return one({
        type: command.what === 'jumped' ? 'clock.jumped' : 'clock.gap',
        data: { from: command.from, to: command.to },
        text: null,
      })
    case 'checkClock': {
      const { shown, reference, source, uncertainty } = command
      return one({
        type: 'clock.checked',
        data: { shown, reference, source, uncertainty },
        text: words({ by: command.by }),
      })
    }
    case 'resumeApp':
      return one({
        type: 'app.resumed',
        data: { version: context.app, previousVersion: state.apps.get(context.device) ?? null },
        text: null,
      })
    case 'noteHealing':
      return one({
        type: 'store.healed',
        data: { from: command.from, entries: command.entries },
        text: null,
      })
    case 'describeHospital':
      return one({
        type: 'hospital.described',
        data: {},
        text: { name: toWellFormed(command.name) },
      })
    case 'savePerson':
      return one({
        type: 'person.saved',
        data: { person: command.person, roles: [...command.roles] },
        text: { name: toWellFormed(command.name), ...words({ number: command.number }) },
      })
    case 'removePerson':
      return one({ type: 'person.removed', data: { person: command.person }, text: null })
    case 'orderChain':
      return one({ type: 'chain.ordered', data: { people: [...command.people] }, text: null })
    case 'saveContact':
      return one({
        type: 'contact.saved',
        data: { contact: command.contact, verified: command.verified ?? null },
        text: words({ name: command.name, number: command.number, note: command.note }),
      })
    case 'admitDevice':
    case 'retireDevice':
      return one(rosterDraft(command))
    case 'adoptRunbook':
    case 'withdrawRunbook':
    case 'saveTarget':
      return one(runbookDraft(command))
    case 'attachFile':
      return one(fileDraft(command, now))
    case 'importTable':
      return tableDrafts(command, state)
    case 'makeAnchor':
    case 'cosignAnchor':
      return one(anchorDraft(command, now))
    case 'redactTexts':
    case 'eraseTexts':
      return one(redactionDraft(command))
  }
}

const one = (draft: Draft): readonly Draft[] => [draft]

function runOf(
  command: { readonly step: string; readonly system?: string },
  state: LogState,
): { step: string; run: number; system: string | null } {
  const system = command.system ?? null
  const run = state.position?.get(command.step, system)?.run ?? 1
  return { step: command.step, run, system }
}

/** The answers this device knows to the same question in the same run: the new one replaces them. */
function answersOf(
  command: { readonly step: string; readonly system?: string },
  state: LogState,
): EventId[] {
  const known = state.position?.get(command.step, command.system ?? null)
  return (known?.answers ?? []).map((answer) => answer.id)
}
