import type { HandoverProblem } from '../domain/exchange/handover.ts'
import { readAsItIs } from '../zip/read-entry.ts'
import { openZip, type ZipEntry } from '../zip/read-zip.ts'
import type { ZipProblem } from '../zip/zip-problem.ts'
import type { ZipSource } from '../zip/zip-source.ts'
import {
  hashOfName,
  type Manifest,
  manifestName,
  manifestSignatureName,
  type ReadManifest,
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
  const opened = await openSpoiltParcel(source)
  if (!opened.ok) return opened
  const { entries, listing } = opened.parcel
  if (!listing)
    return { ok: false, problem: problem('notShodo', manifestName, 'a ZIP without a manifest') }
  if (listing.damage) return { ok: false, problem: zipRefusal(listing.damage) }
  const { read, bytes } = listing
  if (!read.ok) return { ok: false, problem: problem(read.reason, manifestName, read.detail) }
  return { ok: true, parcel: { source, entries, manifest: read.manifest, manifestBytes: bytes } }
}

/** A ZIP whose manifest, if it has one, may be spoilt: for whoever judges what is left. */
export interface SpoiltParcel extends Pick<Parcel, 'source' | 'entries'> {
  readonly listing: {
    readonly bytes: Uint8Array
    readonly damage: ZipProblem | null
    readonly read: ReadManifest
  } | null
}

export async function openSpoiltParcel(
  source: ZipSource,
): Promise<
  | { readonly ok: true; readonly parcel: SpoiltParcel }
  | { readonly ok: false; readonly problem: HandoverProblem }
> {
  const opened = await openZip(source)
  if (!opened.ok) return { ok: false, problem: zipRefusal(opened.problem) }
  const entries = new Map(opened.entries.map((entry) => [entry.name, entry]))
  const entry = entries.get(manifestName)
  if (!entry) return { ok: true, parcel: { source, entries, listing: null } }
  const found = await readAsItIs(source, entry, maxManifestBytes)
  if (!found.ok) return { ok: false, problem: zipRefusal(found.problem) }
  const { bytes, damage } = found
  const listing = { bytes, damage, read: readManifest(bytes) }
  return { ok: true, parcel: { source, entries, listing } }
}

export interface ListFault {
  readonly place: string
  readonly what: 'misnamed' | 'missing' | 'size' | 'unlisted'
}

/** The ZIP holds what the manifest lists, in the sizes it lists, and nothing else. */
export function* listFaults({
  manifest,
  entries,
}: Pick<Parcel, 'manifest' | 'entries'>): Generator<ListFault, void> {
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
