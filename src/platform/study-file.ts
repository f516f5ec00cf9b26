import type { FileStudy } from '../domain/ports.ts'
import { hashOf } from './digest.ts'
import { takenAt } from './exif.ts'
import { thumbnail } from './thumbnail.ts'

/** What is to be known of a file whose bytes are in memory. */
export async function studyFile(bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<FileStudy> {
  const [hash, thumb] = await Promise.all([
    hashOf(bytes),
    thumbnail(new Blob([bytes], { type: mime })),
  ])
  return { hash, size: bytes.length, thumb, taken: takenAt(bytes) }
}
