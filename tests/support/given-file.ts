import type { Hash, Instant } from '../../src/domain/ids.ts'
import { hashHex } from '../../src/domain/log/event.ts'
import type { GivenFile } from '../../src/domain/ports.ts'

/** Bytes that differ from those of every other seed. */
export const someBytes = (size: number, seed: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + seed * 7 + (i >> 8)) & 0xff)

/** A file as a person gives it; `unreadable` is one that the device takes away again. */
export function givenFile(
  seed: number,
  more: {
    readonly name?: string
    readonly mime?: string
    readonly size?: number
    readonly taken?: Instant
    readonly thumb?: Uint8Array
    readonly unreadable?: () => boolean
  } = {},
): GivenFile & { readonly hash: Hash } {
  const bytes = someBytes(more.size ?? 1000, seed)
  const hash = hashHex(bytes) as Hash
  return {
    hash,
    name: more.name ?? `IMG_${String(seed).padStart(4, '0')}.JPG`,
    mime: more.mime ?? 'image/jpeg',
    size: bytes.length,
    async study() {
      if (more.unreadable?.()) throw new DOMException('it went away', 'NotReadableError')
      return { hash, size: bytes.length, thumb: more.thumb ?? null, taken: more.taken ?? null }
    },
    part: async (from, to) => bytes.slice(from, to),
    rest: () => undefined,
    release: () => undefined,
  }
}
