import { Decrypter } from 'age-encryption'
import { meantPassphrases } from '../domain/exchange/passphrase.ts'
import type { Unlocked, UnlockingTold } from '../domain/exchange/protection.ts'
import type { ByteSource } from './form.ts'
import { LockError } from './lock-error.ts'
import { lockOf } from './lock-of.ts'
import { passphraseIdentity } from './passphrase-key.ts'

/** Read at once. */
const sliceBytes = 1_048_576
/** Chunks that are put together before they leave JavaScript's memory. */
const pieceBytes = 8_000_000

/**
 * Opens a protected file with what a person typed. Nothing of it may be used before all of it is: only its
 * end shows that it was not cut. Never throws, but what `told` throws.
 */
export async function unlock(
  source: ByteSource,
  typed: string,
  told: UnlockingTold = () => undefined,
): Promise<Unlocked<Blob>> {
  const lock = await lockOf(source)
  if (lock === 'open') return { ok: false, why: await whyNoHead(source) }
  if (lock !== 'locked') return { ok: false, why: lock }
  const passphrases = meantPassphrases(typed)
  if (passphrases.length === 0) return { ok: false, why: 'passphrase' }
  const decrypter = new Decrypter()
  decrypter.addIdentity(passphraseIdentity(passphrases))
  let reader: ReadableStreamDefaultReader<Uint8Array>
  try {
    reader = (await decrypter.decrypt(streamOf(source))).getReader()
  } catch (error) {
    return { ok: false, why: faultOf(error) }
  }
  const pieces = new Pieces()
  for (;;) {
    const next = await reader.read().catch((error: unknown) => faultOf(error))
    if (typeof next === 'string') return { ok: false, why: next }
    if (next.done) return { ok: true, content: pieces.all() }
    if (pieces.add(next.value)) await told(pieces.size, source.size)
  }
}

/** Why a file that was protected is none any more: it is gone, or another. */
const whyNoHead = (source: ByteSource): Promise<'changed' | 'unreadable'> =>
  source.read(0, Math.min(source.size, 1)).then(
    () => 'changed',
    () => 'unreadable',
  )

/** The library has no names for what it finds: bytes that are not those that were written. */
const faultOf = (error: unknown) => (error instanceof LockError ? error.fault : 'changed')

function streamOf(source: ByteSource): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream(
    {
      async pull(controller) {
        if (at >= source.size) return controller.close()
        const to = Math.min(source.size, at + sliceBytes)
        const bytes = await source.read(at, to).catch((error: unknown) => {
          throw new LockError('unreadable', String(error))
        })
        if (bytes.length !== to - at)
          throw new LockError('unreadable', `${bytes.length} bytes came`)
        at = to
        // A copy: it goes into a stream that may keep it.
        controller.enqueue(bytes.slice())
      },
    },
    { highWaterMark: 0 },
  )
}

/** Bytes put together in blobs, which browsers keep on the disk when they are many. */
class Pieces {
  size = 0
  readonly #blobs: Blob[] = []
  #chunks: BlobPart[] = []
  #held = 0

  /** True where it is time for a breath. */
  add(chunk: Uint8Array): boolean {
    this.#chunks.push(chunk as Uint8Array<ArrayBuffer>)
    this.#held += chunk.length
    this.size += chunk.length
    if (this.#held < pieceBytes) return false
    this.#blobs.push(new Blob(this.#chunks))
    this.#chunks = []
    this.#held = 0
    return true
  }

  all(): Blob {
    return new Blob([...this.#blobs, ...this.#chunks])
  }
}
