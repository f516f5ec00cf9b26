/** A real photo is a picture and a good deal beside it: these add what cameras add to a JPEG. */

const segment = (marker: number, body: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(body.length + 4)
  whole.set([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff])
  whole.set(body, 4)
  return whole
}

function afterStart(jpeg: Uint8Array, segments: readonly Uint8Array[]): Uint8Array {
  const size = segments.reduce((sum, one) => sum + one.length, jpeg.length)
  const whole = new Uint8Array(size)
  whole.set(jpeg.subarray(0, 2))
  let at = 2
  for (const one of segments) {
    whole.set(one, at)
    at += one.length
  }
  whole.set(jpeg.subarray(2), at)
  return whole
}

export interface ExifClaims {
  /** `2021:10:31 00:32:05` */
  readonly taken?: string
  /** `+09:00` */
  readonly offset?: string
  /** 6: to be turned by a quarter. */
  readonly orientation?: number
  /** Degrees north, as a camera with GPS writes them. */
  readonly latitude?: number
  readonly little?: boolean
}

type Tag = readonly [tag: number, type: number, count: number, value: number | string]

/** An APP1 segment with EXIF, as TIFF in either byte order. */
export function exif(claims: ExifClaims): Uint8Array {
  const little = claims.little ?? false
  const view = new DataView(new ArrayBuffer(400))
  view.setUint16(0, little ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, little)
  view.setUint32(4, 8, little)
  let free = 200
  const words = (text: string): number => {
    const at = free
    for (const [i, letter] of [...`${text}\0`].entries())
      view.setUint8(at + i, letter.charCodeAt(0))
    free += text.length + 1
    return at
  }
  const directory = (at: number, tags: readonly Tag[]): void => {
    view.setUint16(at, tags.length, little)
    for (const [i, [tag, type, count, value]] of tags.entries()) {
      const entry = at + 2 + i * 12
      view.setUint16(entry, tag, little)
      view.setUint16(entry + 2, type, little)
      view.setUint32(entry + 4, count, little)
      if (type === 3) view.setUint16(entry + 8, value as number, little)
      else view.setUint32(entry + 8, typeof value === 'string' ? words(value) : value, little)
    }
  }
  const ascii = (tag: number, text: string): Tag => [tag, 2, text.length + 1, text]
  const gps = 120
  directory(8, [
    ...(claims.orientation ? [[0x0112, 3, 1, claims.orientation] as const] : []),
    [0x8769, 4, 1, 60],
    ...(claims.latitude ? [[0x8825, 4, 1, gps] as const] : []),
  ])
  directory(60, [
    ...(claims.taken ? [ascii(0x9003, claims.taken)] : []),
    ...(claims.offset ? [ascii(0x9011, claims.offset)] : []),
  ])
  if (claims.latitude) {
    const at = free + (free % 2)
    free = at + 24
    const seconds = Math.round(claims.latitude * 3600)
    for (const [i, part] of [
      Math.floor(seconds / 3600),
      Math.floor((seconds % 3600) / 60),
      seconds % 60,
    ].entries()) {
      view.setUint32(at + i * 8, part, little)
      view.setUint32(at + i * 8 + 4, 1, little)
    }
    directory(gps, [[0x0002, 5, 3, at]])
  }
  const body = new Uint8Array(6 + free)
  body.set([0x45, 0x78, 0x69, 0x66, 0, 0])
  body.set(new Uint8Array(view.buffer, 0, free), 6)
  return segment(0xe1, body)
}

export const withExif = (jpeg: Uint8Array, claims: ExifClaims): Uint8Array =>
  afterStart(jpeg, [exif(claims)])

/** The same picture as a file of about `size` bytes, other bytes for every seed. */
export function padded(jpeg: Uint8Array, size: number, seed: number): Uint8Array {
  const segments: Uint8Array[] = []
  let left = size - jpeg.length
  while (left > 8) {
    const body = new Uint8Array(Math.min(65_000, left - 4))
    for (let i = 0; i + 4 <= body.length; i += 4096)
      new DataView(body.buffer).setUint32(i, seed + i)
    segments.push(segment(0xfe, body))
    left -= body.length + 4
  }
  return afterStart(jpeg, segments)
}

/** A real picture of 64 × 48 points, red on grey. */
export const tinyJpeg = (): Uint8Array =>
  Uint8Array.from(
    atob(
      [
        '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAA',
        'EAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAA',
        'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKA',
        'AAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0',
        'AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWi',
        'AAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQA',
        'AAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbA',
        'BlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQ',
        'c1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpK',
        'SkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAwAEADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAMC',
        'Bf/EABsQAQABBQEAAAAAAAAAAAAAAAACAQMRE1FC/8QAGQEAAwEBAQAAAAAAAAAAAAAAAAIDAQQF/8QAHhEAAwABBA',
        'MAAAAAAAAAAAAAAAECERITFFEDMjP/2gAMAwEAAhEDEQA/AOSDdqNJZzRreFkaJdvSjAvrhw1w4TcRfi32iAvrhw1w',
        '4NxBxb7RAbuxpHGKMHTyskLlw9LCtn0krZ9Mv1KeD6IoA5z0gAAJ3vKSt7yk6I9TzfP9GG7UqRzmrA1rKwTinD1Ivs',
        'h02Q6gE20X5V9Ivsh02Q6gDbQcq+kbuypLGKsAdLCwQunb1M//2Q==',
      ].join(''),
    ),
    (char) => char.charCodeAt(0),
  )
