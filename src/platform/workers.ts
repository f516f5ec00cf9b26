import { trustedScriptUrl } from './trusted-types.ts'

/** Starts a dedicated worker from a file of this app; offline it comes from the precache. */
export const startWorker = (url: string): Worker =>
  new Worker(trustedScriptUrl(url), { type: 'module' })

/** What a worker answers; before it may tell the share that is done. */
export type WorkerAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string }

/** How often somebody who waits for a worker is asked whether it is still wanted. */
const askMs = 100

/**
 * Asks a worker that answers once, and ends it, also early: with what `breathe` throws. Rejects when it
 * cannot be started or says that it failed; `told` hears the share that is done.
 */
export async function askWorker<T>(
  start: () => Worker,
  asked: unknown,
  breathe: () => Promise<void>,
  told: (share: number) => void = () => undefined,
): Promise<T> {
  const worker = start()
  try {
    let answer: WorkerAnswer<T> | null = null
    const heard = new Promise<void>((resume) => {
      worker.onmessage = ({ data }: MessageEvent<WorkerAnswer<T> | { readonly share: number }>) => {
        if ('share' in data) return told(data.share)
        answer = data
        resume()
      }
      worker.onerror = ({ message }) => {
        answer = { ok: false, why: message || 'the worker did not start' }
        resume()
      }
    })
    worker.postMessage(asked)
    const said = (): WorkerAnswer<T> | null => answer
    for (let known = said(); ; known = said()) {
      await breathe()
      if (known?.ok) return known.value
      if (known) throw new Error(known.why)
      await Promise.race([heard, new Promise((resume) => setTimeout(resume, askMs))])
    }
  } finally {
    worker.terminate()
  }
}
