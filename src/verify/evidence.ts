import type { HandoverPart, HandoverProblem } from '../domain/handover.ts'
import { kindOfFile } from '../export/file-kind.ts'
import { logName } from '../export/handover-form.ts'
import { problem, zipRefusal } from '../export/handover-problem.ts'
import { partFormat } from '../export/jsonl-form.ts'
import { openParcel, type Parcel } from '../export/open-parcel.ts'
import { maxLogBytes } from '../export/read-handover.ts'
import { readEntry } from '../zip/read-entry.ts'
import { take, type ZipSource } from '../zip/zip-source.ts'

/** What there is to verify: a log's bytes, and the parcel they came in, if any. */
export interface Evidence {
  readonly log: Uint8Array
  readonly part: HandoverPart
  readonly parcel: Parcel | null
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
  const opened = await openParcel(source)
  if (!opened.ok) return refuse(opened.problem)
  const { parcel } = opened
  const entry = parcel.entries.get(logName)
  if (!entry) return refuse(problem('form', logName, 'there is no log'))
  const log = await readEntry(source, entry, maxLogBytes)
  if (!log.ok) return refuse(zipRefusal(log.problem))
  return { ok: true, evidence: { log: log.bytes, part: parcel.manifest.part, parcel } }
}
