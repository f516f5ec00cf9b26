import { fromUtf8, sameBytes, utf8 } from '../domain/json.ts'
import {
  centralRecord,
  type EntryForm,
  length,
  localRecord,
  signature,
  utf8Flag,
} from './zip-form.ts'
import { maxNameBytes, nameBook, nameFault } from './zip-name.ts'
import { type ZipFault, type ZipProblem, zipProblem } from './zip-problem.ts'
import { take, windowed, type ZipSource } from './zip-source.ts'

export interface ZipEntry extends EntryForm {
  /** Where its bytes begin in the file. */
  readonly from: number
}

export type OpenedZip =
  | { readonly ok: true; readonly entries: readonly ZipEntry[] }
  | { readonly ok: false; readonly problem: ZipProblem }

export interface ZipLimits {
  readonly entries: number
  /** Of the whole file. Nothing is compressed, so its contents are no larger. */
  readonly bytes: number
  /**
   * Whether every byte outside the contents must be the one this app writes. Without it, stored
   * files of other programs are read too, as far as they are plain.
   */
  readonly exact: boolean
}

export const zipLimits: ZipLimits = { entries: 20_000, bytes: 0xfffffffe, exact: true }

/**
 * Reads what a ZIP holds, strictly: the directory at the end, then every header before the data.
 * What lenient readers let pass (other names in the two headers, gaps, lies about sizes) is where
 * two readers see two records, so all of it is refused. The contents are checked when they are read.
 */
export async function openZip(
  source: ZipSource,
  limits: Partial<ZipLimits> = {},
): Promise<OpenedZip> {
  const { entries: maxEntries, bytes: maxBytes, exact } = { ...zipLimits, ...limits }
  try {
    if (source.size > Math.min(maxBytes, zipLimits.bytes))
      throw new Refusal('tooLarge', `${source.size} bytes`)
    const end = await readEnd(source, maxEntries)
    const directory = await taken(source, end.at, end.at + end.size)
    const entries = readDirectory(directory, end, exact)
    const headers = windowed(source, 64 * 1024)
    for (const entry of entries) await checkLocal(headers, entry, exact)
    return { ok: true, entries: entries.map(({ shared: _, ...entry }) => entry) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem }
    throw error
  }
}

/** Ends the reading from any depth; never leaves this file. */
class Refusal extends Error {
  readonly problem: ZipProblem
  constructor(fault: ZipFault, detail: string, name: string | null = null) {
    super(detail)
    this.problem = zipProblem(fault, detail, name)
  }
}

async function taken(source: ZipSource, from: number, to: number): Promise<Uint8Array> {
  const got = await take(source, from, to)
  if (got.ok) return got.bytes
  throw new Refusal(got.problem.fault, got.problem.detail)
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

interface End {
  readonly entries: number
  readonly size: number
  readonly at: number
}

async function readEnd(source: ZipSource, maxEntries: number): Promise<End> {
  const { size } = source
  if (size < length.end) throw new Refusal('truncated', 'too short for a ZIP')
  const view = viewOf(await taken(source, size - length.end, size))
  if (view.getUint32(0, true) !== signature.end || view.getUint16(20, true) !== 0)
    throw await misplacedEnd(source)
  const entries = view.getUint16(10, true)
  const end = { entries, size: view.getUint32(12, true), at: view.getUint32(16, true) }
  if (entries === 0xffff || end.size === 0xffffffff || end.at === 0xffffffff)
    throw new Refusal('zip64', 'ZIP64')
  if (view.getUint16(4, true) !== 0 || view.getUint16(6, true) !== 0)
    throw new Refusal('disks', 'several discs')
  if (view.getUint16(8, true) !== entries) throw new Refusal('disks', 'two counts of entries')
  if (entries > maxEntries) throw new Refusal('tooMany', `${entries} entries`)
  if (end.size > entries * (length.central + maxNameBytes))
    throw new Refusal('size', 'a directory larger than its entries')
  if (end.at + end.size > size - length.end)
    throw new Refusal('truncated', 'the directory lies beyond the end')
  if (end.at + end.size < size - length.end)
    throw new Refusal('garbage', 'bytes between the directory and its end')
  return end
}

/** The end is not where it must be: cut off, or with something behind it? */
async function misplacedEnd(source: ZipSource): Promise<Refusal> {
  const from = Math.max(0, source.size - length.end - 0xffff)
  const tail = await taken(source, from, source.size)
  const view = viewOf(tail)
  for (let at = tail.length - length.end; at >= 0; at--) {
    if (view.getUint32(at, true) !== signature.end) continue
    const comment = view.getUint16(at + 20, true)
    return comment > 0 && at + length.end + comment === tail.length
      ? new Refusal('comment', 'a comment at the end')
      : new Refusal('garbage', 'bytes after the end')
  }
  return new Refusal('truncated', 'no end of a directory')
}

function readDirectory(bytes: Uint8Array, end: End, exact: boolean): readonly Listed[] {
  const entries: Listed[] = []
  const isNew = nameBook()
  let at = 0
  let next = 0
  for (let i = 0; i < end.entries; i++) {
    const entry = readCentral(bytes.subarray(at), exact)
    const { name } = entry
    at += length.central + entry.from - entry.at - length.local
    if (entry.at !== next)
      throw new Refusal(entry.at < next ? 'overlap' : 'garbage', `begins at ${entry.at}`, name)
    next = entry.from + entry.size
    if (next > end.at) throw new Refusal('overlap', 'reaches into the directory', name)
    if (!isNew(name)) throw new Refusal('duplicate', 'a second file of this name', name)
    entries.push(entry)
  }
  if (at !== bytes.length)
    throw new Refusal('garbage', 'bytes after the last entry of the directory')
  if (next !== end.at) throw new Refusal('garbage', 'bytes before the directory')
  return entries
}

/** An entry with the 24 bytes that the header before its data must repeat. */
interface Listed extends ZipEntry {
  readonly shared: Uint8Array
}

function readCentral(bytes: Uint8Array, exact: boolean): Listed {
  if (bytes.length < length.central) throw new Refusal('truncated', 'the directory is cut')
  const view = viewOf(bytes)
  if (view.getUint32(0, true) !== signature.central)
    throw new Refusal('truncated', 'not an entry of a directory')
  const nameLength = view.getUint16(28, true)
  const recordLength = length.central + nameLength
  if (recordLength > bytes.length) throw new Refusal('truncated', 'the directory is cut')
  const flags = view.getUint16(8, true)
  const name = readName(bytes.subarray(length.central, recordLength), flags)
  const refuse = (fault: ZipFault, detail: string): never => {
    throw new Refusal(fault, detail, name)
  }
  const [size, unpacked, at] = [20, 24, 42].map((field) => view.getUint32(field, true)) as [
    number,
    number,
    number,
  ]
  if (flags & 0x2041) refuse('encrypted', 'encrypted')
  if (flags & 0x0008) refuse('descriptor', 'sizes after the data')
  if (flags & ~utf8Flag) refuse('fields', `flags ${flags.toString(16)}`)
  if (view.getUint16(10, true) !== 0) refuse('compressed', `method ${view.getUint16(10, true)}`)
  if ([size, unpacked, at].includes(0xffffffff) || (view.getUint16(6, true) & 0xff) >= 45)
    refuse('zip64', 'ZIP64')
  if (view.getUint16(30, true) !== 0) refuse('fields', 'further fields')
  if (view.getUint16(32, true) !== 0) refuse('comment', 'a comment')
  if (view.getUint16(34, true) !== 0) refuse('disks', 'on another disc')
  if (size !== unpacked) refuse('size', `${size} bytes packed, ${unpacked} unpacked`)
  if (!isPlainFile(view.getUint8(5), view.getUint32(38, true)))
    refuse('notFile', 'not a plain file')
  const fault = nameFault(name)
  if (fault) refuse(fault, 'not a name for an entry')
  const entry = { name, size, crc: view.getUint32(16, true), at }
  if (exact && !sameBytes(centralRecord(entry), bytes.subarray(0, recordLength)))
    refuse('fields', 'not as this app writes it')
  return { ...entry, from: at + length.local + nameLength, shared: bytes.subarray(6, 30) }
}

function readName(bytes: Uint8Array, flags: number): string {
  if (bytes.length > maxNameBytes) throw new Refusal('name', 'a name too long')
  const name = fromUtf8(bytes)
  if (name === null) throw new Refusal('name', 'a name that is not UTF-8')
  // Without the flag other readers take another alphabet and see another name.
  if (!(flags & utf8Flag) && bytes.some((byte) => byte > 0x7e))
    throw new Refusal('name', 'a name of unknown alphabet', name)
  return name
}

/** External attributes: MS-DOS in the low byte, and from Unix and macOS the mode above. */
function isPlainFile(host: number, attributes: number): boolean {
  const dos = attributes & 0xff
  const mode = attributes >>> 16
  const plainMode = (mode & 0xf000) === 0 || (mode & 0xf000) === 0x8000
  return (
    (dos & ~0x21) === 0 &&
    (attributes & 0xff00) === 0 &&
    plainMode &&
    (mode & 0x0e00) === 0 &&
    (mode === 0 || host === 3 || host === 19)
  )
}

async function checkLocal(source: ZipSource, entry: Listed, exact: boolean): Promise<void> {
  const bytes = await taken(source, entry.at, entry.from)
  const view = viewOf(bytes)
  const refuse = (fault: ZipFault, detail: string): never => {
    throw new Refusal(fault, detail, entry.name)
  }
  if (view.getUint32(0, true) !== signature.local) refuse('disagree', 'no header before the data')
  if (!sameBytes(bytes.subarray(length.local), utf8(entry.name)))
    refuse('disagree', 'another name before the data')
  if (!sameBytes(bytes.subarray(4, 28), entry.shared))
    refuse('disagree', 'other sizes, CRC, flags or dates before the data')
  if (view.getUint16(28, true) !== 0) refuse('fields', 'further fields')
  if (exact && !sameBytes(bytes, localRecord(entry))) refuse('fields', 'not as this app writes it')
}
