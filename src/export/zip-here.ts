import { type Zippable, zipSync } from 'fflate/browser'

export { strFromU8, strToU8, unzipSync, zipSync } from 'fflate/browser'

/**
 * Stands for `fflate` where the app is built (`vite.config.ts`): its own `zip` starts workers from code
 * it makes up, which our content security policy forbids. A table of 10,000 lines takes a moment here.
 */
export function zip(
  files: Zippable,
  done: (error: Error | null, bytes: Uint8Array | null) => void,
): void {
  done(null, zipSync(files))
}
