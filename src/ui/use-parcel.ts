import { useEffect, useRef, useState } from 'preact/hooks'
import type { LeavingFiles, LeavingPart } from '../domain/exchange/handover.ts'
import { breathe } from './breathe.ts'

/** A file of an export in several parts: being made, ready, or why not. */
export type ParcelState =
  | { readonly is: 'no' | 'failed' }
  /** Nothing is known yet of how much there is to do. */
  | { readonly is: 'gathering' }
  | { readonly is: 'writing'; readonly part: number; readonly of: number; readonly share: number }
  | {
      readonly is: 'ready'
      readonly file: File
      readonly part: number
      readonly of: number
      /** Events that all parts together hold: what was recorded meanwhile is not among them. */
      readonly events: number
      /** Of this part and those before it. */
      readonly damaged: number
      readonly tooLarge: number
    }

export interface MakeParcel {
  /** Gathers what it holds; `breathe` lets the screen breathe and throws once it is cancelled. */
  gather(breathe: () => Promise<void>): Promise<LeavingFiles>
  /** The name of a part's file, which ends in `extension`. */
  nameOf(extension: string): string
}

/** What was gathered, and how much of what is written is no longer as it was recorded. */
interface Gathered {
  readonly leaving: LeavingFiles
  damaged: number
}

/** Makes an export a part at a time: the next one only when the one before was handed out. */
export function useParcel({ gather, nameOf }: MakeParcel): {
  readonly state: ParcelState
  readonly start: () => void
  readonly cancel: () => void
  /** Makes the part after the one that is ready. */
  readonly next: () => void
} {
  const [state, setState] = useState<ParcelState>({ is: 'no' })
  const run = useRef(0)
  const gathered = useRef<Gathered | null>(null)
  useEffect(
    () => () => {
      run.current++
    },
    [],
  )
  const begin = (work: (wanted: () => boolean) => Promise<void>): void => {
    const mine = ++run.current
    const wanted = (): boolean => mine === run.current
    work(wanted).catch(() => {
      if (wanted()) setState({ is: 'failed' })
    })
  }
  const write = async (from: Gathered, part: LeavingPart, wanted: () => boolean): Promise<void> => {
    const at = { part: part.number, of: part.of }
    const told = (done: number): void =>
      setState({ is: 'writing', ...at, share: Math.min(0.99, done / part.bytes) })
    told(0)
    const written = await collect(part, told, wanted)
    if (!written || !wanted()) return
    from.damaged += written.damaged
    // A share sheet takes text; a type of its own would be refused.
    const type = types[part.extension.replace(/^.*\./, '')] ?? 'application/octet-stream'
    const file = new File([written.blob], nameOf(part.extension), { type })
    const { events, tooLarge } = from.leaving
    setState({
      ...{ is: 'ready', file, ...at, events },
      ...{ damaged: from.damaged, tooLarge: tooLarge.length },
    })
  }
  return {
    state,
    start() {
      setState({ is: 'gathering' })
      gathered.current = null
      begin(async (wanted) => {
        const leaving = await gather(async () => {
          await breathe()
          if (!wanted()) throw new Error('cancelled')
        })
        const [first] = leaving.parts
        if (!first || !wanted()) return
        gathered.current = { leaving, damaged: 0 }
        await write(gathered.current, first, wanted)
      })
    },
    cancel() {
      run.current++
      gathered.current = null
      setState({ is: 'no' })
    },
    next() {
      const from = gathered.current
      const part = state.is === 'ready' ? from?.leaving.parts[state.part] : undefined
      if (from && part) begin((wanted) => write(from, part, wanted))
    },
  }
}

const types: Readonly<Record<string, string>> = { jsonl: 'text/plain', zip: 'application/zip' }

/** Chunks that are put together before they leave JavaScript's memory. */
const pieceBytes = 8_000_000

/** A part in one piece, told how far it is; null when it was cancelled meanwhile. */
async function collect(
  part: LeavingPart,
  told: (bytes: number) => void,
  wanted: () => boolean,
): Promise<{ readonly blob: Blob; readonly damaged: number } | null> {
  const blobs: Blob[] = []
  let piece: BlobPart[] = []
  let [held, done] = [0, 0]
  const chunks = part.chunks()
  for (;;) {
    const next = await chunks.next()
    if (!wanted()) return null
    if (next.done)
      return { blob: new Blob([...blobs, ...piece]), damaged: next.value.damaged.length }
    // A copy: whoever writes in chunks may use one buffer for all.
    piece.push(next.value.slice())
    held += next.value.length
    done += next.value.length
    if (held < pieceBytes) continue
    blobs.push(new Blob(piece))
    piece = []
    held = 0
    told(done)
    await breathe()
  }
}
