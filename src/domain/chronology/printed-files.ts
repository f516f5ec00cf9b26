import { filesOf } from '../describe/attachments.ts'
import type { EventId } from '../ids.ts'
import type { AttachedFile, Entry } from '../log/entry.ts'
import type { PrintedRow } from './printed-log.ts'

/** A file as the paper names it: numbered through, so that a picture is found from its row and back. */
export interface PrintedFile {
  readonly no: number
  readonly file: AttachedFile
  readonly entry: Entry
}

/** Every file, in the order of the rows it belongs to. */
export function printedFiles(rows: readonly PrintedRow[]): readonly PrintedFile[] {
  let no = 0
  return rows.flatMap(({ entry }) =>
    filesOf(entry).map((file) => {
      no++
      return { no, file, entry }
    }),
  )
}

/** The files of each row, by its entry. */
export function filesByEntry(
  files: readonly PrintedFile[],
): ReadonlyMap<EventId, readonly PrintedFile[]> {
  const found = new Map<EventId, PrintedFile[]>()
  for (const file of files) {
    const known = found.get(file.entry.id)
    if (known) known.push(file)
    else found.set(file.entry.id, [file])
  }
  return found
}
