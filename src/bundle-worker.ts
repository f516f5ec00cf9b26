import { type Derived, type DerivedFrom, derivedFromLog } from './export/derived-files.ts'
import type { WorkerAnswer } from './platform/workers.ts'
import { bundleWords } from './ui/text/report.ts'

/**
 * The dedicated worker that makes report, tables and checkpoints of an evidence bundle: of ten thousand
 * entries they take seconds, in which the page goes on recording. Like `main.tsx` it brings rooms
 * together: the files and their words.
 */

/** What the page asks of this worker, once. */
export interface BundleAsked {
  readonly from: DerivedFrom
  readonly language: 'ja' | 'en'
}

// The DOM types know a page's postMessage only.
const tell = (answer: WorkerAnswer<Derived>): void =>
  (postMessage as unknown as (answer: WorkerAnswer<Derived>) => void)(answer)

async function answer({ from, language }: BundleAsked): Promise<void> {
  try {
    tell({ ok: true, value: await derivedFromLog(from, bundleWords(language)) })
  } catch (error) {
    tell({ ok: false, why: error instanceof Error ? error.message : String(error) })
  }
}

addEventListener('message', ({ data }: MessageEvent<BundleAsked>) => void answer(data))
