import type { Draft, Occurred } from '../events/events.ts'
import type { CustodyAct, EvidenceClock, EvidenceKind, PowerState } from '../events/evidence.ts'
import { evidenceNumber, nextEvidenceNumber } from '../evidence/number.ts'
import type { LogState } from '../evolve/state.ts'
import type { DeviceId, EventId, Instant } from '../ids.ts'
import { toWellFormed } from '../json.ts'
import { words } from '../wording.ts'

/** How the clock of a found device stood against another one. */
export interface FoundClock {
  readonly shown: Instant
  readonly reference: Instant
  readonly source: EvidenceClock
}

/** The words that may be known of an item; in the order of a form. */
export const evidenceFields = [
  'label',
  'place',
  'foundBy',
  'maker',
  'model',
  'serial',
  'host',
  'ip',
  'mac',
  'screen',
  'acquiredBy',
  'witness',
  'method',
  'tool',
  'digest',
  'seal',
  'storage',
  'body',
] as const

export type EvidenceField = (typeof evidenceFields)[number]

type Told = { readonly [F in EvidenceField]?: string }

interface Found {
  readonly power?: PowerState | null
  /** The item's own clock. */
  readonly itemClock?: FoundClock | null
  readonly acquired?: Occurred | null
  readonly sha256?: string | null
}

export type EvidenceCommand = { readonly by?: string } & (
  | ({
      readonly do: 'registerEvidence'
      readonly evidence: string
      readonly kind: EvidenceKind
      readonly label: string
      /** When it was found; omitted: now. */
      readonly occurred?: Occurred
      readonly source?: string
      readonly entry?: EventId
      readonly step?: string
    } & Omit<Told, 'label'> &
      Found)
  | ({
      readonly do: 'amendEvidence'
      readonly evidence: string
      readonly kind?: EvidenceKind
      readonly found?: Occurred
      readonly reason?: string
    } & Told &
      Found)
  | {
      readonly do: 'moveEvidence'
      readonly items: readonly string[]
      readonly how: CustodyAct
      readonly occurred?: Occurred
      readonly from?: string
      readonly to?: string
      readonly purpose?: string
      readonly condition?: string
      readonly seal?: string
      readonly storage?: string
      readonly body?: string
    }
)

const evidenceActs = {
  registerEvidence: true,
  amendEvidence: true,
  moveEvidence: true,
} satisfies Record<EvidenceCommand['do'], true>

export const isEvidenceCommand = (command: { readonly do: string }): command is EvidenceCommand =>
  Object.hasOwn(evidenceActs, command.do)

/** Why it cannot be recorded; null when it can. */
export function refuseEvidence(
  command: EvidenceCommand,
  state: LogState,
): 'empty' | 'noSuchEntry' | null {
  switch (command.do) {
    case 'registerEvidence':
      if (command.label.trim() === '') return 'empty'
      return command.entry !== undefined && !state.entry.has(command.entry) ? 'noSuchEntry' : null
    case 'amendEvidence': {
      const { do: _, evidence, by: __, reason: ___, ...given } = command
      if (evidenceNumber(state, evidence) === null) return 'noSuchEntry'
      const changes = Object.values(given).some((value) => value !== undefined)
      return changes && command.label?.trim() !== '' ? null : 'empty'
    }
    case 'moveEvidence':
      if (command.items.length === 0) return 'empty'
      return command.items.every((id) => state.evidence.has(id)) ? null : 'noSuchEntry'
  }
}

export function evidenceDraft(
  command: EvidenceCommand,
  state: LogState,
  device: DeviceId,
  now: Occurred,
): Draft {
  const { by } = command
  switch (command.do) {
    case 'registerEvidence': {
      const { label, ...rest } = told(command)
      return {
        type: 'evidence.registered',
        data: {
          evidence: command.evidence,
          number: nextEvidenceNumber(state, device),
          kind: command.kind,
          occurred: command.occurred ?? now,
          ...found(command),
          ...(command.source === undefined ? {} : { source: command.source }),
          ...(command.entry === undefined ? {} : { entry: command.entry }),
          ...(command.step === undefined ? {} : { step: command.step }),
        },
        text: { label: toWellFormed(command.label), ...words({ ...rest, by }) },
      }
    }
    case 'amendEvidence':
      return {
        type: 'evidence.amended',
        data: {
          evidence: command.evidence,
          ...(command.kind === undefined ? {} : { kind: command.kind }),
          ...(command.found === undefined ? {} : { found: command.found }),
          ...found(command),
        },
        // Words that were taken out are kept as none: absent would mean that they stay.
        text: { ...told(command), ...words({ reason: command.reason, by }) },
      }
    case 'moveEvidence': {
      const { from, to, purpose, condition, seal, storage, body } = command
      return {
        type: 'evidence.moved',
        data: {
          items: [...command.items],
          how: command.how,
          occurred: command.occurred ?? now,
        },
        text: words({ from, to, purpose, condition, seal, storage, body, by }),
      }
    }
  }
}

function told(given: Told): { [F in EvidenceField]?: string } {
  const kept: { [F in EvidenceField]?: string } = {}
  for (const field of evidenceFields) {
    const value = given[field]
    if (value !== undefined) kept[field] = toWellFormed(value)
  }
  return kept
}

function found({ power, itemClock: clock, acquired, sha256 }: Found) {
  return {
    ...(power === undefined ? {} : { power }),
    ...(clock === undefined ? {} : { clock: clock && { ...clock } }),
    ...(acquired === undefined ? {} : { acquired }),
    ...(sha256 === undefined ? {} : { sha256 }),
  }
}
