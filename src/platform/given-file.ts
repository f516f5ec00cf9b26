import type { GivenFile } from '../domain/ports.ts'
import { digest, wholeBytes } from './digest.ts'

/** Of files that wait to be kept, so many bytes are held in memory. */
const heldMost = 128 * 1024 * 1024
/** Hashed in JavaScript between two breaths: some ten milliseconds. */
const sliceBytes = 256 * 1024

/**
 * Files as a picker gave them. They are read at once: iOS forgets a file it handed out while the app
 * was in the background. Of a great many, the rest is read when its turn comes.
 */
export const givenFiles = (files: readonly File[]): readonly GivenFile[] =>
  files.map((file) => givenFile(file, heldMost))

/** A stretch of a file that holds others as they are. Read when its turn comes. */
export const carriedFile = (
  file: File,
  { from, to }: { readonly from: number; readonly to: number },
  name: string,
  mime: string,
): GivenFile => givenFile(new File([file.slice(from, to)], name, { type: mime }), 0)

let heldBytes = 0

function givenFile(file: File, most: number): GivenFile {
  const film = file.size > wholeBytes
  let held = !film && heldBytes + file.size <= most
  if (held) heldBytes += file.size
  let reading: Promise<Uint8Array<ArrayBuffer>> | null = null
  const whole = (): Promise<Uint8Array<ArrayBuffer>> => {
    reading ??= file.arrayBuffer().then((buffer) => new Uint8Array(buffer))
    reading.catch(() => {
      reading = null
    })
    return reading
  }
  if (held) void whole().catch(() => undefined)
  const part = async (from: number, to: number): Promise<Uint8Array<ArrayBuffer>> =>
    film
      ? new Uint8Array(await file.slice(from, to).arrayBuffer())
      : (await whole()).slice(from, to)
  async function* slices(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < file.size; at += sliceBytes)
      yield await part(at, Math.min(at + sliceBytes, file.size))
  }
  return {
    name: file.name,
    size: file.size,
    mime: file.type,
    part,
    rest() {
      if (!held) reading = null
    },
    release() {
      reading = null
      if (held) heldBytes -= file.size
      held = false
    },
    async study() {
      if (film)
        return {
          hash: await digest(file.size, slices()),
          size: file.size,
          thumb: null,
          taken: null,
        }
      const bytes = await whole()
      const { studyFile } = await import('./study-file.ts')
      return studyFile(bytes, file.type)
    },
  }
}
