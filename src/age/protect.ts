import type { LeavingFiles, WrittenPart } from '../domain/exchange/handover.ts'
import { lockedChunks } from './lock.ts'

/** What leaves the device, each part protected by itself with one passphrase. */
export const protectedFiles = (leaving: LeavingFiles, passphrase: string): LeavingFiles => ({
  ...leaving,
  parts: leaving.parts.map((part) => ({
    ...part,
    extension: `${part.extension}.age`,
    chunks: () => lockedChunks<WrittenPart>(part.chunks(), passphrase),
  })),
})
