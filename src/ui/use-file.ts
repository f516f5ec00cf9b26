import { useEffect, useState } from 'preact/hooks'
import { isPicture } from '../domain/chronology/file-name.ts'
import type { Hash } from '../domain/ids.ts'
import type { AttachedFile } from '../domain/log/entry.ts'
import type { GivenFile } from '../domain/ports.ts'
import { useServices, useSession } from './context.ts'

/** An address for bytes in memory, given back when they are no longer shown. */
function useAddress(make: () => Promise<Blob | null>, key: string): Address {
  const [address, setAddress] = useState<Address>(loading)
  useEffect(() => {
    let wanted = true
    let url: string | null = null
    setAddress(loading)
    void make()
      .catch(() => null)
      .then((blob) => {
        if (!wanted) return
        url = blob && URL.createObjectURL(blob)
        setAddress({ state: blob ? 'there' : 'none', url, blob })
      })
    return () => {
      wanted = false
      if (url) URL.revokeObjectURL(url)
    }
  }, [key])
  return address
}

export interface Address {
  readonly state: 'loading' | 'there' | 'none'
  readonly url: string | null
  readonly blob: Blob | null
}

const loading: Address = { state: 'loading', url: null, blob: null }

/** The small picture of a kept file; lists show nothing else of it. */
export function useThumb(hash: Hash): Address {
  const { files } = useSession()
  return useAddress(async () => {
    const thumb = await files.thumb(hash)
    return thumb && new Blob([new Uint8Array(thumb)], { type: 'image/jpeg' })
  }, hash)
}

/** One after the other: thirty photos decoded at once would take a phone's memory. */
let drawing: Promise<unknown> = Promise.resolve()

/** A picture for paper: drawn anew from the original where it should be read, else the small one. */
export function usePrintPicture(file: AttachedFile, large: boolean): Address {
  const { session, plainCopy } = useServices()
  const { files } = session
  return useAddress(async () => {
    const small = async (): Promise<Blob | null> => {
      const thumb = await files.thumb(file.hash)
      return thumb && new Blob([new Uint8Array(thumb)], { type: 'image/jpeg' })
    }
    if (!large || !isPicture(file.name, file.mime)) return small()
    const turn = drawing.then(async () => {
      const whole = await gather(files.bytes(file.hash), file.mime)
      return plainCopy(whole, null, printSide)
    })
    drawing = turn.catch(() => undefined)
    return (await turn.catch(() => null)) ?? small()
  }, `${file.hash} ${large}`)
}

/** Points on the long side of a picture that fills half the width of A4: some 250 to the inch. */
const printSide = 900

/** Parts gathered in one go: what lies in between is the browser's to keep, on disk if it must. */
const gathered = 16

/** The whole file as it was received; `none` where it is not here or not whole. */
export function useWholeFile(hash: Hash, mime: string): Address {
  const { files } = useSession()
  return useAddress(() => gather(files.bytes(hash), mime), `${hash} ${mime}`)
}

async function gather(bytes: AsyncIterable<Uint8Array>, mime: string): Promise<Blob> {
  const blobs: Blob[] = []
  let parts: Uint8Array<ArrayBuffer>[] = []
  for await (const part of bytes) {
    parts.push(new Uint8Array(part))
    if (parts.length < gathered) continue
    blobs.push(new Blob(parts))
    parts = []
  }
  return new Blob([...blobs, ...parts], { type: mime })
}

/** A file that is still in memory, as long as it is of a size to be shown and given away. */
export function useGiven(file: GivenFile, key: number): Address {
  return useAddress(async () => {
    if (file.size > 64 * 1024 * 1024) return null
    const bytes = new Uint8Array(await file.part(0, file.size))
    return new Blob([bytes], { type: file.mime })
  }, `${key}`)
}
