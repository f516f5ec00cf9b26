import { roomFor } from '../domain/drill/room.ts'
import type { Hash, LogId } from '../domain/ids.ts'
import { type GivenFile, StoreError, type StoreFault } from '../domain/ports.ts'
import type { Ports } from './ports.ts'

/** A photo or file that came with a copy of a log; its bytes are asked for when its turn comes. */
export interface CarriedPhoto {
  readonly hash: Hash
  readonly size: number
  given(): GivenFile
}

/** What became of the files that came with a copy. */
export interface KeptCarried {
  readonly kept: number
  /** Not kept: damaged, unreadable, or after the fault that ended it. */
  readonly left: readonly Hash[]
  /** Why it ended early; null where every file had its turn. */
  readonly fault: StoreFault | null
}

/** Told how many files are done. */
export type KeepTold = (done: number, total: number) => void

/**
 * Keeps files that came with a copy, one after the other, each whole or not at all: only bytes whose
 * hash the record names. A full or dead storage ends it; the others can be brought in again later.
 */
export async function keepCarried(
  ports: Ports,
  log: LogId,
  carried: readonly CarriedPhoto[],
  told: KeepTold = () => undefined,
): Promise<KeptCarried> {
  const left: Hash[] = []
  let kept = 0
  for (const [i, photo] of carried.entries()) {
    const outcome = await keepOne(ports, log, photo)
    if (outcome === 'kept') kept++
    else left.push(photo.hash)
    if (outcome === 'quota' || outcome === 'unavailable' || outcome === 'failed')
      return {
        kept,
        left: [...left, ...carried.slice(i + 1).map(({ hash }) => hash)],
        fault: outcome,
      }
    told(i + 1, carried.length)
    await ports.breathe()
  }
  return { kept, left, fault: null }
}

async function keepOne(
  ports: Ports,
  log: LogId,
  { hash, size, given }: CarriedPhoto,
): Promise<'kept' | 'unreadable' | StoreFault> {
  const file = given()
  try {
    const { usage, quota } = await ports.storage.health()
    if (!(await ports.files.file(hash)) && !roomFor(usage, quota, size)) return 'quota'
    const study = await file.study()
    if (study.hash !== hash || study.size !== size) return 'unreadable'
    const { thumb } = study
    await ports.files.put({
      ...{ hash, size, thumb, log, mime: file.mime },
      part: (from, to) => file.part(from, to),
    })
    return 'kept'
  } catch (error) {
    return error instanceof StoreError ? error.fault : 'unreadable'
  } finally {
    file.release()
  }
}
