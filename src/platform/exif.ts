import type { Instant } from '../domain/ids.ts'
import { isInstant } from '../domain/instant.ts'

/**
 * When a camera says that a photo was taken: EXIF `DateTimeOriginal` of a JPEG, with its offset where
 * it names one, else as Japanese time. A claim of the file and nothing more; whatever does not read
 * cleanly is null. Of a photo's metadata this alone is looked at, and a position never.
 */
export function takenAt(bytes: Uint8Array): Instant | null {
  const tiff = exifOf(bytes)
  if (!tiff) return null
  const little = tiff.getUint16(0) === 0x4949
  const first = entries(tiff, tiff.byteLength >= 8 ? tiff.getUint32(4, little) : 0, little)
  const exif = first.get(0x8769)
  if (exif === undefined) return null
  const tags = entries(tiff, tiff.getUint32(exif + 8, little), little)
  const taken = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(
    text(tiff, tags.get(0x9003), little),
  )
  if (!taken) return null
  const offset = text(tiff, tags.get(0x9011), little)
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+09:00'
  const instant = `${taken[1]}-${taken[2]}-${taken[3]}T${taken[4]}.000${zone}`
  return isInstant(instant) ? (instant as Instant) : null
}

/** The TIFF part of a JPEG's APP1 segment. */
function exifOf(bytes: Uint8Array): DataView | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null
  let at = 2
  while (at + 10 <= bytes.length && bytes[at] === 0xff) {
    const [marker, length] = [view.getUint8(at + 1), view.getUint16(at + 2)]
    // From the image data on there is nothing more to find.
    if (marker === 0xda || length < 2) return null
    const exif = view.getUint32(at + 4) === 0x45786966 && view.getUint16(at + 8) === 0
    if (marker === 0xe1 && exif) {
      const end = Math.min(at + 2 + length, bytes.length)
      return end - at >= 18
        ? new DataView(bytes.buffer, bytes.byteOffset + at + 10, end - at - 10)
        : null
    }
    at += 2 + length
  }
  return null
}

/** Where each tag of a directory stands. */
function entries(tiff: DataView, at: number, little: boolean): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  if (at < 8 || at + 2 > tiff.byteLength) return found
  const count = tiff.getUint16(at, little)
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + i * 12
    if (entry + 12 > tiff.byteLength) break
    found.set(tiff.getUint16(entry, little), entry)
  }
  return found
}

/** The ASCII words of a tag; empty where there are none. */
function text(tiff: DataView, entry: number | undefined, little: boolean): string {
  if (entry === undefined || tiff.getUint16(entry + 2, little) !== 2) return ''
  const length = tiff.getUint32(entry + 4, little)
  const at = length <= 4 ? entry + 8 : tiff.getUint32(entry + 8, little)
  if (length > 40 || at + length > tiff.byteLength) return ''
  let words = ''
  for (let i = 0; i < length; i++) {
    const code = tiff.getUint8(at + i)
    if (code === 0) break
    words += String.fromCharCode(code)
  }
  return words
}
