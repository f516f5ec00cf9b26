import { sha256 } from '@noble/hashes/sha2.js'
import { type Hash, toHex } from '../domain/ids.ts'
import type { FaultKind } from '../domain/verification-report.ts'
import { fileName, hashOfName, logName } from '../export/handover-form.ts'
import { listFaults, type Parcel } from '../export/open-parcel.ts'
import { readChunks } from '../zip/read-entry.ts'

export interface PlaceFault {
  readonly place: string
  readonly what: FaultKind
}

/** Reads every listed file and says which are not as the manifest lists them. */
export async function judgeManifest(
  parcel: Parcel,
  logHash: string,
  told: (bytes: number) => Promise<void>,
): Promise<readonly PlaceFault[]> {
  const faults: PlaceFault[] = [...listFaults(parcel)]
  for (const { name, sha256: wanted } of parcel.manifest.files) {
    const entry = parcel.entries.get(name)
    if (!entry) continue
    const hash = sha256.create()
    const damage =
      name === logName
        ? null
        : await readChunks(parcel.source, entry, (chunk) => {
            hash.update(chunk)
            return told(chunk.length)
          })
    const found = name === logName ? logHash : toHex(hash.digest())
    if (damage) faults.push({ place: name, what: 'crc' })
    if (found !== wanted) faults.push({ place: name, what: 'hash' })
  }
  return faults
}

/** Attached files that are here; those the log says were kept are expected in the only part. */
export function judgeFiles(
  parcel: Parcel | null,
  named: { readonly files: ReadonlySet<Hash>; readonly kept: ReadonlySet<Hash> },
  whole: boolean,
): { readonly here: ReadonlySet<Hash>; readonly faults: readonly PlaceFault[] } {
  const here = new Set<Hash>()
  for (const name of parcel?.entries.keys() ?? []) {
    const hash = hashOfName(name)
    if (hash) here.add(hash)
  }
  const strange = [...here].filter((hash) => !named.files.has(hash))
  const lost = whole ? [...named.kept].filter((hash) => !here.has(hash)) : []
  const faults = [
    ...strange.map((hash) => ({ place: fileName(hash), what: 'unnamed' as const })),
    ...lost.map((hash) => ({ place: fileName(hash), what: 'lost' as const })),
  ]
  return { here, faults }
}
