import type { Command } from '../domain/commands/command.ts'
import { type EvidenceField, evidenceFields } from '../domain/commands/evidence.ts'
import type { EvidenceKind, Occurred, PowerState } from '../domain/events/events.ts'
import type { EvidenceItem } from '../domain/evidence/evidence.ts'
import { type Instant, isHash } from '../domain/ids.ts'
import { instantMs } from '../domain/instant.ts'
import { shownTime } from '../domain/shown-time.ts'

/** What is filled in on the form of an item. */
export interface Given {
  /** The id it will have; kept with the draft, so that it cannot be registered twice. */
  readonly id: string
  readonly kind: EvidenceKind | null
  readonly words: { readonly [F in EvidenceField]?: string }
  /** Null: now. */
  readonly found: Occurred | null
  readonly power: PowerState | null
  /** What the item's clock shows, as typed, and what this device showed when it was. */
  readonly shown: string
  readonly reference: string | null
  readonly acquiredSet: boolean
  readonly acquired: Occurred | null
  /** SHA-256, or another digest with its name. */
  readonly hash: string
  readonly source: string
  readonly reason: string
}

export const blankGiven: Given = {
  id: '',
  kind: null,
  words: {},
  found: null,
  power: null,
  shown: '',
  reference: null,
  acquiredSet: false,
  acquired: null,
  hash: '',
  source: '',
  reason: '',
}

export const givenOf = ({ id, facts }: EvidenceItem): Given => ({
  ...blankGiven,
  id,
  kind: facts.kind,
  words: facts.words,
  found: facts.found,
  power: facts.power,
  acquiredSet: facts.acquired !== null,
  acquired: facts.acquired,
  hash: facts.sha256 ?? facts.words.digest ?? '',
})

export function registerCommand(
  id: string,
  kind: EvidenceKind,
  given: Given,
  now: Instant,
  step?: string,
): Command {
  const { sha256, digest } = hashOfGiven(given.hash)
  const { label = '', ...told } = wordsOf(given)
  return {
    do: 'registerEvidence',
    evidence: id,
    kind,
    label,
    ...filled({ ...told, digest }),
    ...(given.found ? { occurred: given.found } : {}),
    ...(given.power ? { power: given.power } : {}),
    ...clockOf(given),
    ...(given.acquiredSet ? { acquired: given.acquired ?? exactly(now) } : {}),
    ...(sha256 ? { sha256 } : {}),
    ...(given.source ? { source: given.source } : {}),
    ...(step ? { step } : {}),
  }
}

/** Only what differs from what is known; null when nothing does. */
export function amendCommand(item: EvidenceItem, given: Given, now: Instant): Command | null {
  const { facts } = item
  const before = givenOf(item)
  const changed: { [F in EvidenceField]?: string } = {}
  const told = wordsOf(given)
  for (const field of evidenceFields) {
    const value = told[field] ?? ''
    if (field !== 'digest' && value !== (facts.words[field] ?? '')) changed[field] = value
  }
  const found = given.found ?? exactly(now)
  const acquired = given.acquiredSet ? (given.acquired ?? exactly(now)) : null
  const parts = {
    ...changed,
    ...(given.kind && given.kind !== facts.kind ? { kind: given.kind } : {}),
    ...(same(found, facts.found) ? {} : { found }),
    ...(given.power === facts.power ? {} : { power: given.power }),
    ...clockOf(given),
    ...(same(acquired, facts.acquired) ? {} : { acquired }),
    ...(given.hash.trim() === before.hash ? {} : hashChange(item, given.hash)),
  }
  if (Object.keys(parts).length === 0) return null
  const reason = given.reason.trim()
  return { do: 'amendEvidence', evidence: item.id, ...parts, ...(reason ? { reason } : {}) }
}

function hashChange({ facts }: EvidenceItem, typed: string) {
  const { sha256, digest } = hashOfGiven(typed)
  return {
    ...(sha256 === (facts.sha256 ?? '') ? {} : { sha256: sha256 || null }),
    ...(digest === (facts.words.digest ?? '') ? {} : { digest }),
  }
}

/** 64 hex digits are a SHA-256, however they are grouped; anything else stays as typed. */
export function hashOfGiven(typed: string): { readonly sha256: string; readonly digest: string } {
  const plain = typed
    .normalize('NFKC')
    .replace(/^\s*SHA-?256\s*[:：]?/i, '')
    .replaceAll(/[\s:]/g, '')
    .toLowerCase()
  return isHash(plain) ? { sha256: plain, digest: '' } : { sha256: '', digest: typed.trim() }
}

function clockOf({ shown, reference }: Given) {
  const read = reference === null ? null : shownTime(shown, instantMs(reference))
  if (!read || reference === null) return {}
  return {
    itemClock: { shown: read, reference: reference as Instant, source: 'device' as const },
  }
}

const wordsOf = ({ words }: Given): { [F in EvidenceField]?: string } =>
  Object.fromEntries(Object.entries(words).map(([field, value]) => [field, value.trim()])) as {
    [F in EvidenceField]?: string
  }

const filled = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as T

const exactly = (at: Instant): Occurred => ({ at, precision: 'exact' })

const same = (a: Occurred | null, b: Occurred | null): boolean =>
  a?.at === b?.at && a?.precision === b?.precision
