import { namedFiles } from '../domain/exchange/named-files.ts'
import { type DeviceId, toHex } from '../domain/ids.ts'
import { hashHex } from '../domain/log/event.ts'
import type { Signatures } from '../domain/ports.ts'
import { checkpointHash, checkpointOf } from '../domain/proof/checkpoint.ts'
import { judgeChains, judgeRunbook, keysOf, type LogEvent } from '../domain/proof/judge-log.ts'
import { judgeRoster } from '../domain/proof/judge-roster.ts'
import { endsOfLog } from '../domain/proof/known-at.ts'
import type {
  FaultKind,
  VerifyCheck,
  VerifyFacts,
  VerifyReport,
} from '../domain/proof/verification-report.ts'
import {
  type Manifest,
  manifestName,
  manifestSignatureName,
  manifestText,
} from '../export/handover-form.ts'
import { zipRefusal } from '../export/handover-problem.ts'
import { type ParsedJsonl, parseJsonl } from '../export/parse-jsonl.ts'
import { readEntry } from '../zip/read-entry.ts'
import type { ZipSource } from '../zip/zip-source.ts'
import { type Evidence, type FoundParcel, openEvidence } from './evidence.ts'
import { Findings } from './findings.ts'
import { answerKept, judgeCheckpoints } from './judge-checkpoints.ts'
import { eventsOf, judgeLines, judgeSignatures } from './judge-events.ts'
import { judgeNote } from './judge-note.ts'
import { judgeFiles, judgeManifest, readParcel } from './judge-parcel.ts'

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
  const { parcel, log } = evidence
  const { signatures } = world
  const parsed = parseJsonl(log, { unsealed: true })
  const events = eventsOf(parsed)
  const told = telling(world, source.size + events.length * eventWeight)
  const findings = new Findings(events)

  const digest = async (bytes: Uint8Array): Promise<string> =>
    world.digest ? toHex(await world.digest(bytes)) : hashHex(bytes)
  const bytes = parcel && (await readParcel(parcel, await digest(log), told))
  if (bytes && 'fault' in bytes)
    return { format, verdict: 'unreadable', refused: zipRefusal(bytes) }
  if (parcel && bytes) findings.places('manifest', judgeManifest(parcel, bytes))
  findings.lines(judgeLines(parsed))
  const { seal } = parsed
  if (seal && (await digest(log.subarray(0, seal.from))) !== seal.hash)
    findings.lines([{ check: 'log', line: seal.line, what: 'changed' }])
  if (parcel?.manifest && !isAbout(parcel.manifest, parsed))
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
  const files = judgeFiles(parcel, bytes, named)
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
  if (!files.any) absent.add('files')
  if (checkpoints.anchors.length === 0) absent.add('checkpoints')
  const known = new Set([...files.here, ...files.altered, ...files.lost])
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
        altered: files.altered.size,
        lost: files.lost.size,
        elsewhere: [...named.kept].filter((hash) => !known.has(hash)).length,
        notKept: [...named.files].filter((h) => !named.kept.has(h) && !known.has(h)).length,
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

const isAbout = (manifest: Manifest, parsed: ParsedJsonl): boolean =>
  manifest.log === parsed.log &&
  manifest.mode === parsed.mode &&
  manifest.purpose === parsed.purpose

async function judgeManifestSignature(
  parcel: FoundParcel | null,
  keys: ReadonlyMap<DeviceId, Uint8Array>,
  signatures: Signatures,
): Promise<{ readonly signers: readonly DeviceId[]; readonly fault: FaultKind | null } | null> {
  const wanted = parcel?.manifest?.signedBy
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
