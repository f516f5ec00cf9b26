import { type EvidenceField, evidenceFields, type FoundClock } from '../commands/evidence.ts'
import type { CustodyAct, EvidenceKind, Occurred, PowerState } from '../events/events.ts'
import type { EvidenceFacts } from '../evidence/evidence.ts'
import { evidenceNumber } from '../evidence/number.ts'
import { aheadOf, type ClockWords } from '../evolve/clock-check.ts'
import type { EvidenceEvent } from '../evolve/evidence.ts'
import type { LogState } from '../evolve/state.ts'
import { instantFrom, instantMs } from '../instant.ts'
import type { Entry } from '../log/entry.ts'
import type { Description, RecordWords } from './describe.ts'
import { blackout, bodyOf } from './redaction.ts'

/** The words of the register, in the chronology, on screen, on paper and in files. */
export interface EvidenceWords {
  readonly number: (number: string) => string
  readonly kind: Record<EvidenceKind, string>
  readonly power: Record<PowerState, string>
  readonly act: Record<CustodyAct, string>
  readonly field: Record<
    EvidenceField | 'kind' | 'found' | 'power' | 'clock' | 'acquired' | 'source',
    string
  >
  /** What the clock was compared with, where it was the device that wrote it down. */
  readonly ownDevice: string
  readonly clockSaid: (offset: string, shown: string, reference: string) => string
  readonly registered: string
  readonly amended: string
  readonly purpose: string
  readonly condition: string
  readonly takenOut: string
  readonly unknownTime: string
  readonly about: (time: string) => string
  readonly join: string
}

/** A field with a name and what is known of it. */
export interface FactLine {
  readonly field: keyof EvidenceWords['field']
  readonly name: string
  readonly value: string
  /** Hashes and addresses: to be shown in figures of one width. */
  readonly code: boolean
}

const codes: ReadonlySet<EvidenceField> = new Set(['serial', 'ip', 'mac', 'digest'])

/** What is known of an item, in the order of the form; nothing of what is not known. */
export function factLines(facts: EvidenceFacts, words: RecordWords): readonly FactLine[] {
  const { evidence } = words
  const lines: FactLine[] = []
  const say = (field: FactLine['field'], value: string | null | undefined, code = false): void => {
    if (value) lines.push({ field, name: evidence.field[field], value, code })
  }
  say('kind', evidence.kind[facts.kind])
  say('found', timeText(facts.found, evidence))
  for (const field of evidenceFields) {
    // What it was found like stands between the device and how it was taken.
    if (field === 'screen') {
      say('power', facts.power && evidence.power[facts.power])
      say('clock', facts.clock && clockText(facts.clock, words))
    }
    if (field === 'acquiredBy')
      say('acquired', facts.acquired && timeText(facts.acquired, evidence))
    if (field === 'digest') say('digest', facts.sha256 && `SHA-256 ${facts.sha256}`, true)
    say(field, facts.words[field], codes.has(field))
  }
  return lines
}

/** `2021-10-31 03:10`, 頃 or unknown. */
export function timeText(occurred: Occurred, words: EvidenceWords): string {
  if (occurred.at === null) return words.unknownTime
  const time = instantFrom(instantMs(occurred.at)).slice(0, 16).replace('T', ' ')
  return occurred.precision === 'about' ? words.about(time) : time
}

/** How far the item's clock was off, and what both showed. */
export function clockText(clock: FoundClock, words: RecordWords): string {
  const { evidence } = words
  const clocks: ClockWords = words.clock
  const source = clock.source === 'device' ? evidence.ownDevice : clocks.source[clock.source]
  const seconds = Math.round(aheadOf(clock.shown, clock.reference) / 1000)
  return evidence.clockSaid(
    clocks.apart(source, seconds),
    shownSeconds(clock.shown),
    shownSeconds(clock.reference),
  )
}

const shownSeconds = (instant: string): string =>
  instantFrom(instantMs(instant)).slice(0, 19).replace('T', ' ')

/** A line of the register as it reads in the chronology. */
export function describeEvidence(
  event: EvidenceEvent,
  entry: Entry,
  state: LogState,
  words: RecordWords,
): Description {
  const { evidence } = words
  const by = entry.by ? [entry.by] : []
  const body = bodyOf(entry, state, words)
  const number = (id: string): string =>
    evidence.number(evidenceNumber(state, id) ?? id.slice(0, 8))
  const head = (what: string, said: string): string => `${what}${words.divider}${said}`
  switch (event.type) {
    case 'evidence.registered': {
      const { data, text } = event
      const facts: EvidenceFacts = { ...givenFacts(event), kind: data.kind, found: entry.occurred }
      const label = text?.label ?? blackout(event.id, state, words)
      const lines = factLines(facts, words).filter(
        ({ field }) =>
          field !== 'kind' && field !== 'found' && field !== 'label' && field !== 'body',
      )
      return {
        head: head(
          evidence.registered,
          `${number(data.evidence)} ${evidence.kind[data.kind]}: ${label}`,
        ),
        body,
        meta: [
          ...lines.map(({ name, value }) => `${name}: ${value}`),
          ...(data.source ? [`${evidence.field.source}: ${number(data.source)}`] : []),
          ...by,
        ],
      }
    }
    case 'evidence.amended': {
      const { data, text } = event
      const said = (name: string, value: string): string => `${name}: ${value || evidence.takenOut}`
      const { power, clock, acquired, sha256, kind, found } = data
      const { field } = evidence
      return {
        head: head(evidence.amended, number(data.evidence)),
        body,
        meta: [
          ...(kind ? [said(field.kind, evidence.kind[kind])] : []),
          ...(found ? [said(field.found, timeText(found as Occurred, evidence))] : []),
          ...evidenceFields.flatMap((name) => {
            const value = text?.[name]
            return value === undefined ? [] : [said(field[name], value)]
          }),
          ...(power === undefined ? [] : [said(field.power, power ? evidence.power[power] : '')]),
          ...(clock === undefined
            ? []
            : [said(field.clock, clock ? clockText(clock as FoundClock, words) : '')]),
          ...(acquired === undefined
            ? []
            : [said(field.acquired, acquired ? timeText(acquired as Occurred, evidence) : '')]),
          ...(sha256 === undefined
            ? []
            : [said(field.digest, sha256 === null ? '' : `SHA-256 ${sha256}`)]),
          ...by,
        ],
      }
    }
    case 'evidence.moved': {
      const { items, how } = event.data
      const { from, to, purpose, condition, seal, storage } = event.text ?? {}
      return {
        head: head(evidence.act[how], items.map(number).join(evidence.join)),
        body,
        meta: [
          ...(from || to ? [`${from ?? '—'} → ${to ?? '—'}`] : []),
          ...(purpose ? [`${evidence.purpose}: ${purpose}`] : []),
          ...(condition ? [`${evidence.condition}: ${condition}`] : []),
          ...(seal ? [`${evidence.field.seal}: ${seal}`] : []),
          ...(storage ? [`${evidence.field.storage}: ${storage}`] : []),
          ...by,
        ],
      }
    }
  }
}

function givenFacts({
  data,
  text,
}: Extract<EvidenceEvent, { type: 'evidence.registered' }>): Omit<EvidenceFacts, 'kind' | 'found'> {
  const words: { [F in EvidenceField]?: string } = {}
  for (const field of evidenceFields) {
    const value = text?.[field]
    if (value) words[field] = value
  }
  return {
    power: data.power ?? null,
    clock: (data.clock ?? null) as FoundClock | null,
    acquired: (data.acquired ?? null) as Occurred | null,
    sha256: (data.sha256 ?? null) as EvidenceFacts['sha256'],
    words,
  }
}
