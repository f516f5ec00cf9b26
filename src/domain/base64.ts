/** RFC 4648, section 4, as signed notes carry it; one text for one sequence of bytes. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    const digit = (shift: number): string => alphabet.charAt((bits >>> shift) & 63)
    text += digit(18) + digit(12) + (b === undefined ? '=' : digit(6))
    text += c === undefined ? '=' : digit(0)
  }
  return text
}

/** Null unless the text is exactly the one that {@link toBase64} gives. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let bits = 0
    for (const char of text.slice(i, i + 4))
      bits = (bits << 6) | (char === '=' ? 0 : alphabet.indexOf(char))
    for (const shift of [16, 8, 0]) if (at < bytes.length) bytes[at++] = (bits >>> shift) & 0xff
  }
  return toBase64(bytes) === text ? bytes : null
}
