import { useEffect, useRef, useState } from 'preact/hooks'
import { placedFiles } from '../../domain/attachments.ts'
import { exportName } from '../../domain/export-name.ts'
import type { KeptFile, LeavingFiles, LeavingPart } from '../../domain/handover.ts'
import type { Hash } from '../../domain/ids.ts'
import { eventCount } from '../../domain/log-counts.ts'
import type { OpenLog } from '../../session/session.ts'
import { breathe } from '../breathe.ts'
import { useLanguage, useServices } from '../context.ts'
import type { Services } from '../services.ts'
import { exportText } from '../text/export.ts'

/** The photos and files of an incident, as far as they lie here. */
export interface PhotosHere {
  readonly files: readonly { readonly hash: Hash; readonly size: number }[]
  /** Kept, says the record, and not on this device. */
  readonly elsewhere: number
}

/** A part that is written, ready to be handed out. */
export interface WrittenFile {
  readonly file: File
  readonly number: number
  readonly of: number
}

export type PhotosState =
  | { readonly is: 'idle' | 'cancelled' | 'failed' }
  | {
      readonly is: 'writing'
      readonly number: number
      readonly of: number
      readonly done: number
      readonly total: number
    }
  | { readonly is: 'ready'; readonly written: WrittenFile }
  | { readonly is: 'handed'; readonly at: number; readonly of: number }

/** What is to be said of an export beside its parts. */
export interface PhotosRemarks {
  readonly tooLarge: number
  readonly damaged: number
}

/** An export under way: planned once, so that all its parts are of one hour. */
interface Running {
  readonly leaving: LeavingFiles
  readonly events: number
  damaged: number
}

/** Chunks that are put together before they leave JavaScript's memory. */
const pieceBytes = 8_000_000

/** Which of the record's photos lie here; null until that is known. */
export function usePhotosHere(open: OpenLog): PhotosHere | null {
  const { session } = useServices()
  const [here, setHere] = useState<PhotosHere | null>(null)
  useEffect(() => {
    let wanted = true
    session.copies.filesHere(open.id).then(
      (hashes) => {
        if (!wanted) return
        const placed = placedFiles(open.state.entries).map(({ file }) => file)
        const all = new Map(placed.filter(({ kept }) => kept).map((file) => [file.hash, file]))
        const files = [...all.values()].filter(({ hash }) => hashes.has(hash))
        setHere({ files, elsewhere: all.size - files.length })
      },
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [open.id, open.version, session])
  return here
}

/**
 * The record with its photos, part by part: the next is written once the one before was handed out.
 * Nothing is written before it is asked for, and what was cancelled leaves nothing behind.
 */
export function usePhotosExport(open: OpenLog, here: PhotosHere | null) {
  const services = useServices()
  const language = useLanguage()
  const [state, setState] = useState<PhotosState>({ is: 'idle' })
  const [remarks, setRemarks] = useState<PhotosRemarks>({ tooLarge: 0, damaged: 0 })
  const running = useRef<Running | null>(null)
  useEffect(
    () => () => {
      running.current = null
    },
    [open.id],
  )

  const write = async (run: Running, part: LeavingPart): Promise<void> => {
    const wanted = (): boolean => running.current === run
    const { number, of, bytes: total } = part
    const told = (done: number): void => setState({ is: 'writing', number, of, done, total })
    told(0)
    const written = await collect(part, told, wanted)
    if (!written || !wanted()) return
    run.damaged += written.damaged
    setRemarks({ tooLarge: run.leaving.tooLarge.length, damaged: run.damaged })
    const mode = exportText[language].fileMode[open.mode]
    const name = exportName(open.state, mode, part.extension)
    const file = new File([written.blob], name, { type: 'application/zip' })
    setState({ is: 'ready', written: { file, number, of } })
  }

  const start = async (): Promise<void> => {
    const run = await planned(services, open, here?.files ?? [])
    running.current = run
    const [first] = run.leaving.parts
    if (first) await write(run, first)
  }

  const failed = (): void => {
    running.current = null
    setState({ is: 'failed' })
  }

  return {
    state,
    remarks,
    start: () => {
      setRemarks({ tooLarge: 0, damaged: 0 })
      setState({ is: 'writing', number: 1, of: 1, done: 0, total: 1 })
      start().catch(failed)
    },
    cancel: () => {
      running.current = null
      setState({ is: 'cancelled' })
    },
    /** Part `number` left the device. */
    handed: (number: number, at: number): void => {
      const run = running.current
      if (!run) return
      const next = run.leaving.parts[number]
      if (next) {
        write(run, next).catch(failed)
        return
      }
      running.current = null
      services.session.noteExport(run.events)
      setState({ is: 'handed', at, of: run.leaving.parts.length })
    },
  }
}

async function planned(
  { session, exporters }: Services,
  open: OpenLog,
  files: PhotosHere['files'],
): Promise<Running> {
  const events = eventCount(open.state)
  const { events: stored, runbook } = await session.storedLog()
  const parts = await exporters.jsonl(stored, runbook)
  let next = parts.next()
  while (!next.done) {
    await breathe()
    next = parts.next()
  }
  const kept = files.map(
    ({ hash, size }): KeptFile => ({ hash, size, chunks: () => session.files.bytes(hash) }),
  )
  const { id: log, mode } = open
  const leaving = { log, mode, purpose: 'incident' as const, jsonl: next.value }
  return { leaving: await exporters.handover(leaving, kept), events, damaged: 0 }
}

/** A part in one piece, told how far it is; null when it was cancelled meanwhile. */
export async function collect(
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
