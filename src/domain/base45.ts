/** Base45 as RFC 9285 has it: bytes in the 45 letters that a QR code packs tightest. */

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const values: ReadonlyMap<number, number> = new Map(
  [...letters].map((letter, value) => [letter.charCodeAt(0), value]),
)

/** Two bytes as three letters, a last odd one as two. */
export function toBase45(bytes: Uint8Array): string {
  let text = ''
  const write = (value: number, count: number): void => {
    for (let left = value, i = 0; i < count; i++, left = Math.floor(left / 45))
      text += letters[left % 45]
  }
  for (let i = 0; i + 1 < bytes.length; i += 2)
    write((bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0), 3)
  if (bytes.length % 2 === 1) write(bytes.at(-1) ?? 0, 2)
  return text
}

/** The bytes, or null where the text is not one that {@link toBase45} writes. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3))
  let at = 0
  for (let from = 0; from < text.length; from += 3) {
    const to = Math.min(from + 3, text.length)
    let value = 0
    for (let i = to - 1; i >= from; i--)
      value = value * 45 + (values.get(text.charCodeAt(i)) ?? Number.NaN)
    // Of a letter that is none of the 45 the value is no number.
    if (!(value <= (to - from === 3 ? 0xffff : 0xff))) return null
    if (to - from === 3) bytes[at++] = value >> 8
    bytes[at++] = value & 0xff
  }
  return bytes
}
