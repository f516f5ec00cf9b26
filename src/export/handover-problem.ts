import type {
  HandoverProblem,
  HandoverReason,
  OpenedHandover,
} from '../domain/exchange/handover.ts'
import type { ZipFault, ZipProblem } from '../zip/zip-problem.ts'
import { logName } from './handover-form.ts'
import type { ListFault } from './open-parcel.ts'
import type { JsonlFault, JsonlProblem } from './parse-jsonl.ts'

/** What readers of ZIPs and logs find, in the reasons that a person is told. */

export const problem = (
  reason: HandoverReason,
  place: string | null,
  detail: string,
): HandoverProblem => ({ reason, place, detail })

/** A file with a million bad lines needs no million reasons. */
export const refused = (...problems: readonly HandoverProblem[]): OpenedHandover => ({
  ok: false,
  problems: problems.slice(0, 100),
})

const ofZip: Readonly<Record<ZipFault, HandoverReason>> = {
  truncated: 'cut',
  garbage: 'changed',
  comment: 'form',
  zip64: 'form',
  disks: 'form',
  tooMany: 'tooLarge',
  tooLarge: 'tooLarge',
  compressed: 'packed',
  encrypted: 'packed',
  descriptor: 'packed',
  fields: 'packed',
  notFile: 'unsafe',
  absolute: 'unsafe',
  drive: 'unsafe',
  backslash: 'unsafe',
  traversal: 'unsafe',
  name: 'unsafe',
  duplicate: 'unsafe',
  overlap: 'unsafe',
  disagree: 'changed',
  size: 'changed',
  crc: 'changed',
  unreadable: 'unreadable',
}

export const zipRefusal = ({ fault, name, detail }: ZipProblem): HandoverProblem =>
  problem(ofZip[fault], name, `${fault}: ${detail}`)

const ofJsonl: Readonly<Record<JsonlFault, HandoverReason>> = {
  changed: 'changed',
  noTrailer: 'cut',
  trailer: 'changed',
  notCanonical: 'changed',
  form: 'form',
  event: 'event',
  stranger: 'mixed',
  order: 'form',
  twice: 'form',
  act: 'form',
  runbook: 'runbook',
}

export const jsonlProblem = ({ line, fault, detail }: JsonlProblem): HandoverProblem =>
  problem(ofJsonl[fault], `${logName}:${line}`, `${fault}: ${detail}`)

export const listProblem = ({ place, what }: ListFault): HandoverProblem =>
  problem(what === 'misnamed' ? 'form' : 'changed', place, what)
