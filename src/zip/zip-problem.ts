/** Why a ZIP is refused. Each is told to a person in words of its own kind (`ui/text/`). */
export type ZipFault =
  /** Not a ZIP, or its end is missing. */
  | 'truncated'
  /** Bytes before, between or after what the directory names. */
  | 'garbage'
  | 'comment'
  /** ZIP64 or several discs: nothing this app writes is that large. */
  | 'zip64'
  | 'disks'
  | 'tooMany'
  | 'tooLarge'
  | 'compressed'
  | 'encrypted'
  /** Sizes that follow the data: they cannot be known before it is read. */
  | 'descriptor'
  /** Flags, versions, dates or further fields that this app does not write. */
  | 'fields'
  /** A link, a folder, a device: anything but a plain file. */
  | 'notFile'
  | 'absolute'
  | 'drive'
  | 'backslash'
  | 'traversal'
  /** A name that some system cannot keep, or shows as another. */
  | 'name'
  /** Two entries that some system keeps as one, or a file that is also a folder. */
  | 'duplicate'
  | 'overlap'
  /** The header before an entry says something else than the directory. */
  | 'disagree'
  | 'size'
  | 'crc'
  /** The source gave no bytes where it must have some: it changed or cannot be read. */
  | 'unreadable'

export interface ZipProblem {
  readonly fault: ZipFault
  /** The entry it is about; null for the file as a whole. */
  readonly name: string | null
  /** For a developer, in English. */
  readonly detail: string
}

export const zipProblem = (
  fault: ZipFault,
  detail: string,
  name: string | null = null,
): ZipProblem => ({ fault, name, detail })
