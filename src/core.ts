import { hashHex } from './domain/log/event.ts'
import { anyRunning } from './domain/log/shelf.ts'
import { deviceSigner, renewedSigner } from './platform/device-key.ts'
import { digest } from './platform/digest.ts'
import { library } from './platform/library.ts'
import { locks as deviceLocks } from './platform/locks.ts'
import { random } from './platform/random.ts'
import { signatures } from './platform/signatures.ts'
import { storageCare } from './platform/storage-care.ts'
import { tabs } from './platform/tabs.ts'
import { witness } from './platform/witness.ts'
import { startWorker } from './platform/workers.ts'
import type { World } from './session/ports.ts'
import { createSession } from './session/session.ts'
import type { SessionStore } from './session/session-state.ts'
import journalWorker from './store/journal-worker.ts?worker&url'
import { openStores } from './store/open.ts'

/**
 * The second half of the composition root: what records, and what it stands on. It is read beside
 * the first paint, which needs none of it.
 */

const { store, journal, files, shelf, spare } = openStores(() => startWorker(journalWorker))
const locks = deviceLocks()

/** The session over this device's stores; `near` is what the screens had before. */
export const openSession = (
  near: Pick<World, 'app' | 'breathe' | 'clock' | 'notebook' | 'prefs'>,
  state: SessionStore,
) =>
  createSession(
    {
      ...near,
      ...{ store, journal, files, digest, signatures, random, locks, witness, library },
      signer: () => deviceSigner(shelf, locks, random),
      renewSigner: () => renewedSigner(shelf, locks, random),
      tabs: tabs(),
      storage: {
        ...storageCare,
        health: async () => ({ ...(await storageCare.health()), spare: spare() }),
      },
    },
    state,
  )

/** From the store, not from the screen: another tab may have begun an incident just now. */
export const runsAnything = async (): Promise<boolean> => anyRunning(await store.logs())

/** Reads every flow and the contacts into memory, before anyone needs them. */
export const loadLibrary = (): Promise<unknown> =>
  Promise.all([library.contacts(), ...library.runbooks.map(({ id }) => library.load(id))])

/** Whether a flow comes with the app: another device has it too. */
export const isShipped = (runbook: Uint8Array): boolean =>
  library.runbooks.some(({ hash }) => hash === hashHex(runbook))
