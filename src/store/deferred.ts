import type { EventStore, FileStore, Journal } from '../domain/ports.ts'
import type { KeyShelf } from './key-shelf.ts'
import { later } from './later.ts'

/**
 * What lies on this device, its code read beside the first paint: 変だと思ったら needs none of it, and
 * nothing of it could answer before a database is open anyway.
 */
export function deferredStores(startJournal: () => Worker): {
  readonly store: EventStore
  readonly journal: Journal
  readonly files: FileStore
  readonly shelf: KeyShelf
  /** Whether a spare database had to be taken. */
  spare(): Promise<boolean>
} {
  const opened = import('./open.ts').then(({ openStores }) => openStores(startJournal))
  const journal = opened.then((stores) => stores.journal)
  const files = opened.then((stores) => stores.files)
  return {
    store: later<EventStore>(
      opened.then((stores) => stores.store),
      {
        append: true,
        absorb: true,
        head: true,
        read: true,
        count: true,
        readChain: true,
        logs: true,
        remove: true,
        saveRunbook: true,
        runbook: true,
        heal: true,
        remember: true,
        saveDraft: true,
        drafts: true,
        probe: true,
      },
    ),
    journal: {
      ...later<Omit<Journal, 'listen' | 'flush'>>(journal, {
        begun: true,
        compare: true,
        read: true,
        reseed: true,
      }),
      listen(changed) {
        let stop: (() => void) | null = null
        let wanted = true
        journal.then(
          (there) => {
            if (wanted) stop = there.listen(changed)
          },
          () => undefined,
        )
        return () => {
          wanted = false
          stop?.()
        }
      },
      flush: () =>
        void journal.then(
          (there) => there.flush(),
          () => undefined,
        ),
    },
    files: {
      ...later<Omit<FileStore, 'bytes'>>(files, {
        prepare: true,
        put: true,
        file: true,
        hashes: true,
        thumb: true,
        setThumb: true,
        release: true,
        sweep: true,
      }),
      async *bytes(hash) {
        yield* (await files).bytes(hash)
      },
    },
    shelf: later<KeyShelf>(
      opened.then((stores) => stores.shelf),
      { read: true, keep: true },
    ),
    spare: async () => (await opened).spare(),
  }
}
