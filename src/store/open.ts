import { connect } from './connection.ts'
import { databaseName, openNamed } from './database.ts'
import { indexedDbFiles } from './files.ts'
import { indexedDbStore } from './indexed-db.ts'
import { opfsJournal } from './journal.ts'
import { journaled } from './journaled.ts'
import { keyShelf } from './key-shelf.ts'
import { behindReserve, reserved } from './reserve.ts'
import { reserveParts } from './reserve-parts.ts'

/** Everything that lies on this device: the record, its second copy, attached files, the key. */
export function openStores(startJournal: () => Worker) {
  let spare = false
  const connection = connect(
    openNamed(databaseName, () => {
      spare = true
    }),
  )
  const journal = opfsJournal(databaseName, startJournal)
  const reserve = reserveParts(connection)
  return {
    store: journaled(reserved(indexedDbStore(connection), reserve), journal),
    journal,
    files: behindReserve(indexedDbFiles(connection), reserve),
    shelf: keyShelf(connection),
    /** Whether the browser could not open the database any more, and a spare one is used. */
    spare: () => spare,
  }
}
