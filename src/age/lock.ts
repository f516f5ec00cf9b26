import { Encrypter } from 'age-encryption'
import { workFactor } from './form.ts'
import { passphraseRecipient } from './passphrase-key.ts'

/**
 * Writes an `age` file that the passphrase opens, a chunk at a time as the content comes. Returns what the
 * content returns, and throws what it throws; `LockError` where the device has not the memory.
 */
export async function* lockedChunks<Result>(
  content: AsyncGenerator<Uint8Array, Result>,
  passphrase: string,
  logN: number = workFactor,
): AsyncGenerator<Uint8Array, Result> {
  let result: { readonly value: Result } | null = null
  const plain = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await content.next()
        // A copy: whoever writes in chunks may use one buffer for all.
        if (!next.done) return controller.enqueue(next.value.slice())
        result = { value: next.value }
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const encrypter = new Encrypter()
  encrypter.addRecipient(passphraseRecipient(passphrase, logN))
  const reader = (await encrypter.encrypt(plain)).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
  if (!result) throw new Error('the content has no end')
  return (result as { readonly value: Result }).value
}
