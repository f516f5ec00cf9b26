import { byOccurred } from '../chronology/standing-lines.ts'
import { type EvidenceField, evidenceFields, type FoundClock } from '../commands/evidence.ts'
import type { CustodyAct, EvidenceKind, Occurred, PowerState } from '../events/events.ts'
import type { LogState } from '../evolve/state.ts'
import type { EventId, Hash } from '../ids.ts'
import type { Known } from '../log/decode.ts'
import type { Entry } from '../log/entry.ts'
import { evidenceNumber } from './number.ts'

/** What is known of an item by now. */
export interface EvidenceFacts {
  readonly kind: EvidenceKind
  readonly found: Occurred
  readonly power: PowerState | null
  readonly clock: FoundClock | null
  readonly acquired: Occurred | null
  readonly sha256: Hash | null
  readonly words: { readonly [F in EvidenceField]?: string }
}

/** One link of the chain of custody. */
export interface CustodyStep {
  readonly entry: Entry
  readonly event: Extract<Known, { type: 'evidence.moved' }>
  readonly how: CustodyAct
}

/** Where an item is now, as far as it was said. */
export interface Custody {
  /** Who received it last; null while it was given to nobody. */
  readonly holder: string | null
  readonly storage: string | null
  readonly seal: string | null
  /** The last act; null while it only was registered. */
  readonly last: CustodyStep | null
}

export interface EvidenceItem {
  readonly id: string
  /** Without the word that stands before it (証-, E-). */
  readonly number: string
  readonly facts: EvidenceFacts
  /** The line it was registered with. */
  readonly entry: Entry
  /** Registered by mistake: its number stays taken. */
  readonly struck: boolean
  readonly redacted: boolean
  /** The item it is a copy of. */
  readonly source: string | null
  /** The entry with the photo or file that it is. */
  readonly fileEntry: EventId | null
  /** Lines that changed its facts, in proof order; struck ones too, which change nothing. */
  readonly amendments: readonly Entry[]
  /** In the order in which it happened; struck acts stay in sight and count for nothing. */
  readonly chain: readonly CustodyStep[]
  readonly now: Custody
}

type Registered = Extract<Known, { type: 'evidence.registered' }>
type Amended = Extract<Known, { type: 'evidence.amended' }>

/**
 * The register: every item with its whole chain of custody, in the order of their registration (proof
 * order). A pure fold over the lines, so that it is the same whichever device's events came first.
 * What a device wrote that the team does not vouch for is in the chronology, and not here.
 */
export function evidenceItems(state: LogState): readonly EvidenceItem[] {
  interface Making {
    readonly event: Registered
    readonly entry: Entry
    readonly amendments: { readonly entry: Entry; readonly event: Amended }[]
    readonly chain: CustodyStep[]
  }
  const items = new Map<string, Making>()
  for (const entry of state.entries) {
    const { event } = entry
    if (entry.apart || event.kind !== 'known') continue
    if (event.type === 'evidence.registered') {
      if (!items.has(event.data.evidence))
        items.set(event.data.evidence, { event, entry, amendments: [], chain: [] })
    } else if (event.type === 'evidence.amended')
      items.get(event.data.evidence)?.amendments.push({ entry, event })
    else if (event.type === 'evidence.moved')
      for (const id of new Set(event.data.items))
        items.get(id)?.chain.push({ entry, event, how: event.data.how })
  }
  return [...items].map(([id, { event, entry, amendments, chain }]) => {
    const facts = factsOf(event, entry, amendments)
    const ordered = chain.sort(byOccurred)
    return {
      ...{ id, number: evidenceNumber(state, id) ?? event.data.number, facts, entry },
      ...{ struck: entry.struck, redacted: entry.redacted },
      source: event.data.source ?? null,
      fileEntry: (event.data.entry ?? null) as EventId | null,
      amendments: amendments.map((one) => one.entry),
      ...{ chain: ordered, now: custodyOf(facts, ordered) },
    }
  })
}

function factsOf(
  { data, text }: Registered,
  entry: Entry,
  amendments: readonly { readonly entry: Entry; readonly event: Amended }[],
): EvidenceFacts {
  const words: { [F in EvidenceField]?: string } = {}
  const tell = (given: { readonly [F in EvidenceField]?: string | undefined }): void => {
    for (const field of evidenceFields) {
      const value = given[field]
      if (value === '') delete words[field]
      else if (value !== undefined) words[field] = value
    }
  }
  tell({ ...text, body: entry.body ?? '' })
  let facts = {
    kind: data.kind,
    // A correction of the line moves the time of the find.
    found: entry.occurred,
    power: data.power ?? null,
    clock: data.clock ?? null,
    acquired: data.acquired ?? null,
    sha256: data.sha256 ?? null,
  }
  for (const { entry: line, event } of amendments) {
    if (line.struck) continue
    const { kind, found, power, clock, acquired, sha256 } = event.data
    facts = {
      kind: kind ?? facts.kind,
      found: found ?? facts.found,
      power: power === undefined ? facts.power : power,
      clock: clock === undefined ? facts.clock : clock,
      acquired: acquired === undefined ? facts.acquired : acquired,
      sha256: sha256 === undefined ? facts.sha256 : sha256,
    }
    if (event.text) tell(event.text)
  }
  return {
    ...facts,
    clock: facts.clock as FoundClock | null,
    sha256: facts.sha256 as Hash | null,
    words,
  }
}

function custodyOf(facts: EvidenceFacts, chain: readonly CustodyStep[]): Custody {
  let now: Custody = {
    holder: null,
    storage: facts.words.storage ?? null,
    seal: facts.words.seal ?? null,
    last: null,
  }
  for (const step of chain) {
    if (step.entry.struck) continue
    const { to, seal, storage } = step.event.text ?? {}
    const gone = step.how === 'handedOver' || step.how === 'returned' || step.how === 'disposed'
    now = {
      holder: to ?? (gone ? null : now.holder),
      // In other hands it lies where they say, or nobody knows.
      storage: storage ?? (gone ? null : now.storage),
      seal: seal ?? (step.how === 'unsealed' ? null : now.seal),
      last: step,
    }
  }
  return now
}

/** The item that a photo or file was made, if it was. */
export const evidenceOfFile = (
  items: readonly EvidenceItem[],
  hash: Hash,
): EvidenceItem | undefined => items.find(({ facts, struck }) => facts.sha256 === hash && !struck)
