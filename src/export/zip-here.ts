import { type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate/browser'

export { strFromU8, strToU8, zipSync } from 'fflate/browser'

/**
 * Stands for `fflate` where the app is built (`vite.config.ts`): its own `zip` and
 * `unzip` start workers from code they make up, which our content security policy forbids. A table of
 * 10,000 lines takes a moment here.
 */
export function zip(
  files: Zippable,
  done: (error: Error | null, bytes: Uint8Array | null) => void,
): void {
  done(null, zipSync(files))
}

/** What `tables/workbook.ts` gives to be unpacked is stored and bounded. */
export function unzip(
  bytes: Uint8Array,
  done: (error: Error | null, files: Unzipped | null) => void,
): void {
  let files: Unzipped
  try {
    files = unzipSync(bytes)
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)), null)
    return
  }
  done(null, files)
}
