import type { KeptFile, LeavingFiles, LeavingLog } from '../domain/exchange/handover.ts'
import { partExtension, planHandover } from './plan-handover.ts'
import { handoverParts } from './write-handover.ts'

/** Divides a record with its photos into ZIPs, each of which comes in by itself; none is written yet. */
export function leavingFiles(
  leaving: LeavingLog & Pick<LeavingFiles, 'events'>,
  files: readonly KeptFile[],
  most?: number,
): LeavingFiles {
  const { parts, tooLarge } = planHandover(leaving.jsonl.length, files, most)
  return {
    ...{ events: leaving.events, tooLarge },
    parts: parts.map((part) => ({
      ...part,
      extension: partExtension(part),
      chunks: () => handoverParts(leaving, part),
    })),
  }
}
