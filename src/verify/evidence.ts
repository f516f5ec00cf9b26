import type { HandoverPart, HandoverProblem } from '../domain/exchange/handover.ts'
import { kindOfFile } from '../export/file-kind.ts'
import { logName, type Manifest, manifestName } from '../export/handover-form.ts'
import { problem, zipRefusal } from '../export/handover-problem.ts'
import { partFormat } from '../export/jsonl-form.ts'
import { openSpoiltParcel, type SpoiltParcel } from '../export/open-parcel.ts'
import { maxLogBytes } from '../export/read-handover.ts'
import { readAsItIs } from '../zip/read-entry.ts'
import type { ZipEntry } from '../zip/read-zip.ts'
import { take, type ZipSource } from '../zip/zip-source.ts'

/** The ZIP that a log came in, as it is. */
export interface FoundParcel {
  readonly source: ZipSource
  readonly entries: ReadonlyMap<string, ZipEntry>
  /** Null where there is none, or none of its form: then nothing is known of what should be here. */
  readonly manifest: Manifest | null
  readonly manifestBytes: Uint8Array
  /** Of the entries read so far, those whose CRC-32 is not theirs. */
  readonly damaged: readonly string[]
}

/** What there is to verify: a log's bytes, and the parcel they came in, if any. */
export interface Evidence {
  readonly log: Uint8Array
  readonly part: HandoverPart
  readonly parcel: FoundParcel | null
}

export type OpenedEvidence =
  | { readonly ok: true; readonly evidence: Evidence }
  | { readonly ok: false; readonly problem: HandoverProblem }

const refuse = (found: HandoverProblem): OpenedEvidence => ({ ok: false, problem: found })

/** Takes a file apart as far as it can be read at all. What is wrong in it is judged, not refused. */
export async function openEvidence(source: ZipSource): Promise<OpenedEvidence> {
  const kind = await kindOfFile(source)
  if (kind.kind === 'other') return refuse(kind.problem)
  if (kind.kind === 'parcel') return parcelled(source)
  if (kind.kind === 'part') return refuse(problem('notShodo', null, partFormat))
  if (source.size > maxLogBytes) return refuse(problem('tooLarge', null, `${source.size} bytes`))
  const all = await take(source, 0, source.size)
  if (!all.ok) return refuse(problem('unreadable', null, all.problem.detail))
  return { ok: true, evidence: { log: all.bytes, part: { number: 1, of: 1 }, parcel: null } }
}

async function parcelled(source: ZipSource): Promise<OpenedEvidence> {
  const opened = await openSpoiltParcel(source)
  if (!opened.ok) return refuse(opened.problem)
  const { entries, listing } = opened.parcel
  const entry = entries.get(logName)
  if (!entry) return refuse(withoutLog(opened.parcel))
  // Of a later version nothing can be said; of one that was damaged, what is left.
  if (listing && !listing.damage && !listing.read.ok && listing.read.reason === 'newer')
    return refuse(problem('newer', manifestName, listing.read.detail))
  const log = await readAsItIs(source, entry, maxLogBytes)
  if (!log.ok) return refuse(zipRefusal(log.problem))
  const manifest = listing?.read.ok ? listing.read.manifest : null
  const damaged = [...(log.damage ? [logName] : []), ...(listing?.damage ? [manifestName] : [])]
  const parcel = { source, entries, manifest, manifestBytes: listing?.bytes ?? noBytes, damaged }
  const part = manifest?.part ?? { number: 1, of: 1 }
  return { ok: true, evidence: { log: log.bytes, part, parcel } }
}

const noBytes = new Uint8Array()

/** A ZIP of something else, or one of ours that lost what it is about. */
const withoutLog = ({ listing }: SpoiltParcel): HandoverProblem =>
  listing
    ? problem('form', logName, 'there is no log')
    : problem('notShodo', manifestName, 'a ZIP without a manifest')
