import { lockOf } from '../age/lock-of.ts'
import { unlock } from '../age/unlock.ts'
import type { LockFault } from '../domain/exchange/protection.ts'
import type { PartsReport } from '../domain/proof/parts-report.ts'
import type { VerifyReport } from '../domain/proof/verification-report.ts'
import { signatures } from '../platform/signatures.ts'
import { type GivenPart, verifyGiven } from '../verify/verify-parts.ts'
import { blobSource } from '../zip/zip-source.ts'

/** What the page asks of its worker, and what it hears back. */
export interface Asked {
  /** One, or the parts of one export. */
  readonly files: readonly File[]
  readonly kept: readonly string[]
  /** What was typed for a file that is protected; null before anything was. */
  readonly passphrase: string | null
}

export type Heard =
  | { readonly is: 'going' | 'opening'; readonly share: number }
  /** A passphrase is wanted; `why` not the one that was given, or none opens it. */
  | { readonly is: 'locked'; readonly why: LockFault | null }
  | { readonly is: 'done'; readonly report: VerifyReport | PartsReport }
  | { readonly is: 'broken'; readonly detail: string }

/** Verifies files, telling how far it is. One passphrase is for all of them. */
export async function work(
  { files, kept, passphrase }: Asked,
  tell: (heard: Heard) => void,
): Promise<void> {
  const breath = (): Promise<void> => new Promise((resume) => setTimeout(resume, 0))
  try {
    const parts: GivenPart[] = []
    for (const file of files) {
      const given = await openedFile(file, passphrase, async (share) => {
        tell({ is: 'opening', share })
        await breath()
      })
      if (!(given instanceof Blob)) return tell({ is: 'locked', why: given.why })
      parts.push({ file: file.name, source: blobSource(given) })
    }
    const world = {
      signatures,
      async told(done: number, of: number) {
        tell({ is: 'going', share: of > 0 ? done / of : 0 })
        await breath()
      },
    }
    tell({ is: 'done', report: await verifyGiven(parts, world, kept) })
  } catch (error) {
    // A defect of this page, never a finding about the file.
    tell({ is: 'broken', detail: error instanceof Error ? error.message : String(error) })
  }
}

/** The file, or what is inside where a passphrase protects it. */
async function openedFile(
  file: File,
  passphrase: string | null,
  told: (share: number) => Promise<void>,
): Promise<Blob | { readonly why: LockFault | null }> {
  const source = blobSource(file)
  const lock = await lockOf(source)
  if (lock === 'open') return file
  if (lock !== 'locked') return { why: lock }
  if (passphrase === null) return { why: null }
  await told(0)
  const opened = await unlock(source, passphrase, (done, of) => told(done / of))
  return opened.ok ? opened.content : opened
}
