import type { VerifyReport } from '../domain/verification-report.ts'
import { signatures } from '../platform/signatures.ts'
import { verifyFile } from '../verify/verify-file.ts'
import type { ZipSource } from '../zip/zip-source.ts'

/** What the page asks of its worker, and what it hears back. */
export interface Asked {
  readonly file: File
  readonly kept: readonly string[]
}

export type Heard =
  | { readonly is: 'going'; readonly share: number }
  | { readonly is: 'done'; readonly report: VerifyReport }
  | { readonly is: 'broken'; readonly detail: string }

/** Reads a slice at a time: a bundle with films is larger than memory. */
const sourceOf = (file: File): ZipSource => ({
  size: file.size,
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
})

/** Verifies a file, telling how far it is. */
export async function work({ file, kept }: Asked, tell: (heard: Heard) => void): Promise<void> {
  try {
    const report = await verifyFile(
      sourceOf(file),
      {
        signatures,
        async told(done, of) {
          tell({ is: 'going', share: of > 0 ? done / of : 0 })
          await new Promise((resume) => setTimeout(resume, 0))
        },
      },
      kept,
    )
    tell({ is: 'done', report })
  } catch (error) {
    // A defect of this page, never a finding about the file.
    tell({ is: 'broken', detail: error instanceof Error ? error.message : String(error) })
  }
}
