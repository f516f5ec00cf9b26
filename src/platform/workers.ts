import { trustedScriptUrl } from './trusted-types.ts'

/** Starts a dedicated worker from a file of this app; offline it comes from the precache. */
export const startWorker = (url: string): Worker =>
  new Worker(trustedScriptUrl(url), { type: 'module' })

export type WorkerAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string }

/** How often somebody who waits for a worker is asked whether it is still wanted. */
const askMs = 100

/**
 * Asks a worker that answers once, and ends it, also early: with what `breathe` throws. Rejects when it
 * cannot be started or says that it failed.
 */
export async function askWorker<T>(
  start: () => Worker,
  asked: unknown,
  breathe: () => Promise<void>,
): Promise<T> {
  const worker = start()
  try {
    let answer: WorkerAnswer<T> | null = null
    const heard = new Promise<void>((resume) => {
      worker.onmessage = ({ data }: MessageEvent<WorkerAnswer<T>>) => {
        answer = data
        resume()
      }
      worker.onerror = ({ message }) => {
        answer = { ok: false, why: message || 'the worker did not start' }
        resume()
      }
    })
    worker.postMessage(asked)
    const told = (): WorkerAnswer<T> | null => answer
    for (let known = told(); ; known = told()) {
      await breathe()
      if (known?.ok) return known.value
      if (known) throw new Error(known.why)
      await Promise.race([heard, new Promise((resume) => setTimeout(resume, askMs))])
    }
  } finally {
    worker.terminate()
  }
}
