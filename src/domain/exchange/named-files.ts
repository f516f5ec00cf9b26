import { type Hash, isHash } from '../ids.ts'
import { fromUtf8, parseRecord } from '../json.ts'
import type { StoredEvent } from '../log/event.ts'
import { fieldsOf } from '../log/event-line.ts'

export interface NamedFiles {
  readonly files: ReadonlySet<Hash>
  /** Those whose bytes the device that attached them could keep. */
  readonly kept: ReadonlySet<Hash>
}

/**
 * Files that events name. Whatever its type, known here or not, an event names a file by `data.file`
 * and nothing else: so a build of today keeps the files of a later one.
 */
export function namedFiles(events: readonly Pick<StoredEvent, 'data'>[]): NamedFiles {
  const files = new Set<Hash>()
  const kept = new Set<Hash>()
  for (const { data } of events) {
    // Most events name none, and reading them all costs as much as verifying them.
    if (!fromUtf8(data)?.includes('"file":"')) continue
    const parsed = parseRecord(data)
    const fields = parsed.ok ? fieldsOf(parsed.value) : null
    const file = fields?.['file']
    if (typeof file !== 'string' || !isHash(file)) continue
    files.add(file)
    if (fields?.['kept'] === true) kept.add(file)
  }
  return { files, kept }
}
