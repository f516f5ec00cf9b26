import { checkpointHash, checkpointOf } from '../domain/checkpoint.ts'
import { hashHex } from '../domain/event.ts'
import { type DeviceId, toHex } from '../domain/ids.ts'
import {
  type Found,
  judgeChains,
  judgeRunbook,
  keysOf,
  type LogEvent,
} from '../domain/judge-log.ts'
import { judgeRoster } from '../domain/judge-roster.ts'
import { endsOfLog } from '../domain/known-at.ts'
import { namedFiles } from '../domain/named-files.ts'
import type { Signatures } from '../domain/ports.ts'
import {
  type CheckResult,
  type FaultKind,
  type VerifyCheck,
  type VerifyFacts,
  type VerifyFault,
  type VerifyReport,
  verifyChecks,
} from '../domain/verification-report.ts'
import {
  logName,
  manifestName,
  manifestSignatureName,
  manifestText,
} from '../export/handover-form.ts'
import type { Parcel } from '../export/open-parcel.ts'
import { type ParsedJsonl, parseJsonl } from '../export/parse-jsonl.ts'
import { readEntry } from '../zip/read-entry.ts'
import type { ZipSource } from '../zip/zip-source.ts'
import { type Evidence, openEvidence } from './evidence.ts'
import { answerKept, judgeCheckpoints } from './judge-checkpoints.ts'
import { eventsOf, judgeLines, judgeSignatures } from './judge-events.ts'
import { judgeNote } from './judge-note.ts'
import { judgeFiles, judgeManifest, type PlaceFault } from './judge-parcel.ts'

export interface VerifyWorld {
  readonly signatures: Signatures
  /** SHA-256 as the platform has it, which over a whole log is many times quicker than in JavaScript. */
  readonly digest?: (bytes: Uint8Array) => Promise<Uint8Array>
  /** Hears how much is done, in bytes and events together, and may give the screen a moment. */
  readonly told?: (done: number, of: number) => Promise<void> | void
}

const format = 'shodo/verification/v1'

/**
 * Verifies a log, a hand-over or an evidence bundle as `src/FORMAT.md` (How to verify) says, against
 * what somebody outside `kept`, if anything. Never throws for what a file holds.
 */
export async function verifyFile(
  source: ZipSource,
  world: VerifyWorld,
  kept: readonly string[] = [],
): Promise<VerifyReport> {
  const opened = await openEvidence(source)
  if (!opened.ok) return { format, verdict: 'unreadable', refused: opened.problem }
  const { evidence } = opened
  const { parcel, log, part } = evidence
  const { signatures } = world
  const parsed = parseJsonl(log, { unsealed: true })
  const events = eventsOf(parsed)
  const told = telling(world, source.size + events.length * eventWeight)
  const findings = new Findings(events)

  const digest = async (bytes: Uint8Array): Promise<string> =>
    world.digest ? toHex(await world.digest(bytes)) : hashHex(bytes)
  if (parcel) findings.places('manifest', await judgeManifest(parcel, await digest(log), told))
  findings.lines(judgeLines(parsed))
  const { seal } = parsed
  if (seal && (await digest(log.subarray(0, seal.from))) !== seal.hash)
    findings.lines([{ check: 'log', line: seal.line, what: 'changed' }])
  if (parcel && !isAbout(parcel, parsed))
    findings.places('oneLog', [{ place: manifestName, what: 'stranger' }])
  const keys = keysOf(events)
  const signed = await judgeSignatures(events, keys, signatures, (n) => told(n * eventWeight))
  findings.places(
    'keys',
    signed.keyless.map((place) => ({ place, what: 'keyless' })),
  )
  findings.lines(signed.found)
  findings.lines(judgeChains(events))
  const runbook = judgeRunbook(events, parsed.runbook)
  findings.lines(runbook.found)
  const named = namedFiles(events.filter(({ sound }) => sound).map(({ event }) => event))
  const files = judgeFiles(parcel, named, parcel !== null && part.of === 1)
  findings.places('files', files.faults)
  const checkpoints = await judgeCheckpoints(events, parcel, keys, signatures)
  findings.places('checkpoints', checkpoints.faults)
  const manifest = await judgeManifestSignature(parcel, keys, signatures)
  if (manifest?.fault)
    findings.places('manifestSignature', [{ place: manifestSignatureName, what: manifest.fault }])

  const absent = new Set<VerifyCheck>()
  if (!parcel) absent.add('manifest')
  if (!manifest) absent.add('manifestSignature')
  if (!runbook.any) absent.add('runbook')
  if (named.files.size + files.here.size === 0) absent.add('files')
  if (checkpoints.anchors.length === 0) absent.add('checkpoints')
  const answers = answerKept(kept, events, checkpoints.heads)
  const faults = findings.sorted()
  // Digits that were mistyped say nothing about the record.
  const refuted = answers.some(({ answer }) => !answer.found && answer.why !== 'unreadable')
  const verdict = faults.length > 0 || refuted ? 'fails' : 'holds'
  return {
    ...{ format, verdict, faults },
    checks: findings.checks(absent),
    facts: {
      ...logFacts(evidence, parsed, events),
      ...{ anchors: checkpoints.anchors, signedBy: manifest?.signers ?? [] },
      files: {
        named: named.files.size,
        here: files.here.size,
        elsewhere: [...named.kept].filter((hash) => !files.here.has(hash)).length,
        notKept: [...named.files].filter((h) => !named.kept.has(h) && !files.here.has(h)).length,
      },
    },
    kept: answers,
  }
}

/** An event costs about as much as hashing so many bytes. */
const eventWeight = 40_000
const breathEvery = 4_000_000

function telling({ told }: VerifyWorld, of: number): (weight: number) => Promise<void> {
  let done = 0
  let next = 0
  return async (weight) => {
    done += weight
    if (done < next) return
    next = done + breathEvery
    await told?.(Math.min(done, of), of)
  }
}

const isAbout = ({ manifest }: Parcel, parsed: ParsedJsonl): boolean =>
  manifest.log === parsed.log &&
  manifest.mode === parsed.mode &&
  manifest.purpose === parsed.purpose

async function judgeManifestSignature(
  parcel: Parcel | null,
  keys: ReadonlyMap<DeviceId, Uint8Array>,
  signatures: Signatures,
): Promise<{ readonly signers: readonly DeviceId[]; readonly fault: FaultKind | null } | null> {
  const wanted = parcel?.manifest.signedBy
  const entry = parcel?.entries.get(manifestSignatureName)
  if (!parcel || (!entry && !wanted)) return null
  if (!entry) return { signers: [], fault: 'unsigned' }
  const read = await readEntry(parcel.source, entry, 1_100_000)
  const note = read.ok ? await judgeNote(read.bytes, keys, signatures, false) : null
  if (!note) return { signers: [], fault: 'noNote' }
  const signers = [...note.signers].sort()
  if (note.fault) return { signers, fault: note.fault }
  if (note.text !== manifestText(parcel.manifestBytes)) return { signers, fault: 'otherManifest' }
  return signers.join() === (wanted ?? []).join()
    ? { signers, fault: null }
    : { signers, fault: 'otherSigners' }
}

function logFacts(
  { part }: Evidence,
  parsed: ParsedJsonl,
  events: readonly LogEvent[],
): Omit<VerifyFacts, 'files' | 'anchors' | 'signedBy'> {
  const { log, mode, purpose } = parsed
  const ends = checkpointOf(endsOfLog(events))
  return {
    ...{ log, mode, purpose, part, events: events.length },
    redacted: events.filter(({ header, event }) => header.textHash !== null && event.text === null)
      .length,
    first: events[0]?.header.wall ?? null,
    last: events.at(-1)?.header.wall ?? null,
    devices: judgeRoster(events),
    checkpoint: ends ? checkpointHash(ends) : null,
  }
}

/** Collects what was found, each place once for each check. */
class Findings {
  readonly #faults = new Map<string, VerifyFault>()
  readonly #byLine: ReadonlyMap<number, LogEvent>

  constructor(events: readonly LogEvent[]) {
    this.#byLine = new Map(events.map((event) => [event.line, event]))
  }

  lines(found: readonly Found[]): void {
    for (const { check, line, what, detail = '' } of found) {
      const event = this.#byLine.get(line)
      const known = event && {
        ...{ id: event.id, device: event.header.device, seq: event.header.seq },
        wall: event.header.wall,
      }
      this.#add({ check, what, place: `${logName}:${line}`, detail, event: known ?? null })
    }
  }

  places(check: VerifyCheck, found: readonly PlaceFault[]): void {
    for (const { place, what } of found) {
      const line = place.startsWith(`${logName}:`) ? Number(place.slice(logName.length + 1)) : null
      if (line !== null) this.lines([{ check, line, what }])
      else this.#add({ check, what, place, detail: '', event: null })
    }
  }

  #add(fault: VerifyFault): void {
    const key = `${fault.check} ${fault.place}`
    if (!this.#faults.has(key)) this.#faults.set(key, fault)
  }

  checks(absent: ReadonlySet<VerifyCheck>): Readonly<Record<VerifyCheck, CheckResult>> {
    const failed = new Set([...this.#faults.values()].map(({ check }) => check))
    const result = (check: VerifyCheck): CheckResult =>
      failed.has(check) ? 'fails' : absent.has(check) ? 'absent' : 'holds'
    return Object.fromEntries(verifyChecks.map((check) => [check, result(check)])) as Record<
      VerifyCheck,
      CheckResult
    >
  }

  sorted(): readonly VerifyFault[] {
    const lineOf = (place: string): number => Number(/:(\d+)$/.exec(place)?.[1] ?? 0)
    return [...this.#faults.values()].sort(
      (a, b) =>
        verifyChecks.indexOf(a.check) - verifyChecks.indexOf(b.check) ||
        lineOf(a.place) - lineOf(b.place) ||
        (a.place < b.place ? -1 : 1),
    )
  }
}
