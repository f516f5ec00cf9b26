import { lockedChunks } from '../../src/age/lock.ts'
import { unlock } from '../../src/age/unlock.ts'
import type { LockFault } from '../../src/domain/exchange/protection.ts'
import { bytesSource } from '../../src/zip/zip-source.ts'
import { joined } from './mutate.ts'

/** Cheap, for files whose passphrase is not what is tried. */
const quick = 2

export const partsOf = async function* (...parts: Uint8Array[]): AsyncGenerator<Uint8Array, 'end'> {
  yield* parts
  return 'end'
}

export async function locked(
  bytes: Uint8Array,
  passphrase: string,
  logN: number = quick,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of lockedChunks(partsOf(bytes), passphrase, logN)) chunks.push(chunk)
  return joined(...chunks)
}

/** What is inside, or why it is not opened. */
export async function opened(bytes: Uint8Array, typed: string): Promise<Uint8Array | LockFault> {
  const result = await unlock(bytesSource(bytes), typed)
  return result.ok ? new Uint8Array(await result.content.arrayBuffer()) : result.why
}
