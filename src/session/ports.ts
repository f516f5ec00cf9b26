import type { DeviceId, LogId } from '../domain/ids.ts'
import type {
  Clock,
  Digest,
  EventStore,
  FileStore,
  Journal,
  Library,
  Locks,
  Notebook,
  PrefsStore,
  Random,
  Signatures,
  Signer,
  StorageCare,
  Tabs,
  Witness,
} from '../domain/ports.ts'

/** Everything the session needs of the world, built by the composition root. */
export interface World {
  readonly store: EventStore
  readonly journal: Journal
  readonly files: FileStore
  readonly digest: Digest
  /** Opens the device's key, making it on the first start. Rejects when the storage is down. */
  signer(): Promise<Signer>
  /** Makes the device another one: a new key, the former is never used again. */
  renewSigner(): Promise<Signer>
  readonly signatures: Signatures
  readonly clock: Clock
  readonly random: Random
  readonly locks: Locks
  readonly tabs: Tabs
  readonly witness: Witness
  readonly notebook: Notebook
  readonly prefs: PrefsStore
  readonly storage: StorageCare
  readonly library: Library
  /** Version of the running app. */
  readonly app: string
  /** Lets the screen breathe between two parts of long work. */
  breathe(): Promise<void>
}

/** The world once the device's key is open. */
export type Ports = Omit<World, 'signer'> & {
  signer: Signer
  /** Devices this browser wrote as before, oldest first. */
  former: readonly DeviceId[]
}

/**
 * The world before the key is open: nothing signs until boot has opened it, and every path that records
 * runs after that. A witness of a loss stays as it is until a person has taken note of the loss.
 */
export function portsOf(world: World, lost: (log: LogId) => boolean): Ports {
  return {
    ...world,
    signer: null as unknown as Signer,
    former: [],
    witness: {
      ...world.witness,
      note: (log, device, head) => {
        if (!lost(log)) world.witness.note(log, device, head)
      },
    },
  }
}
