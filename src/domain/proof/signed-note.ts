import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64, toBase64 } from '../base64.ts'
import { type DeviceId, fromHex, isDeviceId, toHex } from '../ids.ts'
import { fromUtf8, utf8 } from '../json.ts'

/**
 * Signed notes (C2SP, c2sp.org/signed-note v1.0.0): a text, an empty line, and a line for each signature.
 * Devices sign with the key of their events; a note's text begins with its own format, so that no note
 * can be taken for an event.
 */
export interface NoteSignature {
  readonly device: DeviceId
  /** First four bytes of a hash over name and key, in hex: which key it was, not a proof. */
  readonly keyId: string
  readonly sig: Uint8Array
}

export interface SignedNote {
  /** Ends with a line end; these very bytes are signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface ReadNote extends SignedNote {
  /** How many signature lines others added. */
  readonly others: number
}

const namePrefix = 'shodo/device/'
const maxSignatures = 100
const maxBytes = 1024 * 1024

export function noteKeyId(device: DeviceId, key: Uint8Array): string {
  const name = utf8(`${namePrefix}${device}\n\u0001`)
  const joined = new Uint8Array(name.length + key.length)
  joined.set(name)
  joined.set(key, name.length)
  return toHex(sha256(joined).subarray(0, 4))
}

/** A device's signature over a note's text, with the id of its key. */
export const noteSignature = (
  device: DeviceId,
  key: Uint8Array,
  sig: Uint8Array,
): NoteSignature => ({ device, keyId: noteKeyId(device, key), sig })

export function writeNote({ text, signatures }: SignedNote): string {
  const lines = signatures.map(({ device, keyId, sig }) => {
    const bytes = new Uint8Array(4 + sig.length)
    bytes.set(fromHex(keyId) ?? [])
    bytes.set(sig, 4)
    return `— ${namePrefix}${device} ${toBase64(bytes)}\n`
  })
  return `${text}\n${lines.join('')}`
}

/**
 * Reads a note strictly; null where it is none. Others may have signed it too (a witness outside): their
 * lines must be of the form of a note and are left out, as the specification demands.
 */
export function readNote(bytes: Uint8Array): ReadNote | null {
  if (bytes.length > maxBytes) return null
  const whole = fromUtf8(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: notes may hold none
  if (whole === null || /[\u0000-\u0009\u000b-\u001f]/.test(whole)) return null
  const end = whole.lastIndexOf('\n\n')
  if (end < 1 || !whole.endsWith('\n')) return null
  const lines = whole.slice(end + 2, -1).split('\n')
  if (lines.length > maxSignatures) return null
  const signatures: NoteSignature[] = []
  let others = 0
  for (const line of lines) {
    const [, name = '', packed = ''] =
      /^— ([^\p{White_Space}+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? []
    const sig = fromBase64(packed)
    if (name === '' || !sig || sig.length < 5) return null
    const device = name.startsWith(namePrefix) ? name.slice(namePrefix.length) : ''
    if (!isDeviceId(device)) {
      others++
      continue
    }
    if (sig.length !== 68) return null
    signatures.push({ device, keyId: toHex(sig.subarray(0, 4)), sig: sig.slice(4) })
  }
  return { text: whole.slice(0, end + 1), signatures, others }
}
