import type { HandoverProblem } from '../domain/exchange/handover.ts'
import { take, type ZipSource } from '../zip/zip-source.ts'
import { problem } from './handover-problem.ts'
import { jsonlFormat, partFormat } from './jsonl-form.ts'

export type FileKind =
  /** `part`: what a series of QR codes brought, for a reader that has the runbook. */
  | { readonly kind: 'parcel' | 'log' | 'part' }
  | { readonly kind: 'other'; readonly problem: HandoverProblem }

/** Enough for the name of a format at the beginning of a log; also of one that was touched. */
const headBytes = 64

/** What a file is, by its first bytes. */
export async function kindOfFile(source: ZipSource): Promise<FileKind> {
  const other = (found: HandoverProblem): FileKind => ({ kind: 'other', problem: found })
  const head = await take(source, 0, Math.min(source.size, headBytes))
  if (!head.ok) return other(problem('unreadable', null, head.problem.detail))
  if (source.size === 0) return other(problem('cut', null, 'the file is empty'))
  const start = String.fromCharCode(...head.bytes)
  if (start.startsWith('PK')) return { kind: 'parcel' }
  if (start.startsWith('age-encryption.org/')) return other(problem('locked', null, 'age'))
  const [, format] = /"format"[ \t\r\n]*:[ \t\r\n]*"(shodo\/[^"]*)"/.exec(start) ?? []
  if (format === jsonlFormat) return { kind: 'log' }
  if (format === partFormat) return { kind: 'part' }
  const reason = /^shodo\/(log|part)\//.test(format ?? '') ? 'newer' : 'notShodo'
  return other(problem(reason, null, format ?? 'neither ZIP nor log'))
}
