import { Inflate } from 'fflate/browser'
import { fromUtf8 } from '../domain/json.ts'

/** Why a ZIP is not read: broken, larger than a table can be, or locked. */
export type PartsFault = 'broken' | 'tooLarge' | 'locked'

export class PartsRefused extends Error {
  readonly fault: PartsFault
  constructor(fault: PartsFault) {
    super(fault)
    this.fault = fault
  }
}

interface Listed {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

/** More than any workbook has. */
const mostEntries = 5_000
/** Unpacked at once: what it may grow to (1,032 times as much) is still small. */
const sliceBytes = 8 * 1024

/**
 * Unpacks the wanted parts of a ZIP that any program may have written. Sizes are summed before anything is
 * unpacked, and what a part then holds more or less than it said is refused as it comes: a bomb costs no
 * more than its limit. Throws {@link PartsRefused}.
 */
export function unpackParts(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  most: number,
): ReadonlyMap<string, Uint8Array> {
  const listed = listParts(bytes).filter(({ name }) => wanted(name))
  if (listed.reduce((sum, { size }) => sum + size, 0) > most) throw new PartsRefused('tooLarge')
  const parts = new Map<string, Uint8Array>()
  for (const part of listed) {
    if (parts.has(part.name)) throw new PartsRefused('broken')
    parts.set(part.name, unpack(bytes, part))
  }
  return parts
}

function listParts(bytes: Uint8Array): readonly Listed[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > mostEntries) throw new PartsRefused('tooLarge')
  const parts: Listed[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw new PartsRefused('broken')
    const flags = view.getUint16(at + 8, true)
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true))
    const [nameLength = 0] = lengths
    const name = fromUtf8(bytes.subarray(at + 46, at + 46 + nameLength))
    if (name === null) throw new PartsRefused('broken')
    if (flags & 1) throw new PartsRefused('locked')
    parts.push({
      name: name.replaceAll('\\', '/').replace(/^\//, ''),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + lengths.reduce((sum, length) => sum + length, 0)
  }
  return parts
}

/** Where the end record begins: at most a comment of 64 KiB stands behind it. */
function endOf(view: DataView): number {
  const least = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= least; at--)
    if (view.getUint32(at, true) === 0x06054b50) return at
  throw new PartsRefused('broken')
}

function unpack(bytes: Uint8Array, { method, packed, size, at }: Listed): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50)
    throw new PartsRefused('broken')
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const data = bytes.subarray(from, from + packed)
  if (data.length !== packed) throw new PartsRefused('broken')
  if (method === 0 && packed === size) return data
  if (method !== 8) throw new PartsRefused('broken')
  const out = new Uint8Array(size)
  let filled = 0
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > size) throw new PartsRefused('broken')
    out.set(chunk, filled)
    filled += chunk.length
  })
  try {
    for (let begin = 0; begin < packed; begin += sliceBytes)
      stream.push(data.subarray(begin, begin + sliceBytes), begin + sliceBytes >= packed)
  } catch {
    throw new PartsRefused('broken')
  }
  if (filled !== size) throw new PartsRefused('broken')
  return out
}
