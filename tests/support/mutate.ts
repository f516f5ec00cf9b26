import type { seededRandom } from './doubles.ts'

type Seeded = ReturnType<typeof seededRandom>

const telling = [0, 1, 7, 8, 20, 45, 0x7f, 0x80, 0xfe, 0xff, 0x50, 0x4b, 0x2f, 0x5c, 0x2e]

/** Bytes damaged or forged as seeded chance says: one to three changes of any kind. */
export function mutated(bytes: Uint8Array, random: Seeded): Uint8Array {
  let out: Uint8Array = bytes.slice()
  for (let i = 0; i <= random.int(3); i++) out = changed(out, random)
  return out
}

function changed(bytes: Uint8Array, random: Seeded): Uint8Array {
  const { length } = bytes
  if (length === 0) return random.bytes(1 + random.int(30))
  const at = random.int(length)
  const to = Math.min(length, at + 1 + random.int(60))
  const out = bytes.slice()
  switch (random.int(9)) {
    case 0:
      out[at]! ^= 1 << random.int(8)
      return out
    case 1:
      out[at] = random.int(256)
      return out
    case 2:
      out[at] = telling[random.int(telling.length)]!
      return out
    case 3:
      // Four bytes as a number: sizes, offsets and counts lie.
      out.set(
        [0xff, 0xff, 0xff, 0xff].map((byte) => (random.int(4) ? byte : 0)).slice(0, length - at),
        at,
      )
      return out
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(to))
    case 5:
      return joined(bytes.subarray(0, at), random.bytes(1 + random.int(40)), bytes.subarray(at))
    case 6:
      return joined(bytes.subarray(0, to), bytes.subarray(at))
    case 7:
      return bytes.slice(0, at)
    default: {
      const from = random.int(length)
      out.set(bytes.subarray(from, Math.min(length, from + to - at, from + length - at)), at)
      return out
    }
  }
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
