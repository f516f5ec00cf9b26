import { join } from 'node:path'
import { ROOT } from './install.mjs'

/** Leaves out of `age-encryption` what only keys need; see `src/age/no-keys.ts`. */
export const ageAlias = {
  find: /^@noble\/(post-quantum\/hybrid|curves\/nist)\.js$/,
  replacement: join(ROOT, 'src/age/no-keys.ts'),
}
