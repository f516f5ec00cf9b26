import { signatures } from './platform/signatures.ts'
import { verifyGiven } from './verify/verify-parts.ts'
import { blobSource } from './zip/zip-source.ts'

/** The dedicated worker that verifies chosen files, however large, while the page goes on recording. */

// The DOM types know a page's postMessage only.
const tell = postMessage as unknown as (answer: unknown) => void

async function answer(files: readonly File[]): Promise<void> {
  try {
    const value = await verifyGiven(
      files.map((file) => ({ file: file.name, source: blobSource(file) })),
      { signatures, told: (done, of) => tell({ share: of > 0 ? done / of : 0 }) },
    )
    tell({ ok: true, value })
  } catch (error) {
    tell({ ok: false, why: error instanceof Error ? error.message : String(error) })
  }
}

addEventListener('message', ({ data }: MessageEvent<readonly File[]>) => void answer(data))
