import { useEffect, useState } from 'preact/hooks'
import { placedFiles } from '../../../domain/describe/attachments.ts'
import type { KeptFile, LeavingFiles } from '../../../domain/exchange/handover.ts'
import type { Hash } from '../../../domain/ids.ts'
import type { OpenLog } from '../../../session/session.ts'
import { useServices } from '../../context.ts'
import type { Services } from '../../services.ts'

/** The photos and files of an incident, as far as they lie here. */
export interface PhotosHere {
  readonly files: readonly { readonly hash: Hash; readonly size: number }[]
  /** Kept, says the record, and not on this device. */
  readonly elsewhere: number
}

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

/** The record with these photos, divided into ZIPs; planned once, so that all parts are of one hour. */
export async function gatherPhotos(
  { session, exporters }: Services,
  { id: log, mode }: OpenLog,
  files: PhotosHere['files'],
  breathe: () => Promise<void>,
): Promise<LeavingFiles> {
  const { events, runbook } = await session.storedLog()
  const parts = await exporters.jsonl(events, runbook)
  let next = parts.next()
  while (!next.done) {
    await breathe()
    next = parts.next()
  }
  const kept = files.map(
    ({ hash, size }): KeptFile => ({ hash, size, chunks: () => session.files.bytes(hash) }),
  )
  const about = { log, mode, purpose: 'incident' as const }
  return exporters.handover({ ...about, jsonl: next.value, events: events.length }, kept)
}
