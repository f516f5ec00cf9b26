import { ed25519 } from '@noble/curves/ed25519.js'
import { toHex } from '../../src/domain/ids.ts'
import { instantFrom, instantMs } from '../../src/domain/instant.ts'
import { deviceIdOf } from '../../src/domain/log/event.ts'
import type { Clock, Random, Signer } from '../../src/domain/ports.ts'

/** The world of a test: it moves only when it is told to, and the same seed gives the same bytes. */

/** xorshift128 seeded by splitmix32: quick, and the same in every engine. */
export function seededRandom(seed: number): Random & { int(below: number): number } {
  let mix = seed >>> 0
  const split = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  let [a, b, c, d] = [split(), split(), split(), split()]
  const next = (): number => {
    const t = a ^ (a << 11)
    a = b
    b = c
    c = d
    d = (d ^ (d >>> 19) ^ t ^ (t >>> 8)) >>> 0
    return d
  }
  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
    int: (below) => next() % below,
  }
}

export interface ManualClock extends Clock {
  advance(ms: number): void
  /** Sets the wall clock alone, as a person does. */
  setWall(ms: number): void
}

/** A clock in Japan that starts at an instant (or at Unix ms) and stands still. */
export function manualClock(start: string | number = '2025-11-22T02:10:00.000+09:00'): ManualClock {
  const origin = typeof start === 'number' ? start : instantMs(start)
  let [wall, mono] = [origin, 0]
  return {
    wall: () => instantFrom(wall),
    mono: () => mono,
    origin,
    boot: 'b0'.repeat(16),
    advance(ms) {
      wall += ms
      mono += ms
    },
    setWall(ms) {
      wall = ms
    },
  }
}

export interface TestSigner extends Signer {
  readonly raw: Uint8Array
}

/** PKCS #8 up to the 32 secret bytes of an Ed25519 key (RFC 8410). */
const pkcs8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]

/**
 * A signer whose key depends on the seed alone. It signs by WebCrypto where there is one (thousands
 * a second) and else in JavaScript; Ed25519 gives the same bytes either way here.
 */
export function testSigner(seed: number): TestSigner {
  const secret = seededRandom(seed ^ 0x5eed).bytes(32)
  const raw = ed25519.getPublicKey(secret)
  const bytes = Uint8Array.from([...pkcs8, ...secret])
  const imported = Promise.resolve()
    .then(() => crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', false, ['sign']))
    .catch(() => null)
  return {
    device: deviceIdOf(raw),
    key: toHex(raw),
    raw,
    async sign(message) {
      const key = await imported
      if (!key) return ed25519.sign(message, secret)
      return new Uint8Array(await crypto.subtle.sign('Ed25519', key, new Uint8Array(message)))
    },
  }
}
