import { filesOf } from '../domain/describe/attachments.ts'
import type { EventId, Hash } from '../domain/ids.ts'
import type { Log } from './log.ts'
import type { Ports } from './ports.ts'

/** Whether the bytes that lie here are those the record names. */
export interface FileCheck {
  readonly checked: number
  readonly total: number
  readonly done: boolean
  /** Said to be kept by this device, and not here whole. */
  readonly missing: readonly EventId[]
  /** Here, and other bytes than were recorded. */
  readonly altered: readonly EventId[]
  /** Kept by another device, whose files did not come along. */
  readonly elsewhere: number
}

/**
 * Hashes every kept file of a log again, one after the other, telling how far it is. `sound` are the
 * hashes found good before: they are not read again.
 */
export async function checkFiles(
  ports: Ports,
  log: Log,
  sound: Set<Hash>,
  told: (check: FileCheck) => void,
  wanted: () => boolean,
): Promise<void> {
  const files = log.state.entries.flatMap((entry) => filesOf(entry).filter((file) => file.kept))
  const here = await ports.files.hashes(log.id)
  const [missing, altered]: [EventId[], EventId[]] = [[], []]
  let [checked, elsewhere] = [0, 0]
  const tell = (done: boolean): void =>
    told({
      ...{ checked, total: files.length, done, elsewhere },
      missing: [...missing],
      altered: [...altered],
    })
  for (const { id, hash, size, device } of files) {
    if (!wanted()) return
    if (sound.has(hash)) {
      checked++
      continue
    }
    if (!here.has(hash) && device !== ports.signer.device) elsewhere++
    else {
      const found = here.has(hash) ? await hashOf(ports, hash, size) : null
      if (found === hash) sound.add(hash)
      else (found === null ? missing : altered).push(id)
    }
    checked++
    tell(false)
    await ports.breathe()
  }
  tell(true)
}

/** Null where the bytes cannot be read whole. */
const hashOf = (ports: Ports, hash: Hash, size: number): Promise<Hash | null> =>
  ports.digest(size, ports.files.bytes(hash)).catch(() => null)
