import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Public test vectors that are not part of this repository. They lie beside it where they were
 * fetched; elsewhere their tests are skipped, and say so.
 */
export interface Corpus {
  readonly present: boolean
  /** Stands in the title of a test that cannot run. */
  readonly note: string
  names(folder?: string): readonly string[]
  bytes(...parts: string[]): Uint8Array
  text(...parts: string[]): string
}

const root = path.resolve(import.meta.dirname, '../../../shared/corpora')

export function corpus(name: string): Corpus {
  const folder = path.join(root, name)
  const present = existsSync(folder)
  const where = path.join('../shared/corpora', name)
  if (!present) console.warn(`skipped: the vectors of ${where} are not here`)
  return {
    present,
    note: present ? '' : ` (skipped: no ${where})`,
    names: (inside = '.') => (present ? readdirSync(path.join(folder, inside)).sort() : []),
    bytes: (...parts) => new Uint8Array(readFileSync(path.join(folder, ...parts))),
    text: (...parts) => readFileSync(path.join(folder, ...parts), 'utf8'),
  }
}
