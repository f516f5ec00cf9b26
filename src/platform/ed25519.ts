import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, concatBytes } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { sameBytes } from '../domain/json.ts'

/** Ed25519 in JavaScript, loaded only where WebCrypto lacks it or fails. */

export const publicKeyOf = (secret: Uint8Array): Uint8Array => ed25519.getPublicKey(secret)

export const sign = (message: Uint8Array, secret: Uint8Array): Uint8Array =>
  ed25519.sign(message, secret)

/**
 * The equation without cofactor, as BoringSSL behind WebCrypto checks it: the library's own verify
 * multiplies by the cofactor and would accept crafted signatures that browsers refuse.
 */
export function verify(key: Uint8Array, message: Uint8Array, sig: Uint8Array): boolean {
  const { Point } = ed25519
  const r = sig.subarray(0, 32)
  const k = Point.Fn.create(bytesToNumberLE(sha512(concatBytes(r, key, message))))
  try {
    const a = Point.fromBytes(key, false)
    const s = bytesToNumberLE(sig.subarray(32))
    const expected = Point.BASE.multiplyUnsafe(s).subtract(a.multiplyUnsafe(k))
    return sameBytes(expected.toBytes(), r)
  } catch {
    return false
  }
}
