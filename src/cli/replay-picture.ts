import { crc32, deflateSync } from 'node:zlib'
import { sha256 } from '@noble/hashes/sha2.js'

/**
 * A small real PNG in a colour of its own: the same name gives the same bytes on any machine, so
 * that a replay can name photos without carrying any.
 */
export function replayPicture(name: string): Uint8Array<ArrayBuffer> {
  const [red = 0, green = 0, blue = 0] = sha256(new TextEncoder().encode(name))
  const row = Buffer.concat([
    Buffer.from([0]),
    Buffer.concat(Array.from({ length: width }, () => Buffer.from([red, green, blue]))),
  ])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)), {
    level: 0, // stored: compressed bytes may differ from one version of zlib to the next
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const file = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return new Uint8Array(file)
}

const width = 48
const height = 32

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const sizes = Buffer.alloc(8)
  sizes.writeUInt32BE(data.length, 0)
  sizes.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([sizes.subarray(0, 4), named, sizes.subarray(4)])
}
