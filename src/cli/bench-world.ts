import { deviceClock } from '../platform/clock.ts'
import { deviceSigner, renewedSigner } from '../platform/device-key.ts'
import { digest } from '../platform/digest.ts'
import { library } from '../platform/library.ts'
import { locks } from '../platform/locks.ts'
import { notebook } from '../platform/notebook.ts'
import { prefsStore } from '../platform/prefs.ts'
import { random } from '../platform/random.ts'
import { signatures } from '../platform/signatures.ts'
import { storageCare } from '../platform/storage-care.ts'
import { tabs } from '../platform/tabs.ts'
import { witness } from '../platform/witness.ts'
import { startWorker } from '../platform/workers.ts'
import { createSession } from '../session/session.ts'
import { connect } from '../store/connection.ts'
import { openNamed } from '../store/database.ts'
import { indexedDbFiles } from '../store/files.ts'
import { indexedDbStore } from '../store/indexed-db.ts'
import { opfsJournal } from '../store/journal.ts'
import journalWorker from '../store/journal-worker.ts?worker&url'
import { journaled } from '../store/journaled.ts'
import { keyShelf } from '../store/key-shelf.ts'

/** The app without its screens, over a database of its own. */

export const name = 'bench'
const connection = connect(openNamed(name))
export const journal = opfsJournal(name, () => startWorker(journalWorker))
export const store = journaled(indexedDbStore(connection), journal)
export const shelf = keyShelf(connection)
export const lock = locks()

export const session = createSession({
  store,
  journal,
  files: indexedDbFiles(connection),
  digest,
  signer: () => deviceSigner(shelf, lock, random),
  renewSigner: () => renewedSigner(shelf, lock, random),
  signatures,
  clock: deviceClock(random),
  random,
  locks: lock,
  tabs: tabs(),
  witness,
  notebook,
  prefs: prefsStore(),
  storage: storageCare,
  library,
  app: 'bench',
  breathe: () => new Promise((resume) => setTimeout(resume, 0)),
})
