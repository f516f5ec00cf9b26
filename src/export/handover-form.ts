import type { HandoverPart } from '../domain/exchange/handover.ts'
import { type DeviceId, type Hash, isDeviceId, isHash, isLogId, type LogId } from '../domain/ids.ts'
import { type Json, parseRecord, recordBytes } from '../domain/json.ts'
import { hashHex, type Mode, type Purpose } from '../domain/log/event.ts'

/** What the writer and the reader of a hand-over file agree on: `shodo/handover/v1` of `src/FORMAT.md`. */

export const handoverFormat = 'shodo/handover/v1'
export const manifestName = 'manifest.json'
/** Signatures over the manifest, which cannot be listed in it. */
export const manifestSignatureName = 'manifest.sig'
export const logName = 'log.jsonl'

export const fileName = (hash: string): string => `files/${hash}`
/** Bytes that are no longer those the record names: kept beside, and taken for nothing. */
export const damagedName = (hash: string): string => `damaged/${hash}`

/** A checkpoint as a signed note, under the hash of its text. */
export const checkpointName = (hash: string): string => `checkpoints/${hash}.txt`

/** The hash that the name of an attached file says, or null. */
export function hashOfName(name: string): Hash | null {
  const hash = name.startsWith('files/') ? name.slice(6) : ''
  return isHash(hash) ? hash : null
}

export interface ManifestFile {
  readonly name: string
  readonly sha256: Hash
  readonly size: number
}

export interface Manifest {
  readonly log: LogId
  readonly mode: Mode
  readonly purpose: Purpose
  readonly part: HandoverPart
  /** Everything in the ZIP but the manifest and its signatures, sorted by name. */
  readonly files: readonly ManifestFile[]
  /** Devices that signed it; their signatures must be there. Absent in a plain hand-over. */
  readonly signedBy?: readonly DeviceId[]
}

export type ReadManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly reason: 'form' | 'newer'; readonly detail: string }

export const manifestBytes = (manifest: Manifest): Uint8Array =>
  recordBytes({ format: handoverFormat, ...manifest } as unknown as Json)

/** The text that a device signs for a manifest. */
export const manifestText = (manifest: Uint8Array): string =>
  `shodo/manifest/v1\n${hashHex(manifest)}\n`

/** Keys it does not know are left alone: a later version may say more. */
export function readManifest(bytes: Uint8Array): ReadManifest {
  const form = (detail: string): ReadManifest => ({ ok: false, reason: 'form', detail })
  const parsed = parseRecord(bytes)
  if (!parsed.ok) return form(parsed.reason)
  const value = fieldsOf(parsed.value)
  if (!value) return form('not an object')
  const { format, log, mode, purpose, part, files } = value
  if (format !== handoverFormat) {
    const newer = typeof format === 'string' && format.startsWith('shodo/')
    return { ok: false, reason: newer ? 'newer' : 'form', detail: `format ${String(format)}` }
  }
  if (typeof log !== 'string' || !isLogId(log)) return form('the log has no id')
  if (mode !== 'live' && mode !== 'drill') return form('neither live nor drill')
  if (purpose !== 'incident' && purpose !== 'readiness' && purpose !== 'ledger')
    return form('unknown purpose')
  const readPart = partOf(part)
  if (!readPart) return form('not a part of anything')
  const listed = listOf(files)
  if (!listed) return form('the list of files is not of its form')
  const manifest = { log, mode, purpose, part: readPart, files: listed } as const
  const { signedBy } = value
  if (signedBy === undefined) return { ok: true, manifest }
  const signers = Array.isArray(signedBy) ? (signedBy as readonly Json[]) : []
  const ids = signers.filter((id) => typeof id === 'string').filter(isDeviceId)
  const ordered = ids.every((id, i) => i === 0 || (ids[i - 1] ?? '') < id)
  return ids.length > 0 && ids.length === signers.length && ordered
    ? { ok: true, manifest: { ...manifest, signedBy: ids } }
    : form('the list of signers is not of its form')
}

type Fields = { readonly [key: string]: Json }

const fieldsOf = (value: Json | undefined): Fields | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null

const isCount = (value: Json | undefined, least: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least

function partOf(value: Json | undefined): HandoverPart | null {
  const { number, of } = fieldsOf(value) ?? {}
  return isCount(number, 1) && isCount(of, 1) && number <= of ? { number, of } : null
}

/** Sorted by name in UTF-16 code units, none twice. */
function listOf(value: Json | undefined): readonly ManifestFile[] | null {
  if (!Array.isArray(value)) return null
  const files: ManifestFile[] = []
  let before = ''
  for (const item of value as readonly Json[]) {
    const { name, sha256, size } = fieldsOf(item) ?? {}
    if (typeof name !== 'string' || name <= before) return null
    if (typeof sha256 !== 'string' || !isHash(sha256) || !isCount(size, 0)) return null
    files.push({ name, sha256, size })
    before = name
  }
  return files
}
