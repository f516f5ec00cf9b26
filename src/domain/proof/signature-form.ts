/**
 * What can be wrong with an Ed25519 key or signature before any arithmetic. Verifiers differ here
 * (RFC 8032 leaves room, and browsers use it differently), so a record that every recipient must
 * judge alike refuses all of it first. Bytes only: the group order and prime are compared as such.
 */

/** Little-endian bytes of the group order L = 2^252 + 27742317777372353535851937790883648493. */
const order = littleEndian('1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed')
/** Little-endian bytes of the field prime p = 2^255 − 19. */
const prime = littleEndian('7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed')

/**
 * The y of the points of order 1, 2, 4 and 8, big-endian. With either sign they make the 8 small
 * points and two encodings of a zero x with its sign set, which are refused as well.
 */
const smallOrder = [
  '0000000000000000000000000000000000000000000000000000000000000001',
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
  '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7',
].map(littleEndian)

function littleEndian(bigEndianHex: string): readonly number[] {
  const pairs = bigEndianHex.match(/../g) ?? []
  return pairs.reverse().map((pair) => Number.parseInt(pair, 16))
}

/** Below zero, zero or above as two little-endian numbers of 32 bytes compare. */
function compare(a: readonly number[] | Uint8Array, b: readonly number[]): number {
  for (let i = 31; i >= 0; i--) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Why 32 bytes may not stand for a point, or null. They may still lie on no point of the curve. */
export function pointProblem(point: Uint8Array): 'length' | 'notCanonical' | 'smallOrder' | null {
  if (point.length !== 32) return 'length'
  const y = Uint8Array.from(point)
  y[31] = (y[31] ?? 0) & 0x7f
  if (compare(y, prime) >= 0) return 'notCanonical'
  return smallOrder.some((small) => compare(y, small) === 0) ? 'smallOrder' : null
}

/** Why a key and signature cannot be judged at all, or null. */
export function signatureProblem(key: Uint8Array, sig: Uint8Array): string | null {
  const ofKey = pointProblem(key)
  if (ofKey) return `key: ${ofKey}`
  if (sig.length !== 64) return 'signature: length'
  const ofR = pointProblem(sig.subarray(0, 32))
  if (ofR) return `R: ${ofR}`
  return compare(sig.subarray(32), order) < 0 ? null : 'S: not below the group order'
}
