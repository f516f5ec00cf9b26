import type { HandoverPart } from '../domain/exchange/handover.ts'
import { namedFiles } from '../domain/exchange/named-files.ts'
import type { Hash, LogId } from '../domain/ids.ts'
import { absentParts } from '../domain/proof/absent-parts.ts'
import type { PartsFault, PartsReport } from '../domain/proof/parts-report.ts'
import type { VerifyReport } from '../domain/proof/verification-report.ts'
import { fileName, hashOfName, logName } from '../export/handover-form.ts'
import { parseJsonl } from '../export/parse-jsonl.ts'
import type { ZipSource } from '../zip/zip-source.ts'
import { openEvidence } from './evidence.ts'
import { eventsOf } from './judge-events.ts'
import { type VerifyWorld, verifyFile } from './verify-file.ts'

export interface GivenPart {
  readonly file: string
  readonly source: ZipSource
}

/** A part as it lies in its set. */
interface Placed {
  readonly file: string
  readonly source: ZipSource
  readonly log: LogId
  readonly part: HandoverPart
  /** SHA-256 of the log, as its manifest lists it: all parts of one export hold the same bytes. */
  readonly logHash: string
  readonly files: readonly Hash[]
}

/**
 * Verifies files that were given together, as the parts of one export: each by itself, then whether
 * they are all of it and nothing else. Never throws for what they hold.
 */
export async function verifyParts(
  given: readonly GivenPart[],
  world: VerifyWorld,
  kept: readonly string[] = [],
): Promise<PartsReport> {
  const total = given.reduce((sum, { source }) => sum + source.size, 0)
  const files: { file: string; report: VerifyReport }[] = []
  const placed: Placed[] = []
  let before = 0
  for (const { file, source } of given) {
    const told: VerifyWorld['told'] = (done, of) =>
      world.told?.(before + (of > 0 ? (done / of) * source.size : 0), total)
    const report = await verifyFile(source, { ...world, told }, kept)
    files.push({ file, report })
    before += source.size
    const place = report.verdict === 'unreadable' ? null : await placeOf(file, source)
    if (place) placed.push(place)
  }
  const faults = await setFaults(placed)
  const has = (verdict: VerifyReport['verdict']): boolean =>
    files.some(({ report }) => report.verdict === verdict)
  const fails = faults.length > 0 || has('fails')
  return {
    format: 'shodo/verification-parts/v1',
    verdict: fails ? 'fails' : has('unreadable') ? 'unreadable' : 'holds',
    ...{ faults, files },
  }
}

async function placeOf(file: string, source: ZipSource): Promise<Placed | null> {
  const opened = await openEvidence(source)
  if (!opened.ok) return null
  const { parcel, part, log } = opened.evidence
  if (!parcel) {
    const id = parseJsonl(log, { unsealed: true }).log
    return id && { ...{ file, source, part, files: [], logHash: '' }, log: id }
  }
  const { manifest } = parcel
  // Nothing is known of what should be in it, and its own report says so.
  if (!manifest) return null
  return {
    ...{ file, source, part, log: manifest.log },
    logHash: manifest.files.find(({ name }) => name === logName)?.sha256 ?? '',
    files: manifest.files.flatMap(({ name }) => hashOfName(name) ?? []),
  }
}

/** One file, or several as the parts of one export. */
export async function verifyGiven(
  given: readonly GivenPart[],
  world: VerifyWorld,
  kept: readonly string[] = [],
): Promise<VerifyReport | PartsReport> {
  const [only, ...more] = given
  return only && more.length === 0
    ? verifyFile(only.source, world, kept)
    : verifyParts(given, world, kept)
}

/** The set is that of the first file: whatever does not belong to it is named. */
async function setFaults(placed: readonly Placed[]): Promise<readonly PartsFault[]> {
  const [first] = placed
  if (!first) return []
  const { of } = first.part
  const faults: PartsFault[] = []
  const parts = new Map<number, Placed>()
  for (const one of placed) {
    const { file, part, log, logHash } = one
    if (log !== first.log) faults.push({ what: 'otherLog', file })
    else if (logHash !== first.logHash || part.of !== of) faults.push({ what: 'otherExport', file })
    else if (parts.has(part.number)) faults.push({ what: 'twice', file, part: part.number, of })
    else parts.set(part.number, one)
  }
  for (const part of absentParts(of, (number) => parts.has(number)))
    faults.push({ what: 'absent', part, of })
  // Of a whole set every file that was kept is somewhere; with a part missing that one may hold it.
  const whole = of > 1 && parts.size === of
  const places = whole ? await lostFiles(first, [...parts.values()]) : []
  return places.length > 0 ? [...faults, { what: 'lost', places }] : faults
}

async function lostFiles(first: Placed, parts: readonly Placed[]): Promise<readonly string[]> {
  const opened = await openEvidence(first.source)
  if (!opened.ok) return []
  const events = eventsOf(parseJsonl(opened.evidence.log, { unsealed: true }))
  const { kept } = namedFiles(events.filter(({ sound }) => sound).map(({ event }) => event))
  const here = new Set(parts.flatMap(({ files }) => files))
  return [...kept]
    .filter((hash) => !here.has(hash))
    .map(fileName)
    .sort()
}
