import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { toHex } from '../domain/ids.ts'
import type { Signatures } from '../domain/ports.ts'
import { signatureProblem } from '../domain/proof/signature-form.ts'

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key. */
const spki = Buffer.from('302a300506032b6570032100', 'hex')
const keys = new Map<string, KeyObject | null>()

function keyOf(raw: Uint8Array): KeyObject | null {
  const name = toHex(raw)
  const known = keys.get(name)
  if (known !== undefined) return known
  let key: KeyObject | null = null
  try {
    key = createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' })
  } catch {
    // Not a point of the curve: nothing verifies under it.
  }
  keys.set(name, key)
  return key
}

/** SHA-256 by OpenSSL. */
export const nodeDigest = (bytes: Uint8Array): Promise<Uint8Array> =>
  Promise.resolve(createHash('sha256').update(bytes).digest())

/** Strict verification under Node: the form first, then OpenSSL, which has no cofactor either. */
export const nodeSignatures: Signatures = {
  async verify(key, message, sig) {
    if (signatureProblem(key, sig) !== null) return false
    const publicKey = keyOf(key)
    try {
      return publicKey !== null && verify(null, message, publicKey, sig)
    } catch {
      return false
    }
  },
}
