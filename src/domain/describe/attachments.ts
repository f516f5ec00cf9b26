import { shownName, sizeText } from '../chronology/file-name.ts'
import type { Hash } from '../ids.ts'
import type { AttachedFile, Entry } from '../log/entry.ts'
import type { RecordWords } from './describe.ts'

/**
 * The files beside an entry as they are shown: each once. A photo whose bytes found no room at first
 * and were kept at a later try is two events and one photo.
 */
export function filesOf(entry: Entry): readonly AttachedFile[] {
  const shown = new Map<Hash, AttachedFile>()
  for (const file of entry.files) {
    const known = shown.get(file.hash)
    if (!known || (!known.kept && file.kept)) shown.set(file.hash, file)
  }
  return [...shown.values()]
}

/** A file of a log, and the entry it stands beside. */
export interface PlacedFile {
  readonly file: AttachedFile
  readonly entry: Entry
}

/** Every file of a log beside its entry, in the order of the entries. */
export const placedFiles = (entries: readonly Entry[]): readonly PlacedFile[] =>
  entries.flatMap((entry) => filesOf(entry).map((file) => ({ file, entry })))

/** How a log describes the files its entries name. */
export const filesByHash = (entries: readonly Entry[]): ReadonlyMap<Hash, AttachedFile> =>
  new Map(placedFiles(entries).map(({ file }) => [file.hash, file]))

/** A file in words: its name, how large it is, whether its bytes were kept, and their whole hash. */
export const fileLine = (file: AttachedFile, words: RecordWords): string =>
  [
    file.name === null ? words.fileKind[file.kind] : shownName(file.name),
    sizeText(file.size),
    file.kept ? '' : words.fileNotKept,
    `SHA-256 ${file.hash}`,
  ]
    .filter(Boolean)
    .join(' ')
