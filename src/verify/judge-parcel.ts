import { sha256 } from '@noble/hashes/sha2.js'
import { type Hash, toHex } from '../domain/ids.ts'
import type { FaultKind } from '../domain/proof/verification-report.ts'
import { fileName, hashOfName, logName, manifestName } from '../export/handover-form.ts'
import { listFaults } from '../export/open-parcel.ts'
import { readChunks } from '../zip/read-entry.ts'
import type { ZipProblem } from '../zip/zip-problem.ts'
import type { FoundParcel } from './evidence.ts'

export interface PlaceFault {
  readonly place: string
  readonly what: FaultKind
}

/** What the entries of a parcel really hold. */
export interface ParcelBytes {
  /** SHA-256 of each entry, in hex. */
  readonly hashes: ReadonlyMap<string, string>
  /** Entries whose CRC-32 is not theirs. */
  readonly damaged: readonly string[]
}

/** Reads every entry once; a problem where the device does not give its bytes. */
export async function readParcel(
  { source, entries, damaged, manifestBytes }: FoundParcel,
  logHash: string,
  told: (bytes: number) => Promise<void>,
): Promise<ParcelBytes | ZipProblem> {
  const hashes = new Map([[logName, logHash]])
  if (entries.has(manifestName)) hashes.set(manifestName, toHex(sha256(manifestBytes)))
  const spoilt = [...damaged]
  for (const [name, entry] of entries) {
    if (hashes.has(name)) continue
    const hash = sha256.create()
    const damage = await readChunks(source, entry, (chunk) => {
      hash.update(chunk)
      return told(chunk.length)
    })
    if (damage && damage.fault !== 'crc') return damage
    if (damage) spoilt.push(name)
    hashes.set(name, toHex(hash.digest()))
  }
  return { hashes, damaged: spoilt }
}

/** Says which entries are not as the manifest lists them, or not as the ZIP was written. */
export function judgeManifest(
  { manifest, entries }: FoundParcel,
  { hashes, damaged }: ParcelBytes,
): readonly PlaceFault[] {
  const crc = damaged.map((place) => ({ place, what: 'crc' as const }))
  if (!manifest) {
    const what = entries.has(manifestName) ? 'noManifest' : 'missing'
    return [...crc, { place: manifestName, what }]
  }
  const other = manifest.files.filter(({ name, sha256: wanted }) => {
    return entries.has(name) && hashes.get(name) !== wanted
  })
  return [
    ...crc,
    ...listFaults({ manifest, entries }),
    ...other.map(({ name }) => ({ place: name, what: 'hash' as const })),
  ]
}

export interface JudgedFiles {
  /** Files of the record that are here with their own bytes. */
  readonly here: ReadonlySet<Hash>
  /** Entries under a hash that is not that of their bytes. */
  readonly altered: ReadonlySet<Hash>
  /** Those the log says were kept, and that should be here. */
  readonly lost: ReadonlySet<Hash>
  readonly any: boolean
  readonly faults: readonly PlaceFault[]
}

/** Attached files that are here, each by its bytes; those that were kept are expected in an only part. */
export function judgeFiles(
  parcel: FoundParcel | null,
  bytes: ParcelBytes | null,
  named: { readonly files: ReadonlySet<Hash>; readonly kept: ReadonlySet<Hash> },
): JudgedFiles {
  const found = [...(parcel?.entries.keys() ?? [])].flatMap((name) => hashOfName(name) ?? [])
  const altered = found.filter((hash) => bytes?.hashes.get(fileName(hash)) !== hash)
  const strange = found.filter((hash) => !named.files.has(hash))
  const whole = parcel?.manifest?.part.of === 1
  const there = new Set(found)
  const lost = whole ? [...named.kept].filter((hash) => !there.has(hash)) : []
  const faults = [
    ...altered.map((hash) => ({ place: fileName(hash), what: 'altered' as const })),
    ...strange.map((hash) => ({ place: fileName(hash), what: 'unnamed' as const })),
    ...lost.map((hash) => ({ place: fileName(hash), what: 'lost' as const })),
  ]
  return {
    here: new Set(found.filter((hash) => named.files.has(hash) && !altered.includes(hash))),
    altered: new Set(altered),
    lost: new Set(lost),
    any: found.length + named.files.size > 0,
    faults,
  }
}
