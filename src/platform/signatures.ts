import { toHex } from '../domain/ids.ts'
import type { Signatures } from '../domain/ports.ts'
import { signatureProblem } from '../domain/proof/signature-form.ts'

/** A log has few devices and many events: importing a key costs as much as a verification. */
const imported = new Map<string, Promise<CryptoKey>>()
const mostKeys = 64

function imports(key: Uint8Array): Promise<CryptoKey> {
  const name = toHex(key)
  const known = imported.get(name)
  if (known !== undefined) return known
  if (imported.size >= mostKeys) imported.clear()
  const promise = crypto.subtle.importKey('raw', new Uint8Array(key), 'Ed25519', false, ['verify'])
  imported.set(name, promise)
  return promise
}

/**
 * Strict RFC 8032 verification with one answer everywhere. The form is judged first, because
 * browsers differ in what they let pass; whatever WebCrypto then throws instead of answering (no
 * such algorithm, an insecure origin, WebKitGTK's `OperationError` for 0.8 % of keys) is decided in
 * JavaScript.
 */
export const signatures: Signatures = {
  async verify(key, message, sig) {
    if (signatureProblem(key, sig) !== null) return false
    try {
      const publicKey = await imports(key)
      const [s, m] = [new Uint8Array(sig), new Uint8Array(message)]
      return await crypto.subtle.verify('Ed25519', publicKey, s, m)
    } catch {
      const { verify } = await import('./ed25519.ts')
      return verify(key, message, sig)
    }
  },
}
