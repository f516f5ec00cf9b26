import type { HandoverPart, KeptFile } from '../domain/exchange/handover.ts'
import type { Hash } from '../domain/ids.ts'
import { maxZipBytes } from '../zip/write-zip.ts'

/** One file of an export, planned. */
export interface PlannedPart extends HandoverPart {
  readonly files: readonly KeptFile[]
  /** About how many bytes it will have; for progress and for the room it needs. */
  readonly bytes: number
}

export interface HandoverPlan {
  readonly parts: readonly PlannedPart[]
  /** Files that no ZIP can hold. They stay on the device, and the person is told. */
  readonly tooLarge: readonly KeptFile[]
}

/** What phones and mail gateways still move in one piece. */
export const partBytes = 500_000_000

/** For each file: two headers with its name, and its line in the manifest. */
const perFile = 2 * (46 + 70) + 180
const perPart = 10_000

/**
 * Divides an export into parts of at most `most` bytes. Every part holds the whole log, so each comes
 * in by itself; a file larger than a part has one of its own.
 */
export function planHandover(
  logBytes: number,
  files: readonly KeptFile[],
  most: number = partBytes,
): HandoverPlan {
  const base = logBytes + perPart
  const unique = new Map<Hash, KeptFile>(files.map((file) => [file.hash, file]))
  const tooLarge: KeptFile[] = []
  const groups: KeptFile[][] = [[]]
  let bytes = [base]
  for (const file of unique.values()) {
    const size = file.size + perFile
    if (base + size > maxZipBytes) {
      tooLarge.push(file)
      continue
    }
    const last = groups.length - 1
    const full = (bytes[last] ?? 0) + size > most && (groups[last]?.length ?? 0) > 0
    if (full) groups.push([])
    bytes = full ? [...bytes, base] : bytes
    groups.at(-1)?.push(file)
    bytes[groups.length - 1] = (bytes.at(-1) ?? 0) + size
  }
  const parts = groups.map((group, i) => ({
    number: i + 1,
    of: groups.length,
    files: group,
    bytes: bytes[i] ?? base,
  }))
  return { parts, tooLarge }
}

/** The end of a part's file name: `zip`, or `part2of3.zip`. */
export const partExtension = ({ number, of }: HandoverPart): string =>
  of === 1 ? 'zip' : `part${number}of${of}.zip`
