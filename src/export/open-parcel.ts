import type { HandoverProblem } from '../domain/handover.ts'
import { readEntry } from '../zip/read-entry.ts'
import { openZip, type ZipEntry } from '../zip/read-zip.ts'
import type { ZipSource } from '../zip/zip-source.ts'
import {
  hashOfName,
  type Manifest,
  manifestName,
  manifestSignatureName,
  readManifest,
} from './handover-form.ts'
import { problem, zipRefusal } from './handover-problem.ts'

/** A ZIP with a manifest, opened: nothing but the manifest was read of its contents. */
export interface Parcel {
  readonly source: ZipSource
  readonly entries: ReadonlyMap<string, ZipEntry>
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
}

export type OpenedParcel =
  | { readonly ok: true; readonly parcel: Parcel }
  | { readonly ok: false; readonly problem: HandoverProblem }

const maxManifestBytes = 10_000_000

export async function openParcel(source: ZipSource): Promise<OpenedParcel> {
  const opened = await openZip(source)
  if (!opened.ok) return { ok: false, problem: zipRefusal(opened.problem) }
  const entries = new Map(opened.entries.map((entry) => [entry.name, entry]))
  const listing = entries.get(manifestName)
  if (!listing)
    return { ok: false, problem: problem('notShodo', manifestName, 'a ZIP without a manifest') }
  const bytes = await readEntry(source, listing, maxManifestBytes)
  if (!bytes.ok) return { ok: false, problem: zipRefusal(bytes.problem) }
  const read = readManifest(bytes.bytes)
  if (!read.ok) return { ok: false, problem: problem(read.reason, manifestName, read.detail) }
  const { manifest } = read
  return { ok: true, parcel: { source, entries, manifest, manifestBytes: bytes.bytes } }
}

export interface ListFault {
  readonly place: string
  readonly what: 'misnamed' | 'missing' | 'size' | 'unlisted'
}

/** The ZIP holds what the manifest lists, in the sizes it lists, and nothing else. */
export function* listFaults({ manifest, entries }: Parcel): Generator<ListFault, void> {
  const listed = new Set([manifestName, manifestSignatureName])
  for (const { name, sha256, size } of manifest.files) {
    const entry = entries.get(name)
    const own = !name.startsWith('files/') || hashOfName(name) === sha256
    // Neither may the manifest list itself.
    if (listed.has(name) || !own) yield { place: name, what: 'misnamed' }
    listed.add(name)
    if (!entry) yield { place: name, what: 'missing' }
    else if (entry.size !== size) yield { place: name, what: 'size' }
  }
  for (const name of entries.keys()) if (!listed.has(name)) yield { place: name, what: 'unlisted' }
}
