import type { BundleAsked } from './bundle-worker.ts'
import bundleWorker from './bundle-worker.ts?worker&url'
import type { Derive, Derived } from './export/derived-files.ts'
import { askWorker, startWorker } from './platform/workers.ts'

/** Makes report, tables and checkpoints of an evidence bundle in a worker, which ends with it. */
export const deriveApart: Derive = (from, language, breathe) => {
  const asked: BundleAsked = { from, language }
  return askWorker<Derived>(() => startWorker(bundleWorker), asked, breathe)
}
