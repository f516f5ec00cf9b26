/** Bytes that can be read anywhere, as `zip/` reads them. */
export interface ByteSource {
  readonly size: number
  read(from: number, to: number): Promise<Uint8Array>
}

/**
 * Base-2 logarithm of scrypt's N for what we write: 128 MB and about a second on a PC. A passphrase of
 * twenty random digits needs no more, and a cheap phone has to write and to open it.
 */
export const workFactor = 17

/**
 * The most that is opened: what `age` itself writes, 256 MB. One more doubles it, and a phone's
 * browser ends a page that takes that much.
 */
export const maxWorkFactor = 18
