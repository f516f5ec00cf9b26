import { trustedScriptUrl } from './trusted-types.ts'

/** Starts a dedicated worker from a file of this app; offline it comes from the precache. */
export const startWorker = (url: string): Worker =>
  new Worker(trustedScriptUrl(url), { type: 'module' })
