import type { LogState } from '../evolve/state.ts'
import type { KeptFile } from '../exchange/handover.ts'
import type { Hash, Instant } from '../ids.ts'
import type { StoredEvent } from '../log/event.ts'
import type { Signer } from '../ports.ts'
import type { ReportWords } from './report-words.ts'

/** Everything an evidence bundle is made of. */
export interface BundleContents {
  readonly state: LogState
  readonly events: readonly StoredEvent[]
  readonly runbook: Uint8Array | null
  /** Attached files that are on this device. */
  readonly files: readonly KeptFile[]
  /** Reduced pictures (JPEG) for the report. */
  readonly pictures: ReadonlyMap<Hash, Uint8Array>
  readonly hospital: string | null
  /** Version of the app. */
  readonly app: string
  readonly exportedAt: Instant
  readonly words: ReportWords
  /** The other language: the report is there in it too, without the pictures. */
  readonly otherWords?: ReportWords
  /** Where the app was served from; null where that is unknown. */
  readonly origin?: string | null
  /** `README.txt`, in both languages. */
  readonly readme: string
  /** The verifier as one page; null where this build has none. */
  readonly verifier: Uint8Array | null
  /** Signs the manifest. */
  readonly signer: Signer
}
