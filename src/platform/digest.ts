import { type Hash, toHex } from '../domain/ids.ts'
import type { Digest } from '../domain/ports.ts'

/** Up to here a file is hashed in one go, away from the screen; a film would not fit in memory. */
export const wholeBytes = 64 * 1024 * 1024

/**
 * WebCrypto hashes in a thread of its own and knows no parts; what is larger is hashed part by part
 * in JavaScript, and the parts arrive by storage or disk, between which the screen breathes.
 */
export const digest: Digest = async (size, bytes) => {
  if (size > wholeBytes) {
    const { sha256 } = await import('@noble/hashes/sha2.js')
    const hash = sha256.create()
    for await (const part of bytes) hash.update(part)
    return toHex(hash.digest()) as Hash
  }
  const whole = new Uint8Array(size)
  let at = 0
  for await (const part of bytes) {
    // Stored bytes may be damaged: more than there should be is another file.
    if (at + part.length > size) return hashOf(new Uint8Array([...whole, ...part]))
    whole.set(part, at)
    at += part.length
  }
  return hashOf(at === size ? whole : whole.slice(0, at))
}

export const hashOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<Hash> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) as Hash
