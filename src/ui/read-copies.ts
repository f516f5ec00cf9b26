import { filesByHash } from '../domain/describe/attachments.ts'
import {
  type CarriedCopy,
  type GatheredCopies,
  gatherCopies,
} from '../domain/exchange/gather-copies.ts'
import type { CarriedFile, Handover, HandoverProblem } from '../domain/exchange/handover.ts'
import type { ExaminedCopy } from '../domain/exchange/log-copy.ts'
import type { Hash } from '../domain/ids.ts'
import type { AttachedFile } from '../domain/log/entry.ts'
import type { CarriedPhoto } from '../session/keep-carried.ts'
import type { Services } from './services.ts'

/** How far the reading of chosen files is; nothing is written until all of it is done. */
export type ReadingState =
  | { readonly what: 'files'; readonly done: number; readonly total: number }
  | { readonly what: 'entries' | 'photos'; readonly done: number; readonly total: number }

/** A chosen file that is refused, with what is wrong with it. */
export interface RefusedFile {
  readonly name: string
  readonly problems: readonly HandoverProblem[]
}

/** What chosen files hold, read and verified as a whole. */
export interface FoundCopy {
  readonly names: readonly string[]
  readonly examined: ExaminedCopy
  readonly gathered: GatheredCopies
  /** Photos and files whose bytes are not here yet, each found whole. */
  readonly fresh: readonly CarriedPhoto[]
  /** Photos and files of the record whose bytes in the chosen files are not their own. */
  readonly broken: readonly Hash[]
  /** Kept somewhere, says the record, and neither here nor in the chosen files. */
  readonly missing: readonly Hash[]
}

export type ReadCopies =
  | { readonly ok: true; readonly found: FoundCopy }
  | { readonly ok: false; readonly files: readonly RefusedFile[] }
  /** Each is sound, and they do not belong together. */
  | { readonly ok: false; readonly apart: 'otherIncident' | 'otherMode' }

type Told = (state: ReadingState) => void

/**
 * Reads chosen files whole and judges them against what lies here: form, hashes, chains, signatures,
 * photos. Changes nothing. Rejects when the storage does not answer.
 */
export async function readCopies(
  services: Services,
  files: readonly File[],
  told: Told,
): Promise<ReadCopies> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  const handovers: Handover[] = []
  const unsound: RefusedFile[] = []
  let before = 0
  for (const file of files) {
    const opened = await services.openCopy(file, (done) =>
      told({ what: 'files', done: before + done, total }),
    )
    if (opened.ok) handovers.push(opened.handover)
    else unsound.push({ name: file.name, problems: opened.problems })
    before += file.size
  }
  if (unsound.length > 0) return { ok: false, files: unsound }
  const gathered = gatherCopies(handovers)
  if (typeof gathered === 'string') return { ok: false, apart: gathered }
  const { copies } = services.session
  const examined = await copies.examine(gathered.copy, (done, all) =>
    told({ what: 'entries', done, total: all }),
  )
  const names = files.map(({ name }) => name)
  const here = await copies.filesHere(gathered.copy.log)
  // Of a copy with holes a person may want the rest all the same.
  const refused = examined.refusal !== null && examined.refusal !== 'hole'
  const photos = refused
    ? { fresh: [], broken: [] }
    : await readPhotos(services, { files, handovers, gathered, examined, here }, told)
  const missing = gathered.missing.filter((hash) => !here.has(hash))
  return { ok: true, found: { names, examined, gathered, missing, ...photos } }
}

interface PhotosOf {
  readonly files: readonly File[]
  readonly handovers: readonly Handover[]
  readonly gathered: GatheredCopies
  readonly examined: ExaminedCopy
  readonly here: ReadonlySet<Hash>
}

async function readPhotos(
  services: Services,
  { files, handovers, gathered, examined, here }: PhotosOf,
  told: Told,
): Promise<Pick<FoundCopy, 'fresh' | 'broken'>> {
  const attached = filesByHash(examined.after.entries)
  const fresh: CarriedPhoto[] = []
  const broken: Hash[] = []
  const whole = async ({ file, from }: CarriedCopy): Promise<CarriedPhoto | null> => {
    const [handover, source] = [handovers[from], files[from]]
    if (!handover || !source || (await handover.readFile(file)) !== null) return null
    return photoOf(services, handover, source, file, attached.get(file.hash))
  }
  const wanted = [...gathered.carried].filter(([hash]) => !here.has(hash))
  for (const [i, [hash, copies]] of wanted.entries()) {
    let photo: CarriedPhoto | null = null
    for (const copy of copies) photo ??= await whole(copy)
    if (photo) fresh.push(photo)
    else broken.push(hash)
    told({ what: 'photos', done: i + 1, total: wanted.length })
  }
  return { fresh, broken }
}

function photoOf(
  services: Services,
  handover: Handover,
  source: File,
  file: CarriedFile,
  known: AttachedFile | undefined,
): CarriedPhoto | null {
  const place = handover.place(file)
  if (!place) return null
  const name = known?.name ?? file.hash
  return {
    ...file,
    given: () => services.carriedFile(source, place, name, known?.mime ?? ''),
  }
}
