import { type EventStore, type FileStore, StoreError } from '../domain/ports.ts'

/**
 * Room for words that nothing else may use. Browsers no longer say how much there is: Chromium 156
 * answers `estimate()` with the usage plus 10 GB whatever the quota is, and the first sign of a full
 * storage is a write that fails, of a photo or of a line. So bytes without meaning are kept, a few from
 * the first entry on and all before the first photo, and given up, a part at a time, when words find no room (measured in Chromium: an
 * append that failed succeeds at once after a part was deleted).
 */
export interface Reserve {
  /** A little of it, as soon as there is a record: the device may be filled by others. */
  begin(): Promise<void>
  /** Fills it up; false where there is no room for all of it. */
  hold(): Promise<boolean>
  /** Gives a part of it up; false when nothing is left. */
  release(): Promise<boolean>
}

/** The same store, whose words find room as long as there is a reserve. */
export function reserved(store: EventStore, reserve: Reserve): EventStore {
  let begun = false
  const withRoom = async <T>(work: () => Promise<T>, full: (result: T) => boolean): Promise<T> => {
    for (;;) {
      const result = await work()
      if (!full(result) || !(await reserve.release().catch(() => false))) return result
    }
  }
  const rejecting = async (work: () => Promise<void>): Promise<void> => {
    const faults = (): Promise<unknown> =>
      work().then(
        () => null,
        (error: unknown) => error,
      )
    const error = await withRoom(
      faults,
      (fault) => fault instanceof StoreError && fault.fault === 'quota',
    )
    if (error !== null) throw error
  }
  return {
    ...store,
    async append(request) {
      const result = await withRoom(
        () => store.append(request),
        (result) => !result.ok && result.why === 'quota',
      )
      if (result.ok && !begun) {
        begun = true
        void reserve.begin().catch(() => undefined)
      }
      return result
    },
    saveRunbook: (hash, bytes) => rejecting(() => store.saveRunbook(hash, bytes)),
    saveDraft: (key, text) => rejecting(() => store.saveDraft(key, text)),
  }
}

/** The same files, which are kept only while the reserve for words is whole. */
export const behindReserve = (files: FileStore, reserve: Reserve): FileStore => ({
  ...files,
  async prepare() {
    await reserve.hold()
  },
  async put(file, told) {
    const here = await files.file(file.hash)
    if (!here && !(await reserve.hold()))
      throw new StoreError('quota', 'what is left is kept for words')
    await files.put(file, told)
  },
})
