import type { PartsReport } from './domain/proof/parts-report.ts'
import type { VerifyReport } from './domain/proof/verification-report.ts'
import { signatures } from './platform/signatures.ts'
import { askWorker, startWorker } from './platform/workers.ts'
import { verifyGiven } from './verify/verify-parts.ts'
import verifyWorker from './verify-worker.ts?worker&url'
import { blobSource } from './zip/zip-source.ts'

/** Verifies chosen files in a worker; here, with a breath between two parts, where there is none. */
export async function verifyApart(
  files: readonly File[],
  told: (share: number) => void,
  breathe: () => Promise<void>,
): Promise<VerifyReport | PartsReport> {
  const start = (): Worker => startWorker(verifyWorker)
  try {
    return await askWorker(start, files, async () => undefined, told)
  } catch {
    return verifyGiven(
      files.map((file) => ({ file: file.name, source: blobSource(file) })),
      {
        signatures,
        async told(done, of) {
          told(of > 0 ? done / of : 0)
          await breathe()
        },
      },
    )
  }
}
