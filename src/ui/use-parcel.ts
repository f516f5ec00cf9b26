import { useEffect, useRef, useState } from 'preact/hooks'
import type { LeavingFiles } from '../domain/handover.ts'
import { breathe } from './breathe.ts'
import { collect } from './components/export-photos-file.ts'

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
      readonly damaged: number
      readonly tooLarge: number
    }

export interface MakeParcel {
  /** Gathers what it holds; `breathe` lets the screen breathe and throws once it is cancelled. */
  gather(breathe: () => Promise<void>): Promise<LeavingFiles>
  /** The name of a part's file, which ends in `extension`. */
  nameOf(extension: string): string
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
  const leaving = useRef<LeavingFiles | null>(null)
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
  const write = async (index: number, wanted: () => boolean): Promise<void> => {
    const part = leaving.current?.parts[index]
    if (!part || !wanted()) return
    const at = { part: part.number, of: part.of }
    const told = (done: number): void =>
      setState({ is: 'writing', ...at, share: Math.min(0.99, done / part.bytes) })
    told(0)
    const written = await collect(part, told, wanted)
    if (!written || !wanted()) return
    const file = new File([written.blob], nameOf(part.extension), { type: 'application/zip' })
    const tooLarge = leaving.current?.tooLarge.length ?? 0
    setState({ is: 'ready', file, ...at, damaged: written.damaged, tooLarge })
  }
  return {
    state,
    start() {
      setState({ is: 'gathering' })
      leaving.current = null
      begin(async (wanted) => {
        leaving.current = await gather(async () => {
          await breathe()
          if (!wanted()) throw new Error('cancelled')
        })
        await write(0, wanted)
      })
    },
    cancel() {
      run.current++
      leaving.current = null
      setState({ is: 'no' })
    },
    next() {
      if (state.is === 'ready') begin((wanted) => write(state.part, wanted))
    },
  }
}
