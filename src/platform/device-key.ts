import { toHex } from '../domain/ids.ts'
import { deviceIdOf } from '../domain/log/event.ts'
import type { Locks, Random, Signer } from '../domain/ports.ts'
import { signatures } from './signatures.ts'

/** Where the key is kept; the store's shelf in the app. */
export interface KeyShelf {
  read(): Promise<unknown>
  /** Keeps `key` unless one stands already (or `instead` names the one to replace). */
  keep(key: unknown, instead?: unknown): Promise<unknown>
}

/** A private key that cannot be exported, or 32 secret bytes where the browser has no Ed25519. */
type DeviceKey =
  | { readonly kind: 'webcrypto'; readonly pair: CryptoKeyPair; readonly raw: Uint8Array }
  | { readonly kind: 'bytes'; readonly secret: Uint8Array; readonly raw: Uint8Array }

const attempts = 5

/** The device's signer: the kept key, or a new one if there is none that works. */
export const deviceSigner = (shelf: KeyShelf, locks: Locks, random: Random): Promise<Signer> =>
  // Two tabs of a first start must not become two devices.
  locks.hold('device-key', async () => {
    const kept = await shelf.read()
    const signer = await working(kept)
    if (signer) return signer
    const standing = await keepNew(shelf, random, kept)
    const made = await working(standing)
    if (!made) throw new Error('no Ed25519 key that works could be made')
    return made
  })

/** A new key in the place of the kept one: its chain turned up from elsewhere and must not go on. */
export const renewedSigner = (shelf: KeyShelf, locks: Locks, random: Random): Promise<Signer> =>
  locks.hold('device-key', async () => {
    const made = await working(await keepNew(shelf, random, await shelf.read()))
    if (!made) throw new Error('no Ed25519 key that works could be made')
    return made
  })

async function keepNew(shelf: KeyShelf, random: Random, unusable: unknown): Promise<unknown> {
  const key = await makeWebCrypto()
  if (key) {
    try {
      return await shelf.keep(key, unusable)
    } catch {
      // A browser that cannot store a CryptoKey; if the storage is down, the next try says so.
    }
  }
  return shelf.keep(await makeBytes(random), unusable)
}

/** Makes, tests and tries again: WebKitGTK fails to sign with 0.8 % of fresh keys (23 of 3000). */
async function makeWebCrypto(): Promise<DeviceKey | null> {
  for (let i = 0; i < attempts; i++) {
    try {
      const usages: KeyUsage[] = ['sign', 'verify']
      const pair = (await crypto.subtle.generateKey('Ed25519', false, usages)) as CryptoKeyPair
      const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
      const key: DeviceKey = { kind: 'webcrypto', pair, raw }
      if (await working(key)) return key
    } catch {
      // NotSupportedError, or one of the failures above.
    }
  }
  return null
}

async function makeBytes(random: Random): Promise<DeviceKey> {
  const { publicKeyOf } = await import('./ed25519.ts')
  const secret = random.bytes(32)
  return { kind: 'bytes', secret, raw: publicKeyOf(secret) }
}

/** The signer of a key that signs what verifies, or null. */
async function working(key: unknown): Promise<Signer | null> {
  if (!isDeviceKey(key)) return null
  const signer: Signer = {
    device: deviceIdOf(key.raw),
    key: toHex(key.raw),
    sign: (message) => signWith(key, message),
  }
  const test = Uint8Array.from(key.raw).reverse()
  for (let i = 0; i < attempts; i++) {
    const sig = await signer.sign(test).catch(() => null)
    if (sig && (await signatures.verify(key.raw, test, sig))) return signer
  }
  return null
}

async function signWith(key: DeviceKey, message: Uint8Array): Promise<Uint8Array> {
  if (key.kind === 'bytes') return (await import('./ed25519.ts')).sign(message, key.secret)
  const bytes = new Uint8Array(message)
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key.pair.privateKey, bytes))
}

function isDeviceKey(value: unknown): value is DeviceKey {
  if (typeof value !== 'object' || value === null) return false
  const { kind, raw, secret, pair } = value as Partial<Record<string, unknown>>
  if (!(raw instanceof Uint8Array) || raw.length !== 32) return false
  if (kind === 'bytes') return secret instanceof Uint8Array && secret.length === 32
  return kind === 'webcrypto' && typeof pair === 'object' && pair !== null && 'privateKey' in pair
}
