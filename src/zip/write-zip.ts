import { utf8 } from '../domain/json.ts'
import { crc32 } from './crc32.ts'
import { centralRecord, type EntryForm, endRecord, length, localRecord } from './zip-form.ts'
import { maxNameBytes, nameBook, nameFault } from './zip-name.ts'

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

export interface ZipFile {
  /** Asked, where it is a question, once all its bytes were read; null leaves the file out. */
  readonly name: string | (() => string | null)
  /** The file's bytes from its beginning. A large file is read twice: once to know its CRC. */
  chunks(): Chunks
}

/** A file that cannot become part of a ZIP. Nothing that was yielded before is a whole ZIP. */
export class ZipWriteError extends Error {
  readonly why: 'tooLarge' | 'tooMany' | 'changed'
  readonly entry: string
  constructor(why: ZipWriteError['why'], entry: string) {
    super(`${why}: ${entry}`)
    this.name = 'ZipWriteError'
    this.why = why
    this.entry = entry
  }
}

/** The format's own limits without ZIP64, which this app neither writes nor reads. */
export const maxZipBytes = 0xfffffffe
export const maxZipEntries = 0xfffe

/** What is kept of one file, so that most are read once. A photo fits, a film does not. */
const kept = 16 * 1024 * 1024

/**
 * Writes a ZIP in parts, in the order given; at no time is more than one file's `kept` bytes in memory.
 * Throws {@link ZipWriteError} where it cannot go on, and whatever a file's chunks throw.
 */
export async function* zipParts(
  files: Iterable<ZipFile> | AsyncIterable<ZipFile>,
  most: number = maxZipBytes,
): AsyncGenerator<Uint8Array, void> {
  const entries: EntryForm[] = []
  const isNew = nameBook()
  let at = 0
  let directory = 0
  for await (const file of files) {
    const spare = most - at - directory - length.end - length.local - length.central
    const measured = await measure(file, spare)
    const name = typeof file.name === 'string' ? file.name : file.name()
    if (name === null) continue
    const nameLength = utf8(name).length
    if (nameFault(name) || nameLength > maxNameBytes || !isNew(name))
      throw new TypeError(`not a name for an entry: ${name}`)
    if (measured.size + 2 * nameLength > spare) throw new ZipWriteError('tooLarge', name)
    if (entries.length >= maxZipEntries) throw new ZipWriteError('tooMany', name)
    const entry = { name, size: measured.size, crc: measured.crc, at }
    entries.push(entry)
    yield localRecord(entry)
    if (measured.chunks) yield* measured.chunks
    else yield* again(file, entry)
    at += length.local + nameLength + entry.size
    directory += length.central + nameLength
  }
  for (const entry of entries) yield centralRecord(entry)
  yield endRecord(entries.length, directory, at)
}

const nameOf = ({ name }: ZipFile): string => (typeof name === 'string' ? name : (name() ?? ''))

interface Measured {
  readonly size: number
  readonly crc: number
  /** The bytes themselves, where they are few enough to keep. */
  readonly chunks: readonly Uint8Array[] | null
}

async function measure(file: ZipFile, most: number): Promise<Measured> {
  let size = 0
  let crc = 0
  let chunks: Uint8Array[] | null = []
  for await (const chunk of file.chunks()) {
    size += chunk.length
    if (size > most) throw new ZipWriteError('tooLarge', nameOf(file))
    crc = crc32(chunk, crc)
    if (size > kept) chunks = null
    // A copy: whoever reads in chunks may use one buffer for all.
    chunks?.push(chunk.slice())
  }
  return { size, crc, chunks }
}

/** The second reading. Storage was seen to give other bytes without an error. */
async function* again(file: ZipFile, entry: EntryForm): AsyncGenerator<Uint8Array, void> {
  let size = 0
  let crc = 0
  for await (const chunk of file.chunks()) {
    size += chunk.length
    if (size > entry.size) break
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (size !== entry.size || crc !== entry.crc) throw new ZipWriteError('changed', entry.name)
}

/** A small ZIP in one piece. */
export async function zipBytes(files: Iterable<ZipFile>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of zipParts(files)) {
    parts.push(part)
    size += part.length
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** A file whose bytes are at hand. */
export const fileOf = (name: string, bytes: Uint8Array): ZipFile => ({
  name,
  chunks: () => [bytes],
})
