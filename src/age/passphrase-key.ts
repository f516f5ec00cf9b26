import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { scryptAsync } from '@noble/hashes/scrypt.js'
import { concatBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Identity, type Recipient, Stanza } from 'age-encryption'
import { fromBase64, toBase64 } from '../domain/base64.ts'
import { maxWorkFactor } from './form.ts'
import { LockError } from './lock-error.ts'

/**
 * The passphrase of the age format (C2SP, `scrypt` stanza), as the library takes recipients of one's own.
 * Its built-in one computes without a pause: the screen would stand still for seconds.
 */

const label = utf8ToBytes('age-encryption.org/v1/scrypt')
const saltBytes = 16
/** Each key is used for one file key only, so the format fixes the nonce. */
const nonce = new Uint8Array(12)

async function keyOf(passphrase: string, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  const work = { N: 2 ** logN, r: 8, p: 1, dkLen: 32, maxmem: 2 ** (maxWorkFactor + 11) }
  try {
    return await scryptAsync(passphrase, concatBytes(label, salt), { ...work, asyncTick: 12 })
  } catch (error) {
    // What an engine says when it cannot give 256 MB in one piece.
    if (error instanceof RangeError) throw new LockError('memory', error.message)
    throw error
  }
}

/** Protects with a passphrase. */
export const passphraseRecipient = (passphrase: string, logN: number): Recipient => ({
  async wrapFileKey(fileKey) {
    const salt = randomBytes(saltBytes)
    const key = await keyOf(passphrase, salt, logN)
    const body = chacha20poly1305(key, nonce).encrypt(fileKey)
    return [new Stanza(['scrypt', unpadded(salt), String(logN)], body)]
  },
})

/** Opens with the first of these that fits; throws `LockError` where none does. */
export const passphraseIdentity = (passphrases: readonly string[]): Identity => ({
  async unwrapFileKey(stanzas) {
    const [stanza, ...more] = stanzas
    const [kind, saltText = '', work = ''] = stanza?.args ?? []
    if (!stanza || kind !== 'scrypt' || more.length > 0)
      throw new LockError('recipients', stanzas.map(({ args }) => args[0]).join())
    const salt = fromBase64(`${saltText}${'='.repeat(-saltText.length & 3)}`)
    if (salt?.length !== saltBytes || !/^[1-9]\d*$/.test(work) || stanza.body.length !== 32)
      throw new LockError('changed', 'the lines of the passphrase')
    if (Number(work) > maxWorkFactor) throw new LockError('work', work)
    for (const passphrase of passphrases) {
      const key = await keyOf(passphrase, salt, Number(work))
      const fileKey = opened(stanza.body, key)
      if (fileKey) return fileKey
    }
    throw new LockError('passphrase', 'none fits')
  },
})

function opened(body: Uint8Array, key: Uint8Array): Uint8Array | null {
  try {
    return chacha20poly1305(key, nonce).decrypt(body)
  } catch {
    return null
  }
}

const unpadded = (bytes: Uint8Array): string => toBase64(bytes).replace(/=+$/, '')
